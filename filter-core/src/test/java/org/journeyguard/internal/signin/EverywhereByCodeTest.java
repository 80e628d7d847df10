package org.journeyguard.internal.signin;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Set;
import org.journeyguard.Renewal;
import org.journeyguard.internal.logout.TestLogout;
import org.journeyguard.test.FakeAm;
import org.journeyguard.test.FakeAm.Kind;
import org.journeyguard.test.Fault;
import org.journeyguard.test.ManualTime;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** All sessions of a user end who has signed in by the authorization code flow, in more than one browser. */
class EverywhereByCodeTest {
    private final ManualTime time = new ManualTime();
    private final FakeAm am = new FakeAm(Kind.PINGAM);
    private final TestApp app = new TestApp(am, time);
    private final TestLogout application = TestLogout.of(app.guard, time);

    EverywhereByCodeTest() {
        am.setClock(time);
    }

    @AfterEach
    void end() {
        application.close();
        app.close();
        am.close();
    }

    @Test
    void otherSessionsOfTheUserEndAndTheirTokensAreRevoked() {
        SignInOutcome.SignedIn here = app.signIn(am, "alice");
        SignInOutcome.SignedIn elsewhere = app.signIn(am, "alice");
        SignInOutcome.SignedIn bobs = app.signIn(am, "bob");
        String token = app.keeper().token(elsewhere.session(), Renewal.IF_DUE).accessToken();

        application.of(app.sessions).end(Set.of(here.session()), true, () -> {});

        assertThat(am.isActive(token)).isFalse();
        assertThat(app.isGood(here.session())).isFalse();
        assertThat(app.isGood(elsewhere.session())).isFalse();
        assertThat(app.isGood(bobs.session())).isTrue();
    }

    @Test
    void unconfirmedStepsOfOtherSessionsAreRetried() {
        SignInOutcome.SignedIn here = app.signIn(am, "alice");
        SignInOutcome.SignedIn elsewhere = app.signIn(am, "alice");
        String token = app.keeper().token(elsewhere.session(), Renewal.IF_DUE).accessToken();
        am.set(Fault.DROP);
        application.of(app.sessions).end(Set.of(here.session()), true, () -> {});
        assertThat(app.isGood(elsewhere.session())).isFalse();
        assertThat(am.isActive(token)).isTrue();

        am.set(Fault.NONE);
        application.retryAll(time);
        assertThat(am.isActive(token)).isFalse();
    }

    @Test
    void logoutOfOneSessionKeepsTheOthers() {
        SignInOutcome.SignedIn here = app.signIn(am, "alice");
        SignInOutcome.SignedIn elsewhere = app.signIn(am, "alice");
        application.of(app.sessions).end(Set.of(here.session()), false, () -> {});
        assertThat(app.isGood(here.session())).isFalse();
        assertThat(app.isGood(elsewhere.session())).isTrue();
    }
}
