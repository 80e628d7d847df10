package org.journeyguard.internal.response;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonReader;
import java.io.StringReader;
import java.time.Duration;
import org.journeyguard.fixtures.English;
import org.journeyguard.internal.policy.Decision;
import org.journeyguard.internal.policy.Reason;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class FilterResponsesTest {

    private static JsonObject json(String text) {
        try (JsonReader reader = Json.createReader(new StringReader(text))) {
            return reader.readObject();
        }
    }

    private static FilterResponse challenge(Reason reason, @Nullable String login, boolean asPage) {
        return FilterResponses.challenge(
                new Decision.Challenge(reason, login), new ResponseFormat(asPage, English.WORDS));
    }

    private static FilterResponse reject(Reason reason, @Nullable Duration retryAfter) {
        return FilterResponses.reject(new Decision.Reject(reason, retryAfter), English.PROGRAM);
    }

    @ParameterizedTest
    @EnumSource
    void programGetsProblemJsonOfTheReason(Reason reason) {
        FilterResponse answer = challenge(reason, "https://am/UI/Login?goto=%22", false);
        assertThat(answer.status()).isEqualTo(reason.status());
        assertThat(answer.contentType()).isEqualTo("application/problem+json");
        JsonObject problem = json(answer.body());
        assertThat(problem.keySet()).containsExactly("type", "title", "status", "detail");
        assertThat(problem.getString("type")).isEqualTo("urn:journeyguard:problem:" + reason.word());
        assertThat(problem.getString("title")).isEqualTo(English.WORDS.title(reason));
        assertThat(problem.getInt("status")).isEqualTo(reason.status());
        assertThat(problem.getString("detail")).isEqualTo(English.WORDS.detail(reason));
    }

    @ParameterizedTest
    @EnumSource
    void personGetsAPageWithoutScriptsOrFraming(Reason reason) {
        FilterResponse answer = challenge(reason, null, true);
        assertThat(answer.status()).isEqualTo(reason.status());
        assertThat(answer.contentType()).isEqualTo("text/html;charset=UTF-8");
        assertThat(answer.headers().get("Content-Security-Policy"))
                .contains("default-src 'none'", "frame-ancestors 'none'")
                .doesNotContain("script-src");
        assertThat(answer.body())
                .startsWith("<!DOCTYPE html>")
                .contains("<h1>" + English.WORDS.title(reason) + "</h1>", "<p>" + English.WORDS.detail(reason) + "</p>")
                .doesNotContain("Sign in</a>", "<script", "%");
    }

    @Test
    void loginLinkIsEscapedInItsAttribute() {
        FilterResponse answer = challenge(Reason.SIGN_IN_REQUIRED, "https://am/?a=1&goto=\"><script>%s</script>", true);
        assertThat(answer.body())
                .contains("<a href=\"https://am/?a=1&amp;goto=&quot;&gt;&lt;script&gt;%s&lt;/script&gt;\">Sign in</a>")
                .doesNotContain("<script>");
    }

    @ParameterizedTest
    @CsvSource({
        "SIGN_IN_REQUIRED,    'Bearer'",
        "SIGNED_IN_ELSEWHERE, 'Bearer'",
        "TWO_SESSIONS,        'Bearer'",
        "ROLE_MISSING,        'Bearer error=\"insufficient_scope\"'"
    })
    void challengeNamesTheSchemeAndItsErrorIfAny(Reason reason, String expected) {
        assertThat(challenge(reason, null, false).headers()).containsEntry("WWW-Authenticate", expected);
        assertThat(challenge(reason, null, true).headers()).containsEntry("WWW-Authenticate", expected);
    }

    @ParameterizedTest
    @CsvSource({"PT7S, 7", "PT0.001S, 1", "PT1.001S, 2", "PT0S, 1", "PT2M, 120"})
    void retryAfterIsInWholeSecondsRoundedUpAndNeverZero(Duration retryAfter, String expected) {
        assertThat(reject(Reason.AM_UNAVAILABLE, retryAfter).headers()).containsEntry("Retry-After", expected);
    }

    @Test
    void rejectionHasNoChallengeHeader() {
        assertThat(reject(Reason.FOREIGN_ORIGIN, null).headers())
                .doesNotContainKeys("WWW-Authenticate", "Retry-After", "Allow");
        assertThat(reject(Reason.LOGOUT_METHOD, null).headers()).containsEntry("Allow", "POST");
    }

    @Test
    void responsesAreNeverCached() {
        for (FilterResponse answer : new FilterResponse[] {
            challenge(Reason.SIGN_IN_REQUIRED, null, true),
            reject(Reason.AM_UNAVAILABLE, Duration.ofSeconds(1)),
            FilterResponses.redirect(302, "https://am/")
        }) {
            assertThat(answer.headers())
                    .contains(entry("Cache-Control", "no-store"), entry("X-Content-Type-Options", "nosniff"));
        }
    }

    @Test
    void redirectHasNoBody() {
        FilterResponse redirect = FilterResponses.redirect(303, "https://app.example.com/bye");
        assertThat(redirect.status()).isEqualTo(303);
        assertThat(redirect.headers()).containsEntry("Location", "https://app.example.com/bye");
        assertThat(redirect.body() + redirect.contentType()).isEmpty();
    }
}
