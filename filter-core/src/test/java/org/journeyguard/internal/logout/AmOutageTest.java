package org.journeyguard.internal.logout;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.journeyguard.LogoutReport.Outcome;
import org.journeyguard.Unavailable;
import org.journeyguard.fixtures.TestGuard;
import org.journeyguard.internal.credential.Authentication;
import org.journeyguard.internal.credential.SsoIdentity;
import org.journeyguard.internal.credential.SsoToken;
import org.journeyguard.internal.session.RoleSettings;
import org.journeyguard.internal.session.SessionValidator;
import org.journeyguard.internal.store.Tombstones;
import org.journeyguard.test.FakeAm;
import org.journeyguard.test.Fault;
import org.journeyguard.test.ManualTime;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** During any fault of AM cached users are served, others are refused, and no session is lost. */
class AmOutageTest {
    private static final Duration TIMEOUT = Duration.ofMillis(600);
    private static final Duration DEADLINE_AND_SOME_TOLERANCE = Duration.ofSeconds(4);
    private static final Duration RECOVERY = Duration.ofSeconds(10);
    private static final SsoToken GARBAGE = new SsoToken("garbage");

    private final ManualTime time = new ManualTime();
    private final FakeAm am = new FakeAm(FakeAm.Kind.OPENAM);
    private final TestGuard guard = TestGuard.impatient(
            am, time, TIMEOUT, new RoleSettings(RoleSettings.SessionSource.USER_ATTRIBUTE, "employeeType", ""));
    private final SessionValidator sessions = guard.sessions();

    @AfterEach
    void end() {
        guard.close();
        am.close();
    }

    @ParameterizedTest
    @MethodSource("org.journeyguard.fixtures.AmFaults#all")
    void cachedSessionsAreServedAndOthersGet503UntilAmIsBack(Fault fault) {
        SsoToken stale = new SsoToken(am.signIn("stale"));
        assertValid(stale);
        time.pass(TestGuard.TTL);
        SsoToken warm = new SsoToken(am.signIn("warm"));
        assertValid(warm);
        SsoToken cold = new SsoToken(am.signIn("cold"));
        am.set(fault);

        for (int i = 0; i < 3; i++) {
            int before = am.calls().size();
            assertValid(warm);
            assertThat(am.calls()).hasSize(before);
            for (SsoToken unsure : List.of(stale, cold, GARBAGE)) {
                long start = System.nanoTime();
                assertThat(sessions.validate(unsure, true))
                        .isInstanceOfSatisfying(
                                Authentication.Unavailable.class,
                                none -> assertThat(none.outage().retryAfter()).isPositive());
                assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(DEADLINE_AND_SOME_TOLERANCE);
            }
        }
        assertThat(sessions.known(stale)).isNotNull();

        am.set(Fault.NONE);
        time.pass(RECOVERY);
        for (SsoToken good : List.of(cold, stale, warm)) {
            assertValid(good);
        }
        assertThat(sessions.validate(GARBAGE, true)).isEqualTo(Authentication.refused());
    }

    @ParameterizedTest
    @MethodSource("org.journeyguard.fixtures.AmFaults#all")
    void attributesAreUnavailableAndNeverEmptyUntilAmIsBack(Fault fault) {
        am.setAttribute("alice", "employeeType", List.of("boss"));
        SsoToken token = new SsoToken(am.signIn(am.session("alice", "/").landingAt("/home")));
        SsoIdentity alice = ((Authentication.Authenticated<SsoIdentity>) sessions.validate(token, true)).identity();
        am.set(fault);

        assertThatThrownBy(() -> sessions.details().roles(token, alice)).isInstanceOf(Unavailable.class);
        assertThatThrownBy(() -> sessions.details().successUrl(token, alice)).isInstanceOf(Unavailable.class);
        assertValid(token);

        am.set(Fault.NONE);
        time.pass(RECOVERY);
        assertThat(sessions.details().roles(token, alice)).containsExactly("boss");
        assertThat(sessions.details().successUrl(token, alice)).isEqualTo(Optional.of("/home"));
    }

    @ParameterizedTest
    @MethodSource("org.journeyguard.fixtures.AmFaults#all")
    void logoutEndsTheSessionLocallyDuringAnyFault(Fault fault) {
        SsoToken token = new SsoToken(am.signIn("alice"));
        assertValid(token);
        Tombstones tombstones = guard.tombstones();
        try (TestLogout application = new TestLogout(guard, time, Duration.ofSeconds(1), List.of(), List.of())) {
            SsoLogout logout = application.sso();
            am.set(fault);

            assertThat(logout.end(Set.of(token), false, () -> {}).outcome()).isEqualTo(Outcome.FAILURE);
            assertThat(tombstones.has(token)).isTrue();

            am.set(Fault.NONE);
            time.pass(RECOVERY);
            assertThat(tombstones.has(token)).isTrue();
            assertThat(logout.end(Set.of(token), false, () -> {}).outcome()).isNotEqualTo(Outcome.FAILURE);
            assertThat(am.has(token.value())).isFalse();
        }
    }

    private void assertValid(SsoToken token) {
        assertThat(sessions.validate(token, true)).isInstanceOf(Authentication.Authenticated.class);
    }
}
