package org.journeyguard.internal.bearer;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.journeyguard.Claims;
import org.journeyguard.internal.am.oauth.Introspection;
import org.journeyguard.internal.am.oauth.OAuthApi;
import org.journeyguard.internal.http.AmResult;
import org.journeyguard.internal.jwt.CompactForm;
import org.journeyguard.internal.jwt.JsonObject;
import org.journeyguard.internal.jwt.JwtVerification;
import org.journeyguard.internal.jwt.JwtVerifier;
import org.journeyguard.internal.jwt.TokenClaims;
import org.journeyguard.internal.resilience.Deadline;
import org.journeyguard.internal.resilience.Priority;
import org.jspecify.annotations.Nullable;

/** Introspects tokens at AM, and verifies signed responses (RFC 9701). */
public final class Introspector {
    private static final System.Logger LOG = System.getLogger(Introspector.class.getName());

    private final OAuthApi am;
    private final JwtVerifier verifier;
    private final @Nullable String clientId;

    /**
     * @param clientId the required audience of signed responses
     */
    public Introspector(OAuthApi am, JwtVerifier verifier, @Nullable String clientId) {
        this.am = am;
        this.verifier = verifier;
        this.clientId = clientId;
    }

    /** Returns AM's statement about a token, still to be checked; never a refusal. */
    AmResult<TokenClaims> ask(String token, Priority priority, String issuer, Deadline deadline) {
        return am.introspect(token, priority, deadline)
                .fold(
                        given -> given.jwt().isEmpty()
                                ? new AmResult.Value<>(new TokenClaims(withAudience(token, given.claims())))
                                : proven(token, given.jwt(), issuer),
                        Introspector::clientRefused,
                        AmResult.NoAnswer::new);
    }

    /** AM refuses the client, not the token. */
    private static AmResult<TokenClaims> clientRefused(AmResult.Refused<Introspection> refused) {
        LOG.log(
                System.Logger.Level.ERROR,
                "AM does not let this client ask about tokens; check journey.oauth.client-id and how it authenticates: {0} {1}",
                refused.error(),
                refused.description());
        return new AmResult.NoAnswer<>("introspect: " + refused.error());
    }

    /**
     * Adds the token's audience, which PingAM leaves out. A JWT's own audience can be used, because AM has verified its signature before
     * calling it active; so a service accepts other clients' tokens that are meant for it.
     */
    private static Claims withAudience(String token, Claims stated) {
        boolean hasNoAudience =
                stated.flag("active").orElse(false) && !stated.names().contains("aud");
        return hasNoAudience && CompactForm.of(token) instanceof CompactForm.Signed signed
                ? JsonObject.decode(signed.payload())
                        .map(payload -> payload.get("aud"))
                        .map(audience -> with(stated, audience))
                        .orElse(stated)
                : stated;
    }

    /** Without a nested statement, {@code aud} is the audience of the response, not of the token. */
    private static Claims withoutAudience(Claims answer) {
        Map<String, @Nullable Object> claims = new LinkedHashMap<>(answer.asMap());
        claims.remove("aud");
        return new Claims(claims);
    }

    private static Claims with(Claims stated, Object audience) {
        Map<String, @Nullable Object> claims = new LinkedHashMap<>(stated.asMap());
        claims.put("aud", audience);
        return new Claims(claims);
    }

    private AmResult<TokenClaims> proven(String token, String jwt, String issuer) {
        if (!(verifier.verify(jwt) instanceof JwtVerification.Verified verified)) {
            return new AmResult.NoAnswer<>("introspect: an answer whose signature can't be verified");
        }
        Claims claims = verified.claims();
        boolean isMeantForUs = claims.text("iss").equals(Optional.of(issuer))
                && (clientId == null || claims.texts("aud").contains(clientId));
        return isMeantForUs
                ? new AmResult.Value<>(new TokenClaims(withAudience(
                        token, claims.object("token_introspection").orElseGet(() -> withoutAudience(claims)))))
                : new AmResult.NoAnswer<>("introspect: an answer that is not meant for this client");
    }
}
