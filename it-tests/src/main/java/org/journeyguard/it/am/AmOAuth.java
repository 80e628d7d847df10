package org.journeyguard.it.am;

import jakarta.json.JsonObject;
import java.net.URI;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * AM's OAuth 2.0 endpoints as a client uses them that authenticates with {@code client_secret_basic}: straight, with no part
 * of JourneyGuard in between. Realms are paths below root, {@code ""} or {@code "/alpha"}.
 */
public final class AmOAuth {
    /** All clients accept it; nobody has to listen there. */
    private static final String REDIRECT_URI = "http://localhost:19090/journey/callback";

    private static final List<String> TOKENS = List.of("access_token", "refresh_token", "id_token");
    private static final SecureRandom RANDOM = new SecureRandom();

    private final String url;
    private final AmRest rest;

    AmOAuth(String url, AmRest rest) {
        this.url = url;
        this.rest = rest;
    }

    /**
     * Tokens for a session (RFC 6749, 4.1 with RFC 7636).
     *
     * @param scope with blanks in between
     * @return AM's token answer
     */
    public JsonObject obtain(String realm, String clientId, String ssoToken, String scope) {
        String verifier = random();
        String state = random();
        HttpResponse<String> answer = rest.send(HttpRequest.newBuilder(URI.create(endpoint(realm, "authorize") + "?"
                        + form(Map.of(
                                "client_id", clientId,
                                "response_type", "code",
                                "redirect_uri", REDIRECT_URI,
                                "scope", scope,
                                "state", state,
                                "code_challenge", challenge(verifier),
                                "code_challenge_method", "S256"))))
                .timeout(AmRest.LIMIT)
                .header("Cookie", AmRest.COOKIE + "=" + AmRest.secret(ssoToken)));
        Map<String, String> redirect =
                query(answer.headers().firstValue("Location").orElse(""));
        String code = redirect.get("code");
        if (answer.statusCode() != 302 || code == null || !state.equals(redirect.get("state"))) {
            throw new IllegalStateException("authorize: " + answer.statusCode() + " " + redirect.get("error"));
        }
        return granted(post(
                realm,
                "access_token",
                clientId,
                Map.of(
                        "grant_type",
                        "authorization_code",
                        "code",
                        AmRest.secret(code),
                        "redirect_uri",
                        REDIRECT_URI,
                        "code_verifier",
                        AmRest.secret(verifier))));
    }

    /**
     * A token of the client's own (RFC 6749, 4.4).
     *
     * @return AM's token answer
     */
    public JsonObject clientCredentials(String realm, String clientId, String scope) {
        return granted(
                post(realm, "access_token", clientId, Map.of("grant_type", "client_credentials", "scope", scope)));
    }

    /** A refresh (RFC 6749, 6), which AM may refuse. */
    public AmRest.Answer refresh(String realm, String clientId, String refreshToken) {
        return post(
                realm,
                "access_token",
                clientId,
                Map.of("grant_type", "refresh_token", "refresh_token", AmRest.secret(refreshToken)));
    }

    /** What AM says about a token (RFC 7662); of another client's it says that it is not active. */
    public JsonObject introspect(String realm, String clientId, String token) {
        return ok("introspect", post(realm, "introspect", clientId, Map.of("token", AmRest.secret(token))));
    }

    /** Whether AM still honours a token of this client. */
    public boolean isActive(String realm, String clientId, String token) {
        return introspect(realm, clientId, token).getBoolean("active");
    }

    /** Ends a token behind the application's back (RFC 7009); a refresh token takes its access tokens along. */
    public void revokeToken(String realm, String clientId, String token) {
        ok("revoke", post(realm, "token/revoke", clientId, Map.of("token", AmRest.secret(token))));
    }

    private static JsonObject granted(AmRest.Answer answer) {
        return ok("access_token", answer);
    }

    private static JsonObject ok(String what, AmRest.Answer answer) {
        if (answer.status() != 200) {
            throw new IllegalStateException(what + ": " + answer);
        }
        return answer.body();
    }

    private AmRest.Answer post(String realm, String endpoint, String clientId, Map<String, String> form) {
        String basic = clientId + ":" + Provisioner.CLIENT_SECRET;
        HttpResponse<String> answer = rest.send(HttpRequest.newBuilder(URI.create(endpoint(realm, endpoint)))
                .timeout(AmRest.LIMIT)
                .header("Content-Type", "application/x-www-form-urlencoded")
                .header(
                        "Authorization",
                        "Basic " + Base64.getEncoder().encodeToString(basic.getBytes(StandardCharsets.UTF_8)))
                .POST(BodyPublishers.ofString(form(form))));
        JsonObject body = AmRest.parse(answer.body());
        TOKENS.stream().filter(body::containsKey).map(body::getString).forEach(AmRest::secret);
        return new AmRest.Answer(answer.statusCode(), body);
    }

    private String endpoint(String realm, String name) {
        return url + "/oauth2" + AmRest.realmPath(realm) + "/" + name;
    }

    private static String form(Map<String, String> parameters) {
        return new TreeMap<>(parameters)
                .entrySet().stream()
                        .map(each -> each.getKey() + "=" + URLEncoder.encode(each.getValue(), StandardCharsets.UTF_8))
                        .collect(Collectors.joining("&"));
    }

    private static Map<String, String> query(String location) {
        return Arrays.stream(location.substring(location.indexOf('?') + 1).split("&"))
                .filter(each -> each.contains("="))
                .map(each -> each.split("=", 2))
                .collect(Collectors.toMap(
                        each -> each[0],
                        each -> URLDecoder.decode(each[1], StandardCharsets.UTF_8),
                        (first, second) -> first));
    }

    private static String random() {
        byte[] bytes = new byte[32];
        RANDOM.nextBytes(bytes);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    private static String challenge(String verifier) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(verifier.getBytes(StandardCharsets.US_ASCII));
            return Base64.getUrlEncoder().withoutPadding().encodeToString(digest);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
