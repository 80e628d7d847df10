package org.journeyguard.internal.am;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonReader;
import java.io.IOException;
import java.io.StringReader;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import org.journeyguard.test.FakeAm;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What OpenAM 16 answers word by word, where {@link FakeAm} answers the same. */
public abstract class OpenAmContract extends AmContract {
    private static final String SESSIONS = "/json/realms/root/sessions/?_action=";
    private static final String NOBODY = "";

    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    private enum Presenting {
        LIVE,
        ENDED,
        UNKNOWN,
        UNDECODABLE,
        NOTHING
    }

    /**
     * @param am closed after each test
     */
    protected OpenAmContract(Party am) {
        super(am);
    }

    @ParameterizedTest(name = "{0} in {1} with {2}: {3}")
    @CsvSource({
        "getSessionInfo, 2.0, LIVE, 200",
        "getSessionInfo, 2.0, ENDED, 401",
        "getSessionInfo, 2.0, UNKNOWN, 401",
        "getSessionInfo, 2.0, UNDECODABLE, 500",
        "getSessionInfo, 2.0, NOTHING, 401",
        "getSessionInfo, 1.2, LIVE, 501",
        "getSessionInfo, 4.0, LIVE, 404",
        "getSessionInfo, 4.0, ENDED, 401",
        "getSessionInfo, 4.0, UNKNOWN, 401",
        "getSessionInfo, 4.0, UNDECODABLE, 500",
        "getSessionInfo, 9.9, LIVE, 404",
        "validate, 1.2, LIVE, 200",
        "validate, 1.2, ENDED, 200",
        "validate, 1.2, UNKNOWN, 200",
        "validate, 1.2, NOTHING, 400",
        "validate, 2.0, LIVE, 501",
        "validate, 4.0, LIVE, 404",
        "validate, 4.0, UNKNOWN, 404",
        "getSessionProperties, 2.0, LIVE, 200",
        "getSessionProperties, 2.0, ENDED, 401",
        "getSessionProperties, 1.2, LIVE, 501",
        "getSessionProperties, 3.1, LIVE, 404",
        "logout, 2.0, LIVE, 200",
        "logout, 2.0, ENDED, 401",
        "logout, 2.0, NOTHING, 401",
        "logout, 1.2, LIVE, 200",
        "logout, 3.1, LIVE, 404",
        "logout, 3.1, ENDED, 401",
        "noSuchAction, 2.0, LIVE, 403",
    })
    void sessionCallsGetTheRecordedResponses(String action, String version, Presenting what, int status)
            throws Exception {
        String token = token(what);
        HttpResponse<String> answer = call("POST", SESSIONS + action, version, token);
        assertThat(answer.statusCode()).isEqualTo(status);
        if (status == 200) {
            assertThat(answer.headers().firstValue("Content-API-Version")).hasValue("resource=" + version);
        } else if (status != 500) {
            assertThat(json(answer).getInt("code")).isEqualTo(status);
            assertThat(json(answer)).containsKeys("reason", "message");
        }
    }

    @Test
    void sessionInfoHasTheRecordedMembers() throws Exception {
        assertThat(json(call("POST", SESSIONS + "getSessionInfo", "2.0", signIn(ALICE)))
                        .keySet())
                .containsExactlyInAnyOrder(
                        "username",
                        "universalId",
                        "realm",
                        "sessionHandle",
                        "latestAccessTime",
                        "maxIdleExpirationTime",
                        "maxSessionExpirationTime");
        assertThat(json(call("POST", SESSIONS + "validate", "1.2", signIn(ALICE)))
                        .toString())
                .isEqualTo("{\"valid\":true,\"uid\":\"alice\",\"realm\":\"/\"}");
    }

    @Test
    void refusalsHaveTheRecordedBodies() throws Exception {
        assertThat(call("POST", SESSIONS + "getSessionInfo", "2.0", UNKNOWN.value())
                        .body())
                .isEqualTo("{\"code\":401,\"reason\":\"Unauthorized\",\"message\":\"Access Denied\"}");
        assertThat(call("POST", SESSIONS + "validate", "1.2", UNKNOWN.value()).body())
                .isEqualTo("{\"valid\":false}");
        String token = signIn(ALICE);
        assertThat(call("POST", SESSIONS + "logout", "2.0", token).body())
                .isEqualTo("{\"result\":\"Successfully logged out\"}");
        assertThat(call("POST", "/json/realms/root/users?_action=idFromSession", "2.0", token)
                        .body())
                .isEqualTo("{\"code\":401,\"reason\":\"Unauthorized\",\"message\":\"Access Denied\"}");
    }

    @ParameterizedTest(name = "serverinfo in {0}: {1}")
    @CsvSource({"1.0, 200", "1.1, 200", "2.0, 404"})
    void serverInfoHasOnlyOldVersions(String version, int status) throws Exception {
        assertThat(call("GET", "/json/realms/root/serverinfo/*", version, NOBODY)
                        .statusCode())
                .isEqualTo(status);
    }

    /** AM checks the permission to read another user's memberships only while its cache does not have them. */
    @ParameterizedTest(name = "{0} asks about {1}: {2}")
    @CsvSource({"alice, alice, 200", "bob, alice, 200 or 403", "alice, nobody-at-all, 403"})
    void usersReadThemselvesAndSometimesEachOther(String caller, String asked, String statuses) throws Exception {
        HttpResponse<String> answer =
                call("GET", "/json/realms/root/users/" + asked + "?_fields=" + ATTRIBUTE, "2.0", signIn(caller));
        assertThat(statuses.split(" or ", -1)).contains(String.valueOf(answer.statusCode()));
        assertThat(json(answer).containsKey(ATTRIBUTE)).isEqualTo(answer.statusCode() == 200);
    }

    @Test
    void requestedWithHeaderIsNotRequired() throws Exception {
        HttpRequest bare = HttpRequest.newBuilder(URI.create(am().url() + SESSIONS + "validate"))
                .header("Content-Type", "application/json")
                .header(FakeAm.COOKIE, signIn(ALICE))
                .POST(BodyPublishers.ofString("{}"))
                .build();
        assertThat(http.send(bare, BodyHandlers.ofString()).statusCode()).isNotEqualTo(403);
    }

    private String token(Presenting what) throws Exception {
        return switch (what) {
            case LIVE -> signIn(ALICE);
            case ENDED -> {
                String token = signIn(ALICE);
                call("POST", SESSIONS + "logout", "2.0", token);
                yield token;
            }
            case UNKNOWN -> UNKNOWN.value();
            case UNDECODABLE -> am().undecodable();
            case NOTHING -> NOBODY;
        };
    }

    private String signIn(String user) {
        return am().signIn(user, "/").value();
    }

    private HttpResponse<String> call(String method, String path, String version, String token)
            throws IOException, InterruptedException {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(am().url() + path))
                .header("Content-Type", "application/json")
                .header("Accept-API-Version", "resource=" + version + ", protocol=1.0")
                .method(method, method.equals("GET") ? BodyPublishers.noBody() : BodyPublishers.ofString("{}"));
        if (!token.equals(NOBODY)) {
            request.header(FakeAm.COOKIE, token);
        }
        return http.send(request.build(), BodyHandlers.ofString());
    }

    private static JsonObject json(HttpResponse<String> answer) {
        try (JsonReader reader = Json.createReader(new StringReader(answer.body()))) {
            return reader.readObject();
        }
    }
}
