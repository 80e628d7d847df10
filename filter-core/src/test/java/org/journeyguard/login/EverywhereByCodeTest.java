package org.journeyguard.login;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Set;
import org.journeyguard.Crowd;
import org.journeyguard.Renewal;
import org.journeyguard.logout.TestLogout;
import org.journeyguard.test.FakeAm;
import org.journeyguard.test.FakeAm.Kind;
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
        am.keepTime(time);
    }

    @AfterEach
    void end() {
        application.close();
        app.close();
        am.close();
    }

    @Test
    void theOtherSessionsOfTheUserEndHereAtOnceAndTheirTokensAtAm() {
        Finished.SignedIn here = app.signIn(am, "alice");
        Finished.SignedIn elsewhere = app.signIn(am, "alice");
        Finished.SignedIn bobs = app.signIn(am, "bob");
        String token = app.keeper().token(elsewhere.session(), Renewal.IF_DUE).accessToken();

        application.flow().end(Set.of(here.session()), app.sessions, true, () -> {});

        assertThat(app.isGood(here.session())).isFalse();
        assertThat(app.isGood(elsewhere.session())).isFalse();
        assertThat(app.isGood(bobs.session())).isTrue();
        Crowd.until("the tokens end at AM", () -> !am.isActive(token));
    }

    @Test
    void aLogoutOfOneSessionLeavesTheOthers() {
        Finished.SignedIn here = app.signIn(am, "alice");
        Finished.SignedIn elsewhere = app.signIn(am, "alice");
        application.flow().end(Set.of(here.session()), app.sessions, false, () -> {});
        assertThat(app.isGood(here.session())).isFalse();
        assertThat(app.isGood(elsewhere.session())).isTrue();
    }
}
