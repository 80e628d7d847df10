package org.journeyguard.internal.policy;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.journeyguard.fixtures.TestRequestFacts;
import org.journeyguard.internal.request.OriginRules;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Which POSTs are kept while their users sign in. */
class PostRulesTest {
    private static final String APP = "https://app.example.com";
    private static final int SIZE = 65_536;
    private static final PostRules RULES =
            new PostRules(new OriginRules(APP, Set.of("https://partner.example.com")), SIZE);
    private static final AuthenticationRequirement STRONG = AuthenticationRequirement.of(List.of("strong"));
    private static final Decision.Challenge REFUSAL =
            new Decision.Challenge(Reason.STRONGER_SIGN_IN_REQUIRED, APP + "/login", Set.of(), List.of("strong"));
    private static final Decision KEPT = new Decision.KeepPost(STRONG, REFUSAL);
    private static final TestRequestFacts FORM = TestRequestFacts.of("POST", "/orders")
            .byPerson()
            .with("Origin", APP)
            .with("Sec-Fetch-Site", "same-origin")
            .with("Content-Type", "application/x-www-form-urlencoded")
            .with("Content-Length", "10");

    private static Decision decide(TestRequestFacts request) {
        return RULES.decide(request, STRONG, REFUSAL);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "application/x-www-form-urlencoded",
                "Application/X-WWW-Form-URLEncoded; charset=UTF-8",
                "multipart/form-data; boundary=x",
                "application/json",
                "application/json;charset=utf-8",
                "application/merge-patch+json"
            })
    void formsAndJsonAreKept(String type) {
        assertThat(decide(FORM.with("Content-Type", type))).isEqualTo(KEPT);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "text/plain",
                "text/json",
                "application/xml",
                "application/octet-stream",
                "multipart/mixed",
                "application/x-www-form-urlencoded-x"
            })
    void otherContentIsNotKept(String type) {
        assertThat(decide(FORM.with("Content-Type", type))).isEqualTo(REFUSAL);
    }

    @ParameterizedTest
    @ValueSource(strings = {"GET", "HEAD", "PUT", "PATCH", "DELETE", "post"})
    void otherMethodsAreNotKept(String method) {
        TestRequestFacts request = new TestRequestFacts(
                method, "/orders", "/orders", false, null, FORM.presented(), FORM.headers(), Map.of());
        assertThat(decide(request)).isEqualTo(REFUSAL);
    }

    /** The proof is required: what does not say that the application's own page sent it is not kept. */
    @ParameterizedTest
    @CsvSource({
        "https://app.example.com      , same-origin , kept",
        "https://app.example.com      ,             , kept",
        "https://app.example.com      , same-site   , foreign",
        "https://app.example.com      , cross-site  , foreign",
        "https://app.example.com      , none        , refused",
        "https://app.example.com:8443 ,             , foreign",
        "https://app.example.com.evil ,             , foreign",
        "http://app.example.com       ,             , foreign",
        "https://evil.example         , cross-site  , foreign",
        "https://evil.example         , same-origin , foreign",
        "null                         ,             , foreign",
        "null                         , same-origin , foreign",
        "https://partner.example.com  , cross-site  , refused",
        "                             , cross-site  , foreign",
        "                             , same-origin , refused",
        "                             ,             , refused"
    })
    void onlyPostsFromOwnPagesAreKept(@Nullable String origin, @Nullable String site, String expected) {
        Map<String, String> headers = new HashMap<>(FORM.headers());
        headers.remove("Origin");
        headers.remove("Sec-Fetch-Site");
        if (origin != null) {
            headers.put("Origin", origin);
        }
        if (site != null) {
            headers.put("Sec-Fetch-Site", site);
        }
        Map<String, Decision> outcomes =
                Map.of("kept", KEPT, "foreign", new Decision.Reject(Reason.FOREIGN_ORIGIN, null), "refused", REFUSAL);
        TestRequestFacts request =
                new TestRequestFacts("POST", "/orders", "/orders", false, null, FORM.presented(), headers, Map.of());
        assertThat(decide(request)).isEqualTo(outcomes.get(expected));
    }

    @ParameterizedTest
    @CsvSource({"0, true", "65536, true", "65537, false", "2147483648, false", "99999999999999999999, false"})
    void sizeIsLimited(String length, boolean isKept) {
        assertThat(decide(FORM.with("Content-Length", length))).isEqualTo(isKept ? KEPT : tooLarge());
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "-1", "+5", "5 ", "0x5", "five", "١"})
    void postOfUnknownSizeIsNotKept(String length) {
        assertThat(decide(FORM.with("Content-Length", length)))
                .isInstanceOfSatisfying(
                        Decision.Challenge.class,
                        page -> assertThat(page.reason()).isEqualTo(Reason.POST_NOT_KEPT));
    }

    @Test
    void longContentTypeIsTooLarge() {
        String type = "application/x-www-form-urlencoded; x=" + "y".repeat(10_000);
        assertThat(decide(FORM.with("Content-Type", type))).isEqualTo(tooLarge());
    }

    /** The type and the path with its query. */
    @Test
    void addressAndTypeHaveAtMost8000Characters() {
        String type = "application/json";
        String longest = "x".repeat(8_000 - type.length() - "/orders?".length());
        TestRequestFacts json = FORM.with("Content-Type", type);
        assertThat(decide(json.withQuery(longest))).isEqualTo(KEPT);
        assertThat(decide(json.withQuery(longest + "x"))).isEqualTo(tooLarge());
    }

    @ParameterizedTest
    @CsvSource({
        "0, 0",
        "007, 7",
        "999999999, 999999999",
        "1000000000, 2147483647",
        "99999999999999999999, 2147483647",
        "'', -1",
        "1x, -1"
    })
    void sizeIsReadUpToNineDigits(String length, int size) {
        assertThat(PostRules.size(FORM.with("Content-Length", length))).isEqualTo(size);
    }

    private static Decision tooLarge() {
        return new Decision.Challenge(Reason.POST_TOO_LARGE, APP + "/login", Set.of(), List.of("strong"));
    }

    @Test
    void largePostOfAScriptGetsTheOrdinaryChallenge() {
        TestRequestFacts byScript =
                FORM.with("Sec-Fetch-Mode", "cors").with("Content-Length", String.valueOf(SIZE + 1));
        assertThat(decide(byScript)).isEqualTo(REFUSAL);
    }

    @Test
    void framedEncodedAndMalformedRequestsAreNotKept() {
        assertThat(decide(FORM.with("Sec-Fetch-Dest", "iframe"))).isEqualTo(REFUSAL);
        assertThat(decide(FORM.with("Content-Encoding", "gzip"))).isEqualTo(REFUSAL);
        assertThat(decide(FORM.with("Upgrade", "websocket"))).isEqualTo(REFUSAL);
        TestRequestFacts odd = new TestRequestFacts(
                "POST", "//evil.example", "/", false, null, FORM.presented(), FORM.headers(), Map.of());
        assertThat(decide(odd)).isEqualTo(REFUSAL);
    }

    @Test
    void postIsNotKeptUnlessSwitchedOn() {
        PostRules off = new PostRules(new OriginRules(APP, Set.of()), 0);
        assertThat(off.decide(FORM, STRONG, REFUSAL)).isEqualTo(REFUSAL);
    }

    @Test
    void postIsNotKeptWithoutTheApplicationsUrl() {
        PostRules unknown = new PostRules(new OriginRules(null, Set.of(APP)), SIZE);
        assertThat(unknown.decide(FORM, STRONG, REFUSAL)).isEqualTo(REFUSAL);
    }

    @Test
    void repetitionIsRecognisedByTypeAndSize() {
        TestRequestFacts repetition = FORM.with("Content-Type", "text/plain").with("Content-Length", "86");
        assertThat(PostRules.isRepetition(repetition)).isTrue();
        assertThat(decide(repetition)).isEqualTo(KEPT);
        assertThat(PostRules.isRepetition(repetition.with("Content-Length", "87")))
                .isFalse();
        assertThat(PostRules.isRepetition(FORM.with("Content-Length", "86"))).isFalse();
    }
}
