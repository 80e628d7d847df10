package org.journeyguard.internal.journey;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.journeyguard.internal.journey.TestJourneys.PASSWORD;
import static org.journeyguard.internal.journey.TestJourneys.failure;
import static org.journeyguard.internal.journey.TestJourneys.prompt;
import static org.journeyguard.internal.journey.TestJourneys.run;
import static org.journeyguard.internal.journey.TestJourneys.success;

import org.journeyguard.AuthenticationRequired;
import org.journeyguard.Session;
import org.journeyguard.Unavailable;
import org.journeyguard.journey.JourneyOptions;
import org.journeyguard.journey.JourneyStep;
import org.journeyguard.test.FakeAm;
import org.journeyguard.test.Fault;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A user with a session signs in by a stronger journey. */
class SessionUpgradeTest extends WithJourneys {
    @ParameterizedTest
    @EnumSource(names = {"PINGAM", "OPENAM"})
    void strongerJourneyReplacesTheSession(FakeAm.Kind kind) {
        start(kind);
        Session weak = signIn("alice");
        JourneyStep.Success success =
                success(run(journeys.startLevel(5, JourneyOptions.NONE.upgrading(weak)), "alice", PASSWORD));
        Session strong = success.session().orElseThrow();
        assertThat(strong.value()).isNotEqualTo(weak.value());
        assertThat(am.has(weak.value())).isFalse();
        journeys.user(strong).requireAuthLevel(5);
        assertThatThrownBy(() -> journeys.user(weak)).isInstanceOf(AuthenticationRequired.class);
    }

    @ParameterizedTest
    @EnumSource(names = {"PINGAM", "OPENAM"})
    void strongerJourneyOfAnotherUserKeepsTheSession(FakeAm.Kind kind) {
        start(kind);
        Session weak = signIn("alice");
        JourneyStep.Failure failure =
                failure(run(journeys.start("Strong", JourneyOptions.NONE.upgrading(weak)), "bob", PASSWORD));
        assertThat(failure.code()).isEqualTo(400);
        assertThat(journeys.user(weak).getName()).isEqualTo("alice");
    }

    /** OpenAM would begin a second session instead. */
    @ParameterizedTest
    @EnumSource(names = {"PINGAM", "OPENAM"})
    void upgradeIsNotStartedIfAmDoesNotValidateTheSession(FakeAm.Kind kind) {
        start(kind);
        JourneyOptions options = JourneyOptions.NONE.upgrading(signIn("alice"));
        am.forgetCalls();
        am.set(Fault.DROP.onlyFor("/sessions"));
        assertThatThrownBy(() -> journeys.start("Strong", options)).isInstanceOf(Unavailable.class);
        assertThat(am.calls("/authenticate")).isEmpty();
        am.set(Fault.NONE);
        prompt(journeys.start("Strong", options));
    }

    /** Parameters are in the logs of servers and proxies, and PingAM needs none. */
    @ParameterizedTest
    @EnumSource(names = {"PINGAM", "OPENAM"})
    void sessionIsSentAsAParameterToOpenAmOnly(FakeAm.Kind kind) {
        start(kind);
        run(journeys.start("Strong", JourneyOptions.NONE.upgrading(signIn("alice"))), "alice", PASSWORD);
        assertThat(am.calls("sessionUpgradeSSOTokenId")).hasSize(kind == FakeAm.Kind.OPENAM ? 1 : 0);
        assertThat(am.calls("authIndexValue=Strong"))
                .hasSize(3)
                .allSatisfy(call -> assertThat(call.header("Cookie")).startsWith(FakeAm.COOKIE + "=AQIC5w"));
    }

    @ParameterizedTest
    @EnumSource(names = {"PINGAM", "OPENAM"})
    void strongEnoughSessionIsKept(FakeAm.Kind kind) {
        start(kind);
        Session session = signIn("alice");
        JourneyStep.Success success = success(journeys.start("Login", JourneyOptions.NONE.upgrading(session)));
        assertThat(success.session().map(Session::value)).hasValue(session.value());
        prompt(journeys.start("Login", JourneyOptions.NONE.upgrading(session).with("ForceAuth", "true")));
    }
}
