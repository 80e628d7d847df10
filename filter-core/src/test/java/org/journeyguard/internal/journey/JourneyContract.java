package org.journeyguard.internal.journey;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.journeyguard.internal.journey.TestJourneys.failure;
import static org.journeyguard.internal.journey.TestJourneys.prompt;
import static org.journeyguard.internal.journey.TestJourneys.success;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.journeyguard.AuthenticationRequired;
import org.journeyguard.JourneyUser;
import org.journeyguard.LogoutReport;
import org.journeyguard.Session;
import org.journeyguard.Token;
import org.journeyguard.journey.JourneyClient;
import org.journeyguard.journey.JourneyOptions;
import org.journeyguard.journey.JourneyStep;
import org.journeyguard.journey.callback.ChoiceCallback;
import org.journeyguard.journey.callback.ConfirmationCallback;
import org.journeyguard.journey.callback.NameCallback;
import org.journeyguard.journey.callback.PasswordCallback;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What journeys do at OpenAM 16, and at its stand-in of the unit tests. */
public abstract class JourneyContract {

    private final JourneyParty am;
    private final String realm;
    private final JourneyClient.Standalone journeys;

    /**
     * @param am closed after each test
     */
    protected JourneyContract(JourneyParty am) {
        this.am = am;
        this.realm = am.realm();
        this.journeys = JourneyClient.standalone(Map.of(
                "journey.am.url", am.url(),
                "journey.am.realm", realm,
                "journey.am.timeout", "PT1M",
                "journey.app.url", "http://localhost:19090",
                "journey.oauth.client-id", "web-app",
                "journey.oauth.client-secret", "s3cret"));
    }

    @AfterEach
    void end() {
        journeys.close();
        am.close();
    }

    private JourneyStep answer(JourneyStep step, String user, String password) {
        JourneyStep.Prompt prompt = prompt(step);
        assertThat(prompt.set(NameCallback.class, user)).isTrue();
        assertThat(prompt.set(PasswordCallback.class, password)).isTrue();
        return prompt.next();
    }

    /** Signs a user in. */
    protected final Session signIn(String user) {
        return success(answer(journeys.start(JourneyParty.LOGIN), user, am.password()))
                .session()
                .orElseThrow();
    }

    @Test
    void nameAndPasswordBeginASession() {
        JourneyStep.Prompt prompt = prompt(journeys.start(JourneyParty.LOGIN));
        assertThat(prompt.stage()).isPresent();
        assertThat(prompt.header()).isPresent();
        assertThat(prompt.callback(NameCallback.class).orElseThrow().prompt()).startsWith("User Name");
        JourneyStep.Success success = success(answer(prompt, "alice", am.password()));
        assertThat(success.realm()).isEqualTo(realm);
        assertThat(success.successUrl()).isPresent();
        assertThat(am.isValid(success.session().orElseThrow().value())).isTrue();
    }

    @Test
    void userOfTheSessionSignsOutAtAm() {
        Session session = signIn("alice");
        JourneyUser user = journeys.user(session);
        assertThat(user.getName()).isEqualTo("alice");
        assertThat(user.realm()).isEqualTo(realm);
        assertThat(user.logout().outcome()).isEqualTo(LogoutReport.Outcome.SUCCESS);
        assertThat(am.isValid(session.value())).isFalse();
        assertThatThrownBy(() -> journeys.user(session)).isInstanceOf(AuthenticationRequired.class);
    }

    @Test
    void logoutEndsTheTokensOfTheSession() {
        JourneyUser user = journeys.user(signIn("alice"));
        Token token = user.token();
        assertThat(user.userInfo().subject()).contains("alice");
        Token exchanged = user.exchange(user.authorize());
        assertThat(user.token()).isEqualTo(exchanged).isNotEqualTo(token);
        assertThat(user.logout().outcome()).isEqualTo(LogoutReport.Outcome.SUCCESS);
        assertThat(user.storedToken()).isEmpty();
        assertThatThrownBy(user::token).isInstanceOf(AuthenticationRequired.class);
    }

    @Test
    void wrongPasswordFailsAndTheRightOneSucceedsAfterwards() {
        JourneyStep.Prompt prompt = prompt(journeys.start(JourneyParty.LOGIN));
        JourneyStep.Failure failure = failure(answer(prompt, "alice", "wrong-password"));
        assertThat(failure.code()).isEqualTo(401);
        assertThat(failure.message()).isEqualTo("Authentication Failed");
        assertThat(failure.isTimedOut()).isFalse();
        signIn("alice");
    }

    @Test
    void stepThatWasAnsweredHasTimedOutAndTheJourneyStartsAgain() {
        JourneyStep.Prompt prompt = prompt(journeys.start(JourneyParty.LOGIN));
        success(answer(prompt, "alice", am.password()));
        assertThat(failure(prompt.next()).isTimedOut()).isTrue();
        JourneyStep.Prompt again = prompt(prompt.restart());
        assertThat(again.callbacks().get(0).inputs())
                .isEqualTo(prompt.callbacks().get(0).inputs());
        assertThat(again.callbacks().get(1).inputs())
                .isNotEqualTo(prompt.callbacks().get(1).inputs());
        again.set(PasswordCallback.class, am.password());
        success(again.next());
    }

    @Test
    void chainWithTwoModulesAsksTwice() {
        JourneyStep second = answer(journeys.start(JourneyParty.DOUBLE), "alice", am.password());
        Session session =
                success(answer(second, "alice", am.password())).session().orElseThrow();
        assertThat(journeys.user(session).getName()).isEqualTo("alice");
    }

