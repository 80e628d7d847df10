package org.journeyguard.test;

import com.nimbusds.jose.jwk.JWKSet;
import jakarta.json.Json;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.journeyguard.test.FakeAm.Kind;

/** The service accounts of {@link FakeAm}, if it is Advanced Identity Cloud (RFC 7523, 2.1). */
final class FakeServiceAccounts {
    static final String GRANT = "urn:ietf:params:oauth:grant-type:jwt-bearer";

    private static final Duration LIFETIME = Duration.ofSeconds(899);
    private static final String SCOPE = "fr:am:*";
    private static final String BEARER = "Bearer ";

    private final FakeAnswers am;
    private final FakeProvider provider;
    private final FakeAssertions assertions;
    private final Map<String, String> keys = new ConcurrentHashMap<>();
    private final Map<String, Instant> tokens = new ConcurrentHashMap<>();

    FakeServiceAccounts(FakeAnswers am, FakeProvider provider) {
        this.am = am;
        this.provider = provider;
        this.assertions = new FakeAssertions(am, provider);
    }

    void add(String id, JWKSet publicKeys) {
        keys.put(id, publicKeys.toPublicJWKSet().toString());
    }

    void end() {
        tokens.clear();
    }

    FakeReply answer(FakeCall call, String realm) {
        boolean isSupported = am.kind == Kind.ADVANCED_IDENTITY_CLOUD
                && realm.equals("/")
                && call.parameter("client_id").equals("service-account");
        if (!isSupported) {
            return FakeOAuth.error(400, "invalid_client", "Client authentication failed");
        }
        String assertion = call.parameter("assertion");
        String known = keys.getOrDefault(FakeAssertions.issuer(assertion), "{\"keys\":[]}");
        if (!assertions.isGood(assertion, known, List.of(audience()))) {
            return FakeOAuth.error(400, "invalid_grant", "JWT is not valid");
        }
        if (!call.parameter("scope").equals(SCOPE)) {
            return FakeOAuth.error(
                    400, "invalid_scope", "Unsupported scope for service account: " + call.parameter("scope"));
        }
        String token = UUID.randomUUID().toString();
        tokens.put(token, am.now().plus(LIFETIME));
        return FakeReply.json(Json.createObjectBuilder()
                .add("access_token", token)
                .add("scope", SCOPE)
                .add("token_type", "Bearer")
                .add("expires_in", LIFETIME.toSeconds())
                .build());
    }

    /** The root realm's token endpoint with its port. */
    private String audience() {
        URI base = URI.create(provider.base());
        int port = base.getPort() >= 0 ? base.getPort() : base.getScheme().equals("https") ? 443 : 80;
        return base.getScheme() + "://" + base.getHost() + ":" + port + base.getPath() + "/oauth2/access_token";
    }

    /** Whether a call has an access token of a service account. */
    boolean isCalling(FakeCall call) {
        String authorization = call.header("Authorization");
        Instant end = authorization.startsWith(BEARER) ? tokens.get(authorization.substring(BEARER.length())) : null;
        return end != null && am.now().isBefore(end);
    }
}
