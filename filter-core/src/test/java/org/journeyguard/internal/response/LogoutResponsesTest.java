package org.journeyguard.internal.response;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonReader;
import java.io.StringReader;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.journeyguard.LogoutReport;
import org.journeyguard.LogoutReport.Outcome;
import org.journeyguard.LogoutReport.Result;
import org.journeyguard.LogoutReport.Step;
import org.journeyguard.fixtures.English;
import org.journeyguard.fixtures.TestRequestFacts;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class LogoutResponsesTest {
    private static final String TARGET = "https://app.example.com/bye";
    private static final List<String> AT_AM =
            List.of("tokens", "oidc-session", "am-session", "all-sessions", "tokens", "am-session");
    private static final List<String> OF_OTHERS = List.of("listener CartsOfShop", "notice orders.internal");
    private static final Set<Result> UNCONFIRMED = EnumSet.of(Result.FAILED, Result.WILL_RETRY);

    /** As a logout would report it: the outcome follows from the steps. */
    private static LogoutReport report(Random random) {
        List<Step> steps = new ArrayList<>();
        steps.add(step("local", random.nextInt(8) == 0 ? Result.FAILED : Result.DONE));
        for (String name : random.nextBoolean() ? AT_AM : List.of("am-session")) {
            steps.add(step(name, any(random)));
        }
        OF_OTHERS.forEach(name -> steps.add(step(name, any(random))));
        Outcome outcome = Outcome.SUCCESS;
        if (steps.get(0).result() == Result.FAILED) {
            outcome = Outcome.ERROR;
        } else if (steps.stream().anyMatch(step -> UNCONFIRMED.contains(step.result()))) {
            outcome = Outcome.FAILURE;
        }
        return new LogoutReport(outcome, steps);
    }

    private static Result any(Random random) {
        List<Result> all = List.of(Result.values());
        return random.nextInt(3) == 0 ? all.get(random.nextInt(all.size())) : Result.DONE;
    }

    private static Step step(String name, Result result) {
        return new Step(name, result, UNCONFIRMED.contains(result) ? "refused by 10.0.0.1" : "");
    }

    private static FilterResponse answer(LogoutReport report, boolean isPerson, boolean namesJson) {
        return LogoutResponses.of(report, namesJson, TARGET, new ResponseFormat(isPerson, English.WORDS));
    }

    @Test
    void personSeesAPageOnlyIfAnOwnStepIsUnconfirmed() {
        Random random = new Random(4);
        for (int i = 0; i < 2_000; i++) {
            LogoutReport report = report(random);
            boolean isConcerned = report.steps().stream()
                    .anyMatch(step -> UNCONFIRMED.contains(step.result()) && !OF_OTHERS.contains(step.name()));
            FilterResponse answer = answer(report, true, random.nextBoolean());
            if (!isConcerned) {
                assertThat(answer).as(report.toString()).isEqualTo(FilterResponses.redirect(303, TARGET));
                continue;
            }
            boolean isError = report.outcome() == Outcome.ERROR;
            assertThat(answer.status()).isEqualTo(isError ? 500 : 200);
            assertThat(answer.body())
                    .as(report.toString())
                    .contains("<a href=\"" + TARGET + "\">")
                    .doesNotContain("10.0.0.1", "CartsOfShop", "orders.internal");
            List<Result> own = report.steps().stream()
                    .filter(step ->
                            !OF_OTHERS.contains(step.name()) && !step.name().equals("all-sessions"))
                    .map(Step::result)
                    .filter(UNCONFIRMED::contains)
                    .toList();
            assertThat(answer.body().contains("shared computer")).isEqualTo(!own.isEmpty());
            assertThat(answer.body().contains("will try again in the background"))
                    .isEqualTo(!own.isEmpty() && !own.contains(Result.FAILED));
            boolean areOthersAlive = report.steps().stream()
                    .anyMatch(step -> step.name().equals("all-sessions") && UNCONFIRMED.contains(step.result()));
            assertThat(answer.body().contains("on other devices")).isEqualTo(areOthersAlive);
        }
    }

    @Test
    void jsonHasOutcomeAndStepsWithoutLogDetails() {
        Random random = new Random(5);
        for (int i = 0; i < 2_000; i++) {
            LogoutReport report = report(random);
            FilterResponse answer = answer(report, false, true);
            assertThat(answer.status()).isEqualTo(200);
            assertThat(answer.body()).doesNotContain("10.0.0.1", "CartsOfShop", "orders.internal");
            try (JsonReader reader = Json.createReader(new StringReader(answer.body()))) {
                JsonObject json = reader.readObject();
                assertThat(json.getString("outcome")).isEqualTo(report.outcome().name());
                assertThat(json.getJsonArray("steps").getValuesAs(JsonObject.class))
                        .extracting(step -> step.getString("result"))
                        .containsExactlyElementsOf(report.steps().stream()
                                .map(step -> step.result().name())
                                .toList());
            }
        }
    }

    @ParameterizedTest
    @CsvSource({
        "SUCCESS,    DONE,       204",
        "NO_SESSION, NOT_NEEDED, 204",
        "FAILURE,    WILL_RETRY, 202",
        "FAILURE,    FAILED,     502",
        "ERROR,      FAILED,     500",
    })
    void otherProgramsGetTheOutcomeAsStatus(Outcome outcome, Result result, int status) {
        LogoutReport report = new LogoutReport(outcome, List.of(step("am-session", result)));
        assertThat(answer(report, false, false).status()).isEqualTo(status);
        assertThat(answer(report, false, false).body()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "application/json",
                "text/plain, application/json;charset=utf-8",
                "text/plain,Application/JSON ; q=0.01",
                "application/json, text/plain, */*"
            })
    void jsonIsAcceptedIfNamed(String accept) {
        assertThat(TestRequestFacts.get("/").with("Accept", accept).namesJson()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "*/*",
                "text/html",
                "application/*",
                "application/json;q=0",
                "text/plain, application/json; q=0.000"
            })
    void jsonIsNotAcceptedUnlessNamed(String accept) {
        assertThat(TestRequestFacts.get("/").with("Accept", accept).namesJson()).isFalse();
        assertThat(TestRequestFacts.get("/").namesJson()).isFalse();
    }
}
