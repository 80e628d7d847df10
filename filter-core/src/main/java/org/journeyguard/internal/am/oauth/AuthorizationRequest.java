package org.journeyguard.internal.am.oauth;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.journeyguard.internal.http.AmRequest;

/**
 * The random values that bind an authorization response to its request: new ones for each request, 256 bits each.
 * {@code toString()} shows none of it.
 *
 * @param state comes back with the code (RFC 6749, 10.12)
 * @param nonce comes back in the ID token (OpenID Connect Core, 3.1.2.1)
 * @param verifier is shown when the code is exchanged (RFC 7636, 4.1)
 * @param acrValues how the user is to sign in, the preferred way first (OpenID Connect Core, 3.1.2.1); empty for anyhow
 */
public record AuthorizationRequest(String state, String nonce, String verifier, List<String> acrValues) {
    private static final SecureRandom RANDOM = new SecureRandom();
    private static final Base64.Encoder BASE64 = Base64.getUrlEncoder().withoutPadding();

    /** Parameters that configured URLs may not set: they bind the response to the request, name the client, or would end AM's session. */
    private static final Set<String> OWN = Set.of(
            "response_type",
            "response_mode",
            "client_id",
            "client_secret",
            "client_assertion",
            "client_assertion_type",
            "redirect_uri",
            "scope",
            "state",
            "nonce",
            "code_challenge",
            "code_challenge_method",
            "request",
            "request_uri",
            "prompt",
            "max_age",
            "decision",
            "csrf",
            "save_consent");

    /** Copies the values. */
    public AuthorizationRequest {
        acrValues = List.copyOf(acrValues);
    }

    /** A new one, for a user who signs in anyhow. */
    public static AuthorizationRequest make() {
        return make(List.of());
    }

    /** A new one. */
    public static AuthorizationRequest make(List<String> acrValues) {
        return new AuthorizationRequest(random(), random(), random(), acrValues);
    }

    /** Returns whether a parameter is reserved: the request sets it itself, or it must not be set. */
    public static boolean isOwn(String name) {
        return OWN.contains(name);
    }

    /** The same with another state. */
    public AuthorizationRequest withState(String other) {
        return new AuthorizationRequest(other, nonce, verifier, acrValues);
    }

    /** What is asked, but for the {@code prompt} and for what the endpoint's query adds. */
    Map<String, String> parameters(OAuthSettings settings) {
        Map<String, String> parameters = new LinkedHashMap<>(settings.authorizationParameters());
        parameters.put("response_type", "code");
        parameters.put("client_id", String.valueOf(settings.clientId()));
        parameters.put("redirect_uri", String.valueOf(settings.redirectUri()));
        parameters.put("scope", settings.scope());
        parameters.put("state", state);
        parameters.put("nonce", nonce);
        parameters.put("code_challenge", challenge());
        parameters.put("code_challenge_method", "S256");
        if (!acrValues.isEmpty()) {
            parameters.put("acr_values", String.join(" ", acrValues));
        }
        return parameters;
    }

    /**
     * An endpoint as it is configured: what its query adds stays (RFC 6749, 3.1), but what is asked here is asked once, and nothing
     * is that would end the session at AM.
     */
    String withoutOwn(String endpoint, OAuthSettings settings) {
        Map<String, String> query = AmRequest.query(endpoint);
        query.keySet().removeIf(AuthorizationRequest::isOwn);
        query.keySet().removeAll(parameters(settings).keySet());
        String bare = AmRequest.bare(endpoint);
        return query.isEmpty() ? bare : AmRequest.withQuery(bare, query);
    }

    private static String random() {
        byte[] bits = new byte[32];
        RANDOM.nextBytes(bits);
        return BASE64.encodeToString(bits);
    }

    /** SHA-256 of the verifier (RFC 7636, 4.2: S256). */
    String challenge() {
        try {
            byte[] ascii = verifier.getBytes(StandardCharsets.US_ASCII);
            return BASE64.encodeToString(MessageDigest.getInstance("SHA-256").digest(ascii));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }

    @Override
    public String toString() {
        return "AuthorizationRequest(secret)";
    }
}
