package org.journeyguard.test;

import jakarta.json.Json;
import jakarta.json.JsonObjectBuilder;
import java.util.List;
import java.util.Map;
import org.journeyguard.test.FakeClient.Trait;

/** The {@code access_token} endpoint of {@link FakeAm}. */
final class FakeGrants {
    private static final FakeReply INVALID_GRANT =
            FakeOAuth.error(400, "invalid_grant", "The provided access grant is invalid, expired, or revoked.");
    private static final FakeReply INVALID_REFRESH = FakeOAuth.error(400, "invalid_grant", "grant is invalid");

    private static final FakeReply UNSUPPORTED_GRANT =
            FakeOAuth.error(400, "unsupported_grant_type", "Grant type is not supported");
    private static final String ACCESS_TOKEN = "urn:ietf:params:oauth:token-type:access_token";

    private final FakeAnswers am;
    private final FakeProvider provider;
    private final FakeTokens tokens;
    private final FakeIssuer issuer;
    private final FakeClientCheck clients;

    FakeGrants(FakeAnswers am, FakeProvider provider, FakeTokens tokens, FakeIssuer issuer, FakeClientCheck clients) {
        this.am = am;
        this.provider = provider;
        this.tokens = tokens;
        this.issuer = issuer;
        this.clients = clients;
    }

    FakeReply answer(FakeCall call, String realm) {
        if (!call.method().equals("POST")) {
            return FakeOAuth.error(405, "method_not_allowed", "Required Method: POST found: " + call.method());
        }
        String type = call.parameter("grant_type");
        return switch (type) {
            case "" -> FakeOAuth.error(400, "invalid_request", "Grant type is not set");
            case FakeGrant.BY_CODE -> clients.registered(call, realm, client -> byCode(call, realm, client));
            case FakeGrant.BY_REFRESH -> clients.registered(call, realm, client -> byRefresh(call, realm, client));
            case FakeGrant.BY_CLIENT -> clients.registered(call, realm, client -> byClient(call, realm, client));
            case FakeGrant.BY_EXCHANGE ->
                provider.exchanges()
                        ? clients.registered(call, realm, client -> byExchange(call, realm, client))
                        : UNSUPPORTED_GRANT;
            case FakeServiceAccounts.GRANT -> am.directory().serviceAccounts().answer(call, realm);
            default -> UNSUPPORTED_GRANT;
        };
    }

    private FakeReply byCode(FakeCall call, String realm, FakeClient client) {
        String value = call.parameter("code");
        if (value.isEmpty()) {
            return FakeOAuth.error(400, "invalid_request", "Missing parameter: code");
        }
        FakeCode code = tokens.code(value, am.now());
        if (code == null || !code.grant().realm().equals(realm)) {
            return INVALID_GRANT;
        }
        FakeGrant grant = code.grant();
        if (code.isUsed()) {
            // somebody may have stolen it
            tokens.removeGrant(grant.id());
            return INVALID_GRANT;
        }
        if (!grant.clientId().equals(client.id()) || !code.redirectUri().equals(call.parameter("redirect_uri"))) {
            return INVALID_GRANT;
        }
        String verifier = call.parameter("code_verifier");
        // OpenAM lets a missing one pass unless it is told to insist
        boolean isLenient = verifier.isEmpty() && !am.kind.isPing();
        if (!code.challenge().isEmpty() && !isLenient && !code.challenge().equals(FakeClaims.challenge(verifier))) {
            return INVALID_GRANT;
        }
        if (grant.scope().contains("openid") && am.session(grant.session()) == null) {
            return FakeOAuth.error(400, "server_error", "User must be authenticated to issue ID tokens.");
        }
        tokens.add(value, code.used());
        FakeTokenSet set = issuer.issue(client, grant, grant.scope(), value, true);
        return issued(client, set, am.kind.isPing() ? "" : grant.nonce());
    }

