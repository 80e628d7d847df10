package org.journeyguard.internal.web;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonReader;
import jakarta.servlet.ServletException;
import java.io.StringReader;
import java.util.HashMap;
import java.util.Map;
import org.journeyguard.test.FakeAm;
import org.journeyguard.test.FakeCallback;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A single-page application signs its users in by JSON. */
class OwnSignInJsonTest {
    private static final String APP = "https://app.example.com/shop";
    private static final String PATH = "/journey/sign-in?back=%2Faccount";
    private static final Map<String, String> BY_SCRIPT =
            Map.of("Sec-Fetch-Mode", "cors", "Sec-Fetch-Site", "same-origin");

    private final FakeAm am = new FakeAm(FakeAm.Kind.PINGAM);
    private final TestWeb web;
    private final TestSignIn alice;

    OwnSignInJsonTest() throws ServletException {
        am.journey("Login")
                .prompts(FakeCallback.name(), FakeCallback.password())
                .account("alice", "changeit");
        web = new TestWeb(
                am, APP, "journey.login", "journey", "journey.sign-in.journey", "Login", "journey.am.timeout", "PT1M");
        alice = new TestSignIn(web, am, APP);
    }

    @AfterEach
    void end() {
        web.close();
        am.close();
    }

    private static JsonObject read(TestResponse response) {
        assertThat(response.header("Content-Type")).as(response.body()).isEqualTo("application/json");
        assertThat(response.body()).doesNotContain("authId", "eyJ0eXAi");
        try (JsonReader reader = Json.createReader(new StringReader(response.body()))) {
            return reader.readObject();
        }
    }

    private JsonObject start() {
        return read(alice.send("GET", PATH, BY_SCRIPT));
    }

    private static String answered(JsonObject step, String name, String password) {
        return step.toString()
                .replace("\"name\":\"IDToken1\",\"value\":\"\"", "\"name\":\"IDToken1\",\"value\":\"" + name + "\"")
                .replace(
                        "\"name\":\"IDToken2\",\"value\":\"\"", "\"name\":\"IDToken2\",\"value\":\"" + password + "\"");
    }

    private TestResponse post(String body, Map<String, String> more) {
        Map<String, String> headers = new HashMap<>(BY_SCRIPT);
        headers.putAll(more);
        return alice.post(PATH, "application/json", body, headers);
    }

    @Test
    void stepsAreAnsweredUntilTheUserIsSignedIn() {
        JsonObject step = start();
        assertThat(step.getJsonArray("callbacks").getJsonObject(0).getString("type"))
                .isEqualTo("NameCallback");
        JsonObject refused = read(post(answered(step, "alice", "wrong"), Map.of()));
        assertThat(refused.getJsonObject("failure").getString("message")).isEqualTo("Login failure");
        assertThat(refused.getJsonObject("failure").getInt("code")).isEqualTo(401);
        JsonObject done = read(post(answered(start(), "alice", "changeit"), Map.of()));
        assertThat(done.getString("location")).isEqualTo(APP + "/account");
        assertThat(alice.get("/account").header("User")).isEqualTo("alice");
        assertThat(start()).isEqualTo(done);
    }

    @ParameterizedTest
    @CsvSource({
        "Origin, https://evil.example.com",
        "Origin, null",
        "Sec-Fetch-Site, cross-site",
        "Sec-Fetch-Site, same-site"
    })
    void otherOriginsCanNeitherBeginNorAnswer(String header, String value) {
        JsonObject step = start();
        Map<String, String> foreign = new HashMap<>(BY_SCRIPT);
        foreign.put(header, value);
        assertThat(alice.send("GET", PATH, foreign).getStatus()).isEqualTo(403);
        assertThat(post(answered(step, "alice", "changeit"), Map.of(header, value))
                        .getStatus())
                .isEqualTo(403);
        assertThat(alice.cookies).doesNotContainKey(FakeAm.COOKIE);
        assertThat(post(answered(step, "alice", "changeit"), Map.of()).getStatus())
                .isEqualTo(200);
    }

    @ParameterizedTest
    @ValueSource(strings = {"text/plain", "application/x-www-form-urlencoded", "multipart/form-data"})
    void answerIsJsonByItsType(String type) {
        JsonObject step = start();
        TestResponse refused = alice.post(PATH, type, answered(step, "alice", "changeit"), BY_SCRIPT);
        assertThat(refused.getStatus()).isEqualTo(400);
        assertThat(refused.header("Content-Type")).isEqualTo("application/problem+json");
        assertThat(alice.cookies).doesNotContainKey(FakeAm.COOKIE);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "{", "[]", "1", "{\"step\":1}", "{\"step\":\"x\",\"token\":\"y\"}", "null"})
    void whatIsNoAnswerIsRefused(String body) {
        JsonObject unused = start();
        assertThat(post(body, Map.of()).getStatus()).isEqualTo(400);
    }

    @Test
    void answerCountsOnceAndInItsBrowserOnly() {
        String answer = answered(start(), "alice", "changeit");
        TestSignIn mallory = new TestSignIn(web, am, APP);
        assertThat(mallory.post(PATH, "application/json", answer, BY_SCRIPT).getStatus())
                .isEqualTo(400);
        assertThat(post(answer, Map.of()).getStatus()).isEqualTo(200);
        alice.cookies.remove(FakeAm.COOKIE);
        assertThat(post(answer, Map.of()).getStatus()).isEqualTo(400);
    }

    @Test
    void identityProvidersParametersGoOnButNoneOfAms() {
        am.journey("Login").prompts(FakeCallback.redirect("https://idp.example.org/?state=s"));
        JsonObject step = start();
        String answer = Json.createObjectBuilder(step)
                .add(
                        "parameters",
                        Json.createObjectBuilder()
                                .add("code", "c")
                                .add("state", "s")
                                .add("noSession", "true"))
                .build()
                .toString();
        assertThat(read(post(answer, Map.of())).getString("location")).isEqualTo(APP + "/account");
    }
}
