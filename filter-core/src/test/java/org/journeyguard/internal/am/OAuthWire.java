package org.journeyguard.internal.am;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonReader;
import java.io.IOException;
import java.io.StringReader;
import java.net.URI;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;
import org.journeyguard.test.FakeAm;
import org.journeyguard.test.FakeClient;

/** The OAuth 2.0 endpoints of one realm as a client without any library sees them. */
final class OAuthWire {
    /** Where codes are sent. */
    static final String REDIRECT = "http://localhost:19090/journey/callback";
    /** A PKCE verifier. */
    static final String VERIFIER = "vD6n4co1VVqEVyOczGU4ETfLw4EtBAE3maC7p-txeVI";
    /** Its challenge by {@code S256} (RFC 7636, 4.2). */
    static final String CHALLENGE = "NwOcChQLu7LcntrUBrRJKhZr6VYL6JcESDafF62Iidk";

    private static final HttpClient HTTP =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    private final URI am;
    private final String endpoints;

    OAuthWire(URI am, String realm) {
        this.am = am;
        String path = realm.equals("/") ? "" : realm.replace("/", "/realms/");
        this.endpoints = am + "/oauth2/realms/root" + path;
    }

    /** What AM announces about this realm's endpoints begins with this. */
    String announced() {
        return endpoints.endsWith("/root") ? am + "/oauth2" : endpoints;
    }

    /**
     * An answer.
     *
     * @param status of HTTP
     * @param response itself
     */
    record Told(int status, HttpResponse<String> response) {
        JsonObject json() {
            try (JsonReader reader = Json.createReader(new StringReader(response.body()))) {
                return reader.readObject();
            }
        }

        String text(String member) {
            return json().getString(member, "");
        }

        /** The status and what went wrong: {@code 400 invalid_grant}. */
        String outcome() {
            String error = response.body().startsWith("{") ? text("error") : "";
            return (status + " " + (error.isEmpty() ? location().getOrDefault("error", "") : error)).strip();
        }

        String header(String name) {
            return response.headers().firstValue(name).orElse("");
        }

        /** The parameters that a browser is sent on with. */
        Map<String, String> location() {
            String target = header("Location").replace('#', '?');
            return !target.contains("?") ? Map.of() : parameters(target.substring(target.indexOf('?') + 1));
        }

        private static Map<String, String> parameters(String query) {
            return Arrays.stream(query.split("&", -1))
                    .map(pair -> pair.split("=", 2))
                    .collect(Collectors.toMap(
                            pair -> pair[0], pair -> URLDecoder.decode(pair[1], StandardCharsets.UTF_8)));
        }
    }

    /** The parameters of a good authorization request, some of them replaced; an empty value leaves one away. */
    static Map<String, String> request(String clientId, String... changes) {
        Map<String, String> parameters = new LinkedHashMap<>();
        parameters.put("client_id", clientId);
        parameters.put("response_type", "code");
        parameters.put("redirect_uri", REDIRECT);
        parameters.put("scope", "openid profile email");
        parameters.put("state", "st1");
        parameters.put("nonce", "n1");
        parameters.put("code_challenge", CHALLENGE);
        parameters.put("code_challenge_method", "S256");
        for (int i = 0; i < changes.length; i += 2) {
            parameters.put(changes[i], changes[i + 1]);
        }
        parameters.values().removeIf(String::isEmpty);
        return parameters;
    }

    Told authorize(String ssoToken, Map<String, String> parameters) {
        return get("/authorize?" + form(parameters), "Cookie", FakeAm.COOKIE + "=" + ssoToken);
    }

    Told authorizeByHeader(String ssoToken, Map<String, String> parameters) {
        return get("/authorize?" + form(parameters), FakeAm.COOKIE, ssoToken);
    }

    Told authorizePosted(String ssoToken, Map<String, String> parameters) {
        return post("/authorize", parameters, "Cookie", FakeAm.COOKIE + "=" + ssoToken);
    }

    /** A code for a client whose users are not asked. */
    String code(String ssoToken, String clientId) {
        String code = authorize(ssoToken, request(clientId)).location().get("code");
        if (code == null) {
            throw new IllegalStateException("no code");
        }
        return code;
    }

    /** The form that turns a code into tokens. */
    static Map<String, String> exchange(String code) {
        return parameters(
                "grant_type", "authorization_code",
                "code", code,
                "redirect_uri", REDIRECT,
                "code_verifier", VERIFIER);
    }

    Told tokensFor(String code, String clientId) {
        return token(clientId, exchange(code));
    }

    Told refresh(String refreshToken, String clientId, String... more) {
        Map<String, String> form = parameters("grant_type", "refresh_token", "refresh_token", refreshToken);
        form.putAll(parameters(more));
        return token(clientId, form);
    }

    /** A question to the token endpoint by a client with the usual secret. */
    Told token(String clientId, Map<String, String> form) {
        return post("/access_token", form, "Authorization", basic(clientId, FakeClient.SECRET));
    }

    Told introspect(String token, String clientId) {
        return post("/introspect", parameters("token", token), "Authorization", basic(clientId, FakeClient.SECRET));
    }

    boolean isActive(String token, String clientId) {
        return introspect(token, clientId).json().getBoolean("active");
    }

    Told revoke(String token, String clientId) {
        return post("/token/revoke", parameters("token", token), "Authorization", basic(clientId, FakeClient.SECRET));
    }

    Told userInfo(String accessToken) {
        return get("/userinfo", "Authorization", "Bearer " + accessToken);
    }

    Told endSession(Map<String, String> parameters) {
        return get("/connect/endSession?" + form(parameters));
    }

    static String basic(String id, String secret) {
        return "Basic " + Base64.getEncoder().encodeToString((id + ":" + secret).getBytes(StandardCharsets.UTF_8));
    }

    static Map<String, String> parameters(String... pairs) {
        Map<String, String> parameters = new LinkedHashMap<>();
        for (int i = 0; i < pairs.length; i += 2) {
            parameters.put(pairs[i], pairs[i + 1]);
        }
        return parameters;
    }

    Told get(String path, String... headers) {
        return send(HttpRequest.newBuilder(URI.create(endpoints + path)), headers);
    }

    Told post(String path, Map<String, String> form, String... headers) {
        return send(
                HttpRequest.newBuilder(URI.create(endpoints + path))
                        .header("Content-Type", "application/x-www-form-urlencoded")
                        .POST(BodyPublishers.ofString(form(form))),
                headers);
    }

    private static Told send(HttpRequest.Builder request, String... headers) {
        if (headers.length > 0) {
            request.headers(headers);
        }
        try {
            HttpResponse<String> response = HTTP.send(request.build(), BodyHandlers.ofString());
            return new Told(response.statusCode(), response);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private static String form(Map<String, String> parameters) {
        return parameters.entrySet().stream()
                .map(part -> part.getKey() + "=" + URLEncoder.encode(part.getValue(), StandardCharsets.UTF_8))
                .collect(Collectors.joining("&"));
    }
}
