package org.journeyguard.internal.session;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.journeyguard.fixtures.TestGuard;
import org.journeyguard.internal.credential.Authentication;
import org.journeyguard.internal.credential.SsoToken;
import org.journeyguard.test.FakeAm;
import org.journeyguard.test.FakeSession;
import org.journeyguard.test.ManualTime;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** AM's clock and ours differ, and ours may jump. */
class ClockSkewTest {
    /** The Date of an answer is no finer. */
    private static final Duration A_MOMENT = Duration.ofSeconds(1);

    private final ManualTime ours = new ManualTime();
    private final ManualTime amsOwn = new ManualTime();
    private final FakeAm am = new FakeAm(FakeAm.Kind.PINGAM);
    private final TestGuard guard = TestGuard.believing(am, ours, Duration.ofHours(1));

    ClockSkewTest() {
        am.setClock(amsOwn);
    }

    @AfterEach
    void end() {
        guard.close();
        am.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"-PT3H", "-PT7M", "PT0S", "PT7M", "PT3H"})
    void cachedSessionExpiresByAmsClock(Duration weAreAhead) {
        ours.setWallClock(ManualTime.START.plus(weAreAhead));
        SsoToken token = new SsoToken(am.signIn("alice"));
        assertValid(token);

        pass(FakeSession.IDLE_TIME.minus(A_MOMENT));
        assertValid(token);
        assertThat(am.calls()).hasSize(1);

        pass(A_MOMENT);
        assertThat(guard.sessions().validate(token, false)).isEqualTo(Authentication.refused());
    }

    @ParameterizedTest
    @ValueSource(strings = {"-PT1H", "PT10M"})
    void wallClockJumpDoesNotProlongACachedSession(Duration jump) {
        SsoToken token = new SsoToken(am.signIn("alice"));
        assertValid(token);

        pass(FakeSession.IDLE_TIME.minus(A_MOMENT));
        ours.setWallClock(ours.instant().plus(jump));
        assertValid(token);

        pass(A_MOMENT);
        assertThat(guard.sessions().validate(token, false)).isEqualTo(Authentication.refused());
    }

    @Test
    void sessionThatEndedDuringASuspensionIsRefused() {
        SsoToken token = new SsoToken(am.signIn("alice"));
        assertValid(token);

        // monotonic time stops during a suspension
        amsOwn.pass(FakeSession.IDLE_TIME);
        ours.setWallClock(ours.instant().plus(FakeSession.IDLE_TIME));

        assertThat(guard.sessions().validate(token, false)).isEqualTo(Authentication.refused());
    }

    @Test
    void cachedSessionWithoutDateHeaderLastsAtMostTheTtl() {
        try (FakeAm silent = new FakeAm(FakeAm.Kind.PINGAM);
                TestGuard shortly = TestGuard.of(silent, ours)) {
            ours.setWallClock(ManualTime.START.minus(Duration.ofMinutes(7)));
            SsoToken token = new SsoToken(silent.signIn("alice"));
            assertThat(shortly.sessions().validate(token, false)).isInstanceOf(Authentication.Authenticated.class);
            silent.end(token.value());

            ours.pass(TestGuard.TTL);
            assertThat(shortly.sessions().validate(token, false)).isEqualTo(Authentication.refused());
        }
    }

    private void pass(Duration time) {
        ours.pass(time);
        amsOwn.pass(time);
    }

    private void assertValid(SsoToken token) {
        assertThat(guard.sessions().validate(token, false)).isInstanceOf(Authentication.Authenticated.class);
    }
}
