package org.journeyguard.internal.journey;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.journeyguard.internal.journey.TestJourneys.PASSWORD;
import static org.journeyguard.internal.journey.TestJourneys.client;
import static org.journeyguard.internal.journey.TestJourneys.failure;
import static org.journeyguard.internal.journey.TestJourneys.prompt;
import static org.journeyguard.internal.journey.TestJourneys.run;
import static org.journeyguard.internal.journey.TestJourneys.success;

import java.util.Map;
import java.util.Optional;
import org.journeyguard.AuthenticationRequired;
import org.journeyguard.JourneyUser;
import org.journeyguard.LogoutReport;
import org.journeyguard.Session;
import org.journeyguard.journey.JourneyClient;
import org.journeyguard.journey.JourneyOptions;
import org.journeyguard.journey.JourneyStep;
import org.journeyguard.journey.callback.ChoiceCallback;
import org.journeyguard.journey.callback.ConfirmationCallback;
import org.journeyguard.journey.callback.NameCallback;
import org.journeyguard.journey.callback.PasswordCallback;
import org.journeyguard.journey.callback.PollingWaitCallback;
import org.journeyguard.journey.callback.RedirectCallback;
import org.journeyguard.journey.callback.SuspendedTextOutputCallback;
import org.journeyguard.test.FakeAm;
import org.journeyguard.test.FakeCallback;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Journeys at PingAM and OpenAM. */
class JourneyClientTest extends WithJourneys {
    @ParameterizedTest
    @EnumSource(names = {"PINGAM", "OPENAM"})
    void nameAndPasswordCreateASession(FakeAm.Kind kind) {
        start(kind);
        JourneyStep.Prompt prompt = prompt(journeys.start("Login"));
        assertThat(prompt.stage()).hasValue("UsernamePassword");
        assertThat(prompt.header()).hasValue("Sign in");
        assertThat(prompt.description()).hasValue("New here?");
        assertThat(prompt.callbacks()).hasSize(2);
        assertThat(prompt.callback(NameCallback.class).orElseThrow().prompt()).isEqualTo("User Name");
        assertThat(prompt.set(NameCallback.class, "alice")).isTrue();
        assertThat(prompt.set(PasswordCallback.class, PASSWORD)).isTrue();
        assertThat(prompt.set(ChoiceCallback.class, 0)).isFalse();

        JourneyStep.Success success = success(prompt.next());

        Session session = success.session().orElseThrow();
        assertThat(am.has(session.value())).isTrue();
        assertThat(session.realm()).isEqualTo("/");
        assertThat(session.successUrl()).hasValue("/am/console");
        assertThat(success.successUrl()).hasValue("/am/console");
        assertThat(success.realm()).isEqualTo("/");
    }

    @ParameterizedTest
    @EnumSource(names = {"PINGAM", "OPENAM"})
    void userOfASessionHasItsNameAndCanLogOut(FakeAm.Kind kind) {
        start(kind);
        Session session = signIn("alice");
        JourneyUser user = journeys.user(session);
        assertThat(user.getName()).isEqualTo("alice");
        assertThat(user.realm()).isEqualTo("/");
        assertThat(user.session().map(Session::value)).hasValue(session.value());

        assertThat(user.logout().outcome()).isEqualTo(LogoutReport.Outcome.SUCCESS);

        assertThat(am.has(session.value())).isFalse();
        assertThatThrownBy(() -> journeys.user(session)).isInstanceOf(AuthenticationRequired.class);
    }

    @ParameterizedTest
    @EnumSource(names = {"PINGAM", "OPENAM"})
    void sessionOfAnotherRealmHasNoUser(FakeAm.Kind kind) {
        start(kind);
        am.journey("Alpha").in("/alpha").prompts(FakeCallback.name(), FakeCallback.password());
        JourneyStep.Success success =
                success(run(journeys.start("Alpha", JourneyOptions.NONE.inRealm("/alpha")), "alice", PASSWORD));
        assertThat(success.realm()).isEqualTo("/alpha");
        Session session = success.session().orElseThrow();
        assertThatThrownBy(() -> journeys.user(session)).isInstanceOf(AuthenticationRequired.class);
        try (JourneyClient.Standalone ofAlpha = client(am, "journey.am.realm", "/alpha")) {
            assertThat(ofAlpha.user(session).getName()).isEqualTo("alice");
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"PINGAM", "OPENAM"})
    void wrongPasswordFails(FakeAm.Kind kind) {
        start(kind);
        JourneyStep.Failure failure = failure(run(journeys.start("Login"), "alice", "wrong"));
        assertThat(failure.code()).isEqualTo(401);
        assertThat(failure.reason()).isEqualTo("Unauthorized");
        assertThat(failure.message()).isIn("Login failure", "Authentication Failed");
        assertThat(failure.isTimedOut()).isFalse();
    }

    @ParameterizedTest
    @EnumSource(names = {"PINGAM", "OPENAM"})
    void restartAfterATimeoutKeepsAllInputsButThePassword(FakeAm.Kind kind) {
        start(kind);
        JourneyStep.Prompt prompt = prompt(journeys.start("Login"));
        prompt.set(NameCallback.class, "alice");
        prompt.set(PasswordCallback.class, PASSWORD);
        login.timeOut();

        assertThat(failure(prompt.next()).isTimedOut()).isTrue();

        JourneyStep.Prompt again = prompt(prompt.restart());
        assertThat(again.callbacks().toString()).isEqualTo(prompt.callbacks().toString());
        assertThat(again.callbacks().get(0).inputs())
                .isEqualTo(prompt.callbacks().get(0).inputs());
        assertThat(again.callbacks().get(1).inputs().toString()).isEqualTo("{IDToken2=\"\"}");
        again.set(PasswordCallback.class, PASSWORD);
        assertThat(success(again.next()).session()).isPresent();
    }

