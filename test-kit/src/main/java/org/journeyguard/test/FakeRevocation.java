package org.journeyguard.test;

import org.journeyguard.test.FakeToken.Kind;

/** The endpoints of {@link FakeAm} that end things: {@code token/revoke} and {@code connect/endSession}. */
final class FakeRevocation {
    private final FakeAnswers am;
    private final FakeProvider provider;
    private final FakeTokens tokens;
    private final FakeIssuer issuer;
    private final FakeClientCheck clients;

    FakeRevocation(
            FakeAnswers am, FakeProvider provider, FakeTokens tokens, FakeIssuer issuer, FakeClientCheck clients) {
        this.am = am;
        this.provider = provider;
        this.tokens = tokens;
        this.issuer = issuer;
        this.clients = clients;
    }

    FakeReply revoke(FakeCall call, String realm) {
        return clients.any(call, realm, client -> {
            String value = call.parameter("token");
            if (value.isEmpty()) {
                return FakeOAuth.error(400, "invalid_request", "Missing parameter: token");
            }
            if (FakeJwts.claims(value).getOrDefault("tokenName", "").equals("id_token")) {
                return FakeOAuth.error(400, "server_error", "Failed to revoke access token");
            }
            FakeToken token = tokens.live(value, am.now());
            if (token == null || !token.grant().realm().equals(realm)) {
                return FakeReply.json(200, "{}");
            }
            if (!token.isOf(client)) {
                return FakeOAuth.error(
                        400,
                        "invalid_grant",
                        "The provided token id : " + value + " belongs to different access grant.");
            }
            end(token);
            return FakeReply.json(200, "{}");
        });
    }

    void revoke(String value) {
        FakeToken token = tokens.live(value, am.now());
        if (token != null) {
            end(token);
        }
    }

    private void end(FakeToken token) {
        if (token.kind() == Kind.REFRESH) {
            tokens.removeGrant(token.grant().id());
        } else {
            tokens.remove(token.value());
        }
    }

    FakeReply endSession(FakeCall call) {
        String hint = call.parameter("id_token_hint");
        if (hint.isEmpty()) {
            return FakeOAuth.error(400, "bad_request", "The endSession endpoint requires an id_token_hint parameter");
        }
        // OpenAM takes any signature
        if (am.kind.isPing() && !provider.jwts().isOurs(hint)) {
            return FakeOAuth.error(
                    500, "server_error", "java.security.SignatureException: Signature length not correct");
        }
        String session = issuer.sessionOf(hint);
        if (session != null) {
            am.sessions.remove(session);
        }
        String target = call.parameter("post_logout_redirect_uri");
        if (target.isEmpty()) {
            return am.logoutHook.isEmpty() ? FakeReply.json(204, "") : FakeReply.json(am.logoutHook);
        }
        FakeClient client = provider.client(String.valueOf(FakeJwts.claims(hint).get("aud")));
        if (client == null || !client.logoutUris().contains(target)) {
            return FakeOAuth.error(
                    400,
                    "redirect_uri_mismatch",
                    "The redirection URI provided does not match a pre-registered value.");
        }
        String state = call.parameter("state");
        return FakeReply.json(302, "").with("Location", state.isEmpty() ? target : target + "?state=" + state);
    }
}
