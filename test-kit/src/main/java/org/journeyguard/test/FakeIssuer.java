package org.journeyguard.test;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.journeyguard.test.FakeProvider.TokenForm;
import org.jspecify.annotations.Nullable;

/** Makes the tokens of {@link FakeAm}. */
final class FakeIssuer {
    private final FakeAnswers am;
    private final FakeProvider provider;
    private final FakeTokens tokens;
    /** The SSO tokens by what ID tokens call their sessions. */
    private final Map<String, String> sessions = new ConcurrentHashMap<>();

    FakeIssuer(FakeAnswers am, FakeProvider provider, FakeTokens tokens) {
        this.am = am;
        this.provider = provider;
        this.tokens = tokens;
    }

    /**
     * Issues what a grant entitles to.
     *
     * @param scope of the access token
     * @param code that it is issued for; empty for none
     * @param hasRefresh whether there is a refresh token
     */
    FakeTokenSet issue(FakeClient client, FakeGrant grant, List<String> scope, String code, boolean hasRefresh) {
        Instant now = am.now();
        boolean isPing = am.kind.isPing();
        TokenForm form = provider.form(grant.realm());
        FakeClaims claims = new FakeClaims(grant, provider.issuer(grant.realm()), isPing, now);
        Duration accessLifetime = client.lifetimes().access();
        String access = switch (form) {
            case OPAQUE -> UUID.randomUUID().toString();
            case JWT -> provider.jwts().signedAccessToken(claims.access(scope, accessLifetime));
            case HMAC_JWT -> provider.jwts().mac(claims.access(scope, accessLifetime));
            case ENCRYPTED_JWT -> provider.jwts().encrypted(claims.access(scope, accessLifetime));
        };
        FakeGrant narrowed = grant.as(grant.type(), scope, grant.nonce());
        tokens.add(new FakeToken(access, FakeToken.Kind.ACCESS, narrowed, now, now.plus(accessLifetime)));
        String refresh = "";
        if (hasRefresh) {
            Duration refreshLifetime = client.lifetimes().refresh();
            refresh = refreshToken(form, claims.refresh(refreshLifetime));
            tokens.add(new FakeToken(refresh, FakeToken.Kind.REFRESH, grant, now, now.plus(refreshLifetime)));
        }
        String id = "";
        if (scope.contains("openid")) {
            String sessionId = UUID.randomUUID().toString();
            sessions.put(sessionId, grant.session());
            id = provider.jwts().signed(claims.id(access, code, sessionId));
        }
        return new FakeTokenSet(access, refresh, id, scope);
    }

    private String refreshToken(TokenForm form, Map<String, Object> claims) {
        return switch (form) {
            case OPAQUE -> UUID.randomUUID().toString();
            case JWT -> provider.jwts().signedRefreshToken(claims);
            case HMAC_JWT -> provider.jwts().mac(claims);
            case ENCRYPTED_JWT -> provider.jwts().encrypted(claims);
        };
    }

    /** The SSO token of the session that an ID token came from, without a check of its signature; null for none. */
    @Nullable
    String sessionOf(String idToken) {
        return FakeJwts.claims(idToken).get("org.forgerock.openidconnect.ops") instanceof String session
                ? sessions.get(session)
                : null;
    }
}