    @ParameterizedTest
    @EnumSource(names = {"PINGAM", "OPENAM"})
    void lockedAccountFails(FakeAm.Kind kind) {
        start(kind);
        am.journey("Locking")
                .prompts(FakeCallback.name(), FakeCallback.password())
                .account("alice", PASSWORD)
                .lockingAfter(2);
        failure(run(journeys.start("Locking"), "alice", "wrong"));
        failure(run(journeys.start("Locking"), "alice", "wrong"));
        assertThat(failure(run(journeys.start("Locking"), "alice", PASSWORD)).message())
                .isEqualTo(kind == FakeAm.Kind.PINGAM ? "User Locked Out." : "Your account has been locked.");
    }

    @ParameterizedTest
    @EnumSource(names = {"PINGAM", "OPENAM"})
    void unknownJourneyAndLevelFail(FakeAm.Kind kind) {
        start(kind);
        for (JourneyStep step : new JourneyStep[] {journeys.start("Nope"), journeys.startLevel(9)}) {
            assertThat(failure(step).code()).isEqualTo(400);
            assertThat(failure(step).message()).isEqualTo("No Configuration found");
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"PINGAM", "OPENAM"})
    void defaultJourneyOfTheRealmHasNoName(FakeAm.Kind kind) {
        start(kind);
        assertThat(success(run(journeys.start(""), "alice", PASSWORD)).session())
                .isPresent();
        assertThat(am.calls("authIndex")).isEmpty();
    }

    @ParameterizedTest
    @EnumSource(names = {"PINGAM", "OPENAM"})
    void journeyMayChangeTheRealm(FakeAm.Kind kind) {
        start(kind);
        am.journey("Switch").prompts(FakeCallback.name()).endingIn("/alpha");
        JourneyStep.Success success = success(run(journeys.start("Switch"), "alice", PASSWORD));
        assertThat(success.realm()).isEqualTo("/alpha");
        assertThat(success.session().map(Session::realm)).hasValue("/alpha");
    }

    @ParameterizedTest
    @EnumSource(names = {"PINGAM", "OPENAM"})
    void noSessionIsCreatedIfNotRequested(FakeAm.Kind kind) {
        start(kind);
        JourneyOptions options = JourneyOptions.NONE.withoutSession();
        JourneyStep.Success success = success(run(journeys.start("Login", options), "alice", PASSWORD));
        assertThat(success.session()).isEmpty();
        assertThat(success.successUrl()).hasValue("/am/console");
        failure(run(journeys.start("Login", options), "alice", "wrong"));
    }

    @ParameterizedTest
    @EnumSource(names = {"PINGAM", "OPENAM"})
    void choiceAndConfirmationAreAnswered(FakeAm.Kind kind) {
        start(kind);
        am.journey("Choice")
                .prompts(FakeCallback.message("Choose"), FakeCallback.choice("Second factor", "SMS", "Email"))
                .prompts(FakeCallback.confirmation("Yes", "No"));
        JourneyStep.Prompt choice = prompt(journeys.start("Choice"));
        assertThat(choice.callback(ChoiceCallback.class).orElseThrow().choose("Email"))
                .isTrue();
        JourneyStep.Prompt confirmation = prompt(choice.next());
        confirmation.set(ConfirmationCallback.class, 1);
        success(confirmation.next());
        assertThat(am.callsWith("\"name\":\"IDToken2\",\"value\":1}")).hasSize(1);
        assertThat(am.callsWith("\"name\":\"IDToken1\",\"value\":1}")).hasSize(1);
    }

    @ParameterizedTest
    @EnumSource(names = {"PINGAM", "OPENAM"})
    void suspendedJourneyIsResumedByItsId(FakeAm.Kind kind) {
        start(kind);
        am.journey("Forgotten")
                .prompts(FakeCallback.name())
                .prompts(FakeCallback.suspended("See your email"))
                .prompts(FakeCallback.password());
        JourneyStep.Prompt name = prompt(journeys.start("Forgotten"));
        name.set(NameCallback.class, "alice");
        JourneyStep.Prompt suspended = prompt(name.next());
        assertThat(suspended.callback(SuspendedTextOutputCallback.class).map(each -> each.message()))
                .isEqualTo(Optional.of("See your email"));

        JourneyStep.Success success = success(run(journeys.resume("Forgotten"), "", PASSWORD));

        assertThat(journeys.user(success.session().orElseThrow()).getName()).isEqualTo("alice");
        assertThat(failure(journeys.resume("Forgotten")).message()).contains("It may have expired");
        assertThat(am.calls("suspendedId")).hasSize(2);
    }

    @ParameterizedTest
    @EnumSource(names = {"PINGAM", "OPENAM"})
    void redirectAndPollingContinueTheJourney(FakeAm.Kind kind) {
        start(kind);
        am.journey("Social")
                .prompts(FakeCallback.redirect("https://idp.example.com/authorize"))
                .prompts(FakeCallback.pollingWait(100));
        JourneyStep.Prompt redirect = prompt(journeys.start("Social"));
        assertThat(redirect.callback(RedirectCallback.class)).isPresent();
        JourneyStep.Prompt polling = prompt(redirect.next(Map.of("code", "c&d", "state", "s")));
        assertThat(polling.callback(PollingWaitCallback.class)).isPresent();
        success(polling.next());
        assertThat(am.calls("code=c%26d"))
                .hasSize(1)
                .allSatisfy(call -> assertThat(call.parameter("state")).isEqualTo("s"));
    }
}