    private FakeReply byRefresh(FakeCall call, String realm, FakeClient client) {
        if (call.parameter("refresh_token").isEmpty()) {
            return FakeOAuth.error(400, "invalid_request", "Missing parameter: refresh_token");
        }
        FakeToken token = tokens.live(call.parameter("refresh_token"), am.now());
        if (token == null
                || token.kind() != FakeToken.Kind.REFRESH
                || !token.grant().realm().equals(realm)) {
            return INVALID_REFRESH;
        }
        if (!token.isOf(client)) {
            return FakeOAuth.error(400, "invalid_request", "Token was issued to a different client");
        }
        List<String> granted = token.grant().scope();
        String asked = call.parameter("scope");
        List<String> scope = asked.isEmpty() ? granted.stream().sorted().toList() : FakeAuthorize.scope(asked, client);
        List<String> more =
                scope.stream().filter(part -> !granted.contains(part)).toList();
        if (!more.isEmpty()) {
            return FakeOAuth.error(400, "invalid_scope", "Unknown/invalid scope(s): " + more);
        }
        boolean isRotated = !client.has(Trait.KEEPS_REFRESH_TOKENS);
        if (isRotated) {
            tokens.remove(token.value());
        }
        FakeGrant refreshed = token.grant().as(FakeGrant.BY_REFRESH, granted, "");
        return issued(client, issuer.issue(client, refreshed, scope, "", isRotated), "");
    }

    private FakeReply byClient(FakeCall call, String realm, FakeClient client) {
        List<String> scope = FakeAuthorize.scope(call.parameter("scope"), client);
        List<String> unknown =
                scope.stream().filter(part -> !client.scopes().contains(part)).toList();
        if (!unknown.isEmpty()) {
            return FakeOAuth.error(400, "invalid_scope", "Unknown/invalid scope(s): " + unknown);
        }
        return issued(
                client,
                issuer.issue(client, FakeGrant.ofClient(client.id(), realm, scope, am.now()), scope, "", false),
                "");
    }

    /** RFC 8693; whatever is wrong with the subject, AM says the same. */
    private FakeReply byExchange(FakeCall call, String realm, FakeClient client) {
        FakeToken subject = tokens.live(call.parameter("subject_token"), am.now());
        if (subject == null || !isExchangeable(subject, call, realm)) {
            return FakeOAuth.error(400, "invalid_request", "Invalid token exchange.");
        }
        String audience = call.parameter("audience");
        Map<String, Object> claims = audience.isEmpty() ? Map.of() : Map.of("aud", List.of(client.id(), audience));
        FakeGrant grant = subject.grant().exchangedBy(client.id(), claims, am.now());
        return issued(client, issuer.issue(client, grant, grant.scope(), "", false), "", ACCESS_TOKEN);
    }

    private static boolean isExchangeable(FakeToken subject, FakeCall call, String realm) {
        return subject.kind() == FakeToken.Kind.ACCESS
                && subject.grant().realm().equals(realm)
                && call.parameter("subject_token_type").equals(ACCESS_TOKEN);
    }

    private static FakeReply issued(FakeClient client, FakeTokenSet set, String nonce) {
        return issued(client, set, nonce, "");
    }

    private static FakeReply issued(FakeClient client, FakeTokenSet set, String nonce, String issuedType) {
        JsonObjectBuilder answer = Json.createObjectBuilder().add("access_token", set.access());
        if (!set.refresh().isEmpty()) {
            answer.add("refresh_token", set.refresh());
        }
        answer.add("scope", String.join(" ", set.scope()));
        if (!set.id().isEmpty()) {
            answer.add("id_token", set.id());
        }
        if (!nonce.isEmpty()) {
            answer.add("nonce", nonce);
        }
        if (!issuedType.isEmpty()) {
            answer.add("issued_token_type", issuedType);
        }
        answer.add("token_type", "Bearer");
        if (!client.has(Trait.UNTOLD_OF_EXPIRY)) {
            answer.add("expires_in", client.lifetimes().access().toSeconds());
        }
        return FakeReply.json(200, answer.build().toString()).with("Cache-Control", "no-store");
    }
}