    @Test
    void lockedAccountFailsEvenWithTheRightPassword() {
        success(answer(journeys.start(JourneyParty.LOGIN), am.lockable(), am.password()));
        for (int i = 1; i < am.lockedAfter(); i++) {
            JourneyStep.Failure failure =
                    failure(answer(journeys.start(JourneyParty.LOGIN), am.lockable(), "wrong-password"));
            assertThat(failure.message()).isEqualTo("Authentication Failed");
        }
        for (String password : List.of("wrong-password", am.password())) {
            JourneyStep.Failure failure = failure(answer(journeys.start(JourneyParty.LOGIN), am.lockable(), password));
            assertThat(failure.code()).isEqualTo(401);
            assertThat(failure.message()).isEqualTo("Your account has been locked.");
            assertThat(failure.isTimedOut()).isFalse();
        }
        signIn("alice");
    }

    @Test
    void confirmationsAndAChoiceAreAnswered() {
        JourneyStep.Prompt members = prompt(journeys.start(JourneyParty.MEMBERSHIP));
        JourneyStep.Prompt registration = prompt(confirm(members, "New User"));
        registration.set(NameCallback.class, "alice");
        registration.callbacks(PasswordCallback.class).forEach(callback -> callback.set(am.password()));
        registration.callbacks(NameCallback.class).stream().skip(1).forEach(callback -> callback.set("Another Alice"));
        JourneyStep.Prompt names = prompt(confirm(registration, "Register"));
        ChoiceCallback choice = names.callback(ChoiceCallback.class).orElseThrow();
        assertThat(choice.prompt()).startsWith("A user already exists");
        assertThat(choice.suggested()).isZero();
        assertThat(choice.options()).hasSizeGreaterThan(1).endsWith("Create My Own");
        assertThat(choice.choose("Create My Own")).isTrue();
        JourneyStep.Prompt again = prompt(confirm(names, "Submit"));
        assertThat(again.callbacks()).hasSameSizeAs(registration.callbacks());
        JourneyStep.Prompt back = prompt(confirm(again, "Cancel"));
        back.set(NameCallback.class, "alice");
        back.set(PasswordCallback.class, am.password());
        Session session = success(confirm(back, "Log In")).session().orElseThrow();
        assertThat(journeys.user(session).getName()).isEqualTo("alice");
    }

    private static JourneyStep confirm(JourneyStep.Prompt prompt, String option) {
        ConfirmationCallback confirmation =
                prompt.callback(ConfirmationCallback.class).orElseThrow();
        assertThat(confirmation.choose(option)).isTrue();
        return prompt.next();
    }

    @Test
    void unknownChainFails() {
        JourneyStep.Failure failure = failure(journeys.start("nope"));
        assertThat(failure.code()).isEqualTo(400);
        assertThat(failure.message()).isEqualTo("No Configuration found");
    }

    @Test
    void strongerChainReplacesTheSession() {
        Session weak = signIn("alice");
        JourneyStep first = journeys.start(JourneyParty.STRONG, JourneyOptions.NONE.upgrading(weak));
        Session strong =
                success(answer(first, "alice", am.password())).session().orElseThrow();
        assertThat(am.isValid(weak.value())).isFalse();
        assertThat(am.isValid(strong.value())).isTrue();
        journeys.user(strong).requireAuthLevel(5);
        assertThatThrownBy(() -> journeys.user(weak)).isInstanceOf(AuthenticationRequired.class);
    }

    @Test
    void levelReplacesTheSessionToo() {
        Session weak = signIn("alice");
        JourneyStep first = journeys.startLevel(5, JourneyOptions.NONE.upgrading(weak));
        Session strong =
                success(answer(first, "alice", am.password())).session().orElseThrow();
        assertThat(am.isValid(weak.value())).isFalse();
        journeys.user(strong).requireAuthLevel(5);
    }

    @Test
    void strongerChainFailsForAnotherUserAndKeepsTheSession() {
        Session weak = signIn("alice");
        JourneyStep first = journeys.start(JourneyParty.STRONG, JourneyOptions.NONE.upgrading(weak));
        assertThat(failure(answer(first, "bob", am.password())).code()).isEqualTo(400);
        assertThat(am.isValid(weak.value())).isTrue();
    }

    @Test
    void sessionThatIsStrongEnoughNeedsNoAnswer() {
        JourneyOptions options = JourneyOptions.NONE.upgrading(signIn("alice"));
        Session session =
                success(journeys.start(JourneyParty.LOGIN, options)).session().orElseThrow();
        assertThat(am.isValid(session.value())).isTrue();
        assertThat(journeys.user(session).getName()).isEqualTo("alice");
    }

    @Test
    void withoutSessionAmOnlyChecks() {
        JourneyOptions options = JourneyOptions.NONE.withoutSession();
        assertThat(success(answer(journeys.start(JourneyParty.LOGIN, options), "alice", am.password()))
                        .session())
                .isEmpty();
        failure(answer(journeys.start(JourneyParty.LOGIN, options), "alice", "wrong-password"));
    }

    @Test
    void languageIsThatOfTheOptions() {
        JourneyStep.Prompt prompt = prompt(journeys.start(JourneyParty.LOGIN, JourneyOptions.NONE.in(Locale.GERMAN)));
        assertThat(prompt.callback(PasswordCallback.class).orElseThrow().prompt())
                .startsWith(german());
    }

    /** The prompt for the password in German. */
    protected String german() {
        return "Passwort";
    }
}
