package org.journeyguard.it.am;

import jakarta.json.Json;
import jakarta.json.JsonArray;
import jakarta.json.JsonObject;
import jakarta.json.JsonReader;
import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** AM's REST API as a test or an administrator uses it: straight, with no part of JourneyGuard in between. */
public final class AmRest {
    /** The cookie name of an AM that nobody renamed. */
    public static final String COOKIE = "iPlanetDirectoryPro";

    static final Duration LIMIT = Duration.ofMinutes(2);
    private static final Duration CONFIGURE_LIMIT = Duration.ofMinutes(8);

    private static final Set<String> SEEN = ConcurrentHashMap.newKeySet();

    private final String url;
    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    AmRest(String url) {
        this.url = url;
    }

    /**
     * An answer of AM.
     *
     * @param status HTTP status
     * @param body the JSON object, empty where AM sent none
     */
    public record Answer(int status, JsonObject body) {}

    boolean answers(String path) {
        try {
            int status = http.send(
                            HttpRequest.newBuilder(URI.create(url + path))
                                    .timeout(Duration.ofSeconds(20))
                                    .build(),
                            BodyHandlers.discarding())
                    .statusCode();
            return status == 200 || status == 302;
        } catch (IOException e) {
            return false;
        } catch (InterruptedException e) {
            throw interrupted(e);
        }
    }

    void configure(Map<String, String> form) {
        String body = form.entrySet().stream()
                .map(e -> e.getKey() + "=" + URLEncoder.encode(e.getValue(), StandardCharsets.UTF_8))
                .collect(Collectors.joining("&"));
        String answer = send(HttpRequest.newBuilder(URI.create(url + "/config/configurator"))
                        .timeout(CONFIGURE_LIMIT)
                        .header("Content-Type", "application/x-www-form-urlencoded")
                        .POST(BodyPublishers.ofString(body)))
                .body();
        if (!answer.contains("Configuration complete!")) {
            throw new IllegalStateException("OpenAM's configurator failed: " + answer);
        }
    }

    /**
     * Signs a user in with name and password.
     *
     * @param realm path of the realm below root, {@code ""} or {@code "/alpha"}
     * @return the SSO token
     */
    public String login(String realm, String user, String password) {
        return login(realm, user, password, "");
    }

    /** Signs an agent in; its session may do what no user's may. */
    public String loginAgent(String user, String password) {
        return login("", user, password, "?authIndexType=module&authIndexValue=Application");
    }

    private String login(String realm, String user, String password, String query) {
        HttpResponse<String> answer =
                send(HttpRequest.newBuilder(URI.create(url + "/json" + realmPath(realm) + "/authenticate" + query))
                        .timeout(LIMIT)
                        .header("Content-Type", "application/json")
                        .header("Accept-API-Version", "resource=2.1, protocol=1.0")
                        .header("X-OpenAM-Username", encodedWord(user))
                        .header("X-OpenAM-Password", password)
                        .POST(BodyPublishers.ofString("{}")));
        if (answer.statusCode() != 200) {
            throw new IllegalStateException("login of " + user + " in '" + realm + "': " + answer.statusCode());
        }
        return secret(parse(answer.body()).getString("tokenId"));
    }

    /** As AM wants names that are not ASCII (RFC 2047). */
    private static String encodedWord(String name) {
        byte[] bytes = name.getBytes(StandardCharsets.UTF_8);
        return bytes.length == name.length()
                ? name
                : "=?UTF-8?B?" + Base64.getEncoder().encodeToString(bytes) + "?=";
    }

    /** All tokens and codes that this JVM got or asked about, for looking whether one is where it must not be. */
    public static Set<String> seenTokens() {
        return Set.copyOf(SEEN);
    }

    /** Remembers a secret for {@link #seenTokens()}. */
    static String secret(String secret) {
        SEEN.add(secret);
        return secret;
    }

    /** Whether AM itself still honours an SSO token: {@code sessions?_action=validate}, resource 1.2. */
    public boolean isValid(String token) {
        Answer answer = call("POST", "/json/sessions?_action=validate", "resource=1.2", token, "{}");
        if (answer.status() != 200) {
            throw new IllegalStateException("validate: " + answer);
        }
        return answer.body().getBoolean("valid");
    }

    /** Ends a session behind the application's back. */
    public void logout(String token) {
        Answer answer = call("POST", "/json/sessions?_action=logout", "resource=2.0", token, "{}");
        if (answer.status() != 200) {
            throw new IllegalStateException("logout: " + answer);
        }
    }

    /**
     * Any call under the base URL.
     *
     * @param resource {@code resource=…}, or empty for none
     * @param token SSO token of the caller
     * @param body JSON, or null for none
     */
    public Answer call(String method, String path, String resource, String token, @Nullable String body) {
        HttpResponse<String> answer = answer(method, path, resource, token, body);
        return new Answer(answer.statusCode(), parse(answer.body()));
    }

    /** Posts an object and returns the array that AM answers; as of {@link #call}. */
    public JsonArray list(String path, String resource, String token, String body) {
        HttpResponse<String> answer = answer("POST", path, resource, token, body);
        if (answer.statusCode() != 200) {
            throw new IllegalStateException(path + " -> " + answer.statusCode() + " " + answer.body());
        }
        try (JsonReader reader = Json.createReader(new StringReader(answer.body()))) {
            return reader.readArray();
        }
    }

    private HttpResponse<String> answer(
            String method, String path, String resource, String token, @Nullable String body) {
        return send(HttpRequest.newBuilder(URI.create(url + path))
                .timeout(LIMIT)
                .header("Content-Type", "application/json")
                .header("Accept-API-Version", resource.isEmpty() ? "protocol=1.0" : resource + ", protocol=1.0")
                .header("X-Requested-With", "tests")
                .header(COOKIE, secret(token))
                .method(method, body == null ? BodyPublishers.noBody() : BodyPublishers.ofString(body)));
    }

    /** Path of a realm's resources below {@code /json}. */
    public static String realmPath(String realm) {
        return "/realms/root" + realm.replace("/", "/realms/");
    }

    static JsonObject parse(String body) {
        if (!body.startsWith("{")) {
            return JsonObject.EMPTY_JSON_OBJECT;
        }
        try (JsonReader reader = Json.createReader(new StringReader(body))) {
            return reader.readObject();
        }
    }

    HttpResponse<String> send(HttpRequest.Builder request) {
        try {
            return http.send(request.build(), BodyHandlers.ofString());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw interrupted(e);
        }
    }

    private static IllegalStateException interrupted(InterruptedException e) {
        Thread.currentThread().interrupt();
        return new IllegalStateException(e);
    }
}
