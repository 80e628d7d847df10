package org.journeyguard.test;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** The OAuth 2.0 and OpenID endpoints of {@link FakeAm}, realm by realm. */
final class FakeOAuth {
    private static final String ROOT = "/am/oauth2";
    private static final List<String> ENDPOINTS = List.of(
            "/.well-known/openid-configuration",
            "/authorize",
            "/par",
            "/access_token",
            "/introspect",
            "/token/revoke",
            "/userinfo",
            "/connect/jwk_uri",
            "/connect/endSession");

    private final FakeAnswers am;
    private final FakeProvider provider;
    private final FakeTokens tokens = new FakeTokens();
    private final FakeIssuer issuer;
    private final FakeAuthorize authorize;
    private final FakePushed pushed;
    private final FakeGrants grants;
    private final FakeIntrospection introspection;
    private final FakeRevocation revocation;

    FakeOAuth(FakeAnswers am, FakeProvider provider) {
        this.am = am;
        this.provider = provider;
        FakeClientCheck clients = new FakeClientCheck(am, provider);
        issuer = new FakeIssuer(am, provider, tokens);
        authorize = new FakeAuthorize(am, provider, tokens);
        pushed = new FakePushed(provider, clients);
        grants = new FakeGrants(am, provider, tokens, issuer, clients);
        introspection = new FakeIntrospection(am, provider, tokens, clients);
        revocation = new FakeRevocation(am, provider, tokens, issuer, clients);
    }

    static boolean isFor(String path) {
        return path.startsWith(ROOT + "/");
    }

    /** One at a time: what two clients do to one token at once has an order. */
    synchronized FakeReply to(FakeCall call) {
        String path = call.path().substring(ROOT.length());
        for (String endpoint : ENDPOINTS) {
            if (path.endsWith(endpoint)) {
                return answer(endpoint, call, realm(path.substring(0, path.length() - endpoint.length())));
            }
        }
        return FakeReply.json(404, "");
    }

    private FakeReply answer(String endpoint, FakeCall call, String realm) {
        return switch (endpoint) {
            case "/.well-known/openid-configuration" -> FakeDiscovery.of(provider, realm, am.kind.isPing());
            case "/connect/jwk_uri" -> FakeReply.json(200, provider.jwts().published(am.kind.isPing()));
            case "/authorize" -> {
                FakeCall meant = pushed.meant(call);
                yield meant == null
                        ? FakeAuthorize.page("invalid_request", "The request has to be pushed, or is not known.")
                        : authorize.answer(meant, realm);
            }
            case "/par" -> pushed.answer(call, realm);
            case "/access_token" -> grants.answer(call, realm);
            case "/introspect" -> introspection.introspect(call, realm);
            case "/userinfo" -> introspection.userInfo(call, realm);
            case "/token/revoke" -> revocation.revoke(call, realm);
            default -> revocation.endSession(call);
        };
    }

    /** Both ways to name a realm, {@code /realms/root/realms/alpha} and {@code /alpha}; a custom domain is one by itself. */
    private String realm(String path) {
        if (path.isEmpty() && !provider.hostRealm().isEmpty()) {
            return provider.hostRealm();
        }
        String realm = path.startsWith("/realms/root")
                ? path.substring("/realms/root".length()).replace("/realms/", "/")
                : path;
        return realm.isEmpty() ? "/" : realm;
    }

    /** Whether a token is neither revoked nor expired. */
    boolean isActive(String token) {
        return tokens.live(token, am.now()) != null;
    }

    /** A token ends, and with a refresh token all that came of its grant. */
    synchronized void revoke(String token) {
        revocation.revoke(token);
    }

    /** Tokens without the way to them. */
    FakeTokenSet issue(String user, String realm, String clientId, String... scopes) {
        FakeGrant grant = new FakeGrant(
                UUID.randomUUID().toString(),
                FakeGrant.BY_CODE,
                clientId,
                user,
                realm,
                List.of(scopes),
                "",
                am.now(),
                "",
                "",
                Map.of());
        return issue(grant, client(clientId));
    }

    /** Tokens of a session without the way to them. */
    FakeTokenSet issue(String session, TokenSpec spec) {
        FakeSession known = am.session(session);
        if (known == null) {
            throw new IllegalArgumentException("no such session");
        }
        FakeGrant grant = FakeGrant.ofUser(spec.clientId(), known, spec.scope(), "", am.signedInAt(session), "");
        return issue(grant.saying(spec.claims()), spec.appliedTo(client(spec.clientId())));
    }

    /** An access token of a client for itself. */
    String clientToken(String clientId, String scope) {
        FakeGrant grant = FakeGrant.ofClient(clientId, "/", List.of(scope.split(" ", -1)), am.now());
        return issue(grant, client(clientId)).access();
    }

    private FakeClient client(String id) {
        FakeClient client = provider.client(id);
        if (client == null) {
            throw new IllegalArgumentException("no client " + id);
        }
        return client;
    }

    private synchronized FakeTokenSet issue(FakeGrant grant, FakeClient client) {
        return issuer.issue(client, grant, grant.scope(), "", grant.isOfUser());
    }

    /** What went wrong, as RFC 6749 section 5.2 has it, in AM's order. */
    static FakeReply error(int status, String error, String description) {
        JsonObject body = Json.createObjectBuilder()
                .add("error_description", description)
                .add("error", error)
                .build();
        return FakeReply.json(status, body.toString());
    }
}
