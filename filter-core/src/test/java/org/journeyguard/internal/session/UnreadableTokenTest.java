package org.journeyguard.internal.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import org.journeyguard.Unavailable;
import org.journeyguard.fixtures.ParallelCalls;
import org.journeyguard.fixtures.TestGuard;
import org.journeyguard.internal.credential.Authentication;
import org.journeyguard.internal.credential.SsoIdentity;
import org.journeyguard.internal.credential.SsoToken;
import org.journeyguard.internal.session.RoleSettings.SessionSource;
import org.journeyguard.test.FakeAm;
import org.journeyguard.test.Fault;
import org.journeyguard.test.ManualTime;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A cookie that AM can't read, which it answers with an error of its own, is a refusal while AM is well otherwise. */
class UnreadableTokenTest {
    private static final SsoToken UNREADABLE = new SsoToken(FakeAm.UNDECODABLE);
    private static final String PROBE = "/serverinfo/";
    private static final Duration NO_IS_REMEMBERED = Duration.ofSeconds(5);

    private final ManualTime time = new ManualTime();
    private final FakeAm am = new FakeAm(FakeAm.Kind.OPENAM);
    private final TestGuard guard = TestGuard.withRoles(am, time, SessionSource.USER_ATTRIBUTE, "employeeType");
    private final SessionValidator sessions = guard.sessions();

    @AfterEach
    void end() {
        guard.close();
        am.close();
    }

    @ParameterizedTest
    @EnumSource(names = {"OPENAM", "PINGAM", "FORGEROCK"})
    void unreadableTokenIsRefusedAndNotValidatedAgainForAWhile(FakeAm.Kind kind) {
        am.setKind(kind);
        for (int i = 0; i < 50; i++) {
            assertThat(sessions.validate(UNREADABLE, true)).isEqualTo(Authentication.refused());
        }
        assertThat(am.calls("/sessions/")).hasSize(1);
        assertThat(am.calls(PROBE)).hasSize(1);

        time.pass(NO_IS_REMEMBERED);
        assertThat(sessions.validate(UNREADABLE, true)).isEqualTo(Authentication.refused());
        assertThat(am.calls("/sessions/")).hasSize(2);
    }

    @ParameterizedTest
    @EnumSource(names = {"OPENAM", "PINGAM", "FORGEROCK"})
    void concurrentUnreadableTokensMakeOneMoreCall(FakeAm.Kind kind) {
        am.setKind(kind);
        try (ParallelCalls<Authentication<?>> crowd =
                ParallelCalls.start(30, i -> sessions.validate(new SsoToken(FakeAm.UNDECODABLE + i), true))) {
            assertThat(crowd.results()).containsOnly(Authentication.refused());
        }
        assertThat(am.calls(PROBE)).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(ints = {400, 413, 414, 431, 500})
    void tokenIsUnavailableWhileAmIsUnhealthy(int status) {
        am.set(Fault.reply(status, ""));
        assertThat(sessions.validate(UNREADABLE, true)).isInstanceOf(Authentication.Unavailable.class);

        am.set(Fault.NONE);
        time.pass(NO_IS_REMEMBERED);
        SsoToken good = new SsoToken(am.signIn("alice"));
        am.set(Fault.reply(status, "").onlyFor("/sessions/"));
        assertThat(sessions.validate(UNREADABLE, true)).isEqualTo(Authentication.refused());

        am.set(Fault.NONE);
        time.pass(NO_IS_REMEMBERED);
        assertThat(sessions.validate(good, true)).isInstanceOf(Authentication.Authenticated.class);
    }

    @ParameterizedTest
    @ValueSource(ints = {400, 500})
    void confirmedSessionIsNotRefusedForAnAmError(int status) {
        SsoToken alice = new SsoToken(am.signIn("alice"));
        assertThat(sessions.validate(alice, true)).isInstanceOf(Authentication.Authenticated.class);
        time.pass(TestGuard.TTL);
        am.set(Fault.reply(status, "").onlyFor("/sessions/"));

        assertThat(sessions.validate(alice, true)).isInstanceOf(Authentication.Unavailable.class);
        assertThat(sessions.known(alice)).isNotNull();

        am.set(Fault.NONE);
        assertThat(sessions.validate(alice, true)).isInstanceOf(Authentication.Authenticated.class);
    }

    @ParameterizedTest
    @ValueSource(ints = {400, 404, 414})
    void userNameThatAmCannotReadHasNoRoles(int status) {
        SsoToken alice = new SsoToken(am.signIn("alice"));
        SsoIdentity identity = ((Authentication.Authenticated<SsoIdentity>) sessions.validate(alice, true)).identity();
        am.set(Fault.reply(status, "").onlyFor("/users/"));
        assertThat(sessions.details().roles(alice, identity)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"alice", "bob"})
    void error500AboutANameIsItsFaultOnlyIfAmIsHealthy(String other) {
        am.setAttribute(other, "employeeType", List.of("boss"));
        SsoToken hostile = new SsoToken(am.signIn("hostile"));
        SsoIdentity identity =
                ((Authentication.Authenticated<SsoIdentity>) sessions.validate(hostile, true)).identity();
        am.set(Fault.reply(500, "").onlyFor("/users/hostile"));
        assertThatThrownBy(() -> sessions.details().roles(hostile, identity)).isInstanceOf(Unavailable.class);

        SsoToken others = new SsoToken(am.signIn(other));
        SsoIdentity known = ((Authentication.Authenticated<SsoIdentity>) sessions.validate(others, true)).identity();
        assertThat(sessions.details().roles(others, known)).containsExactly("boss");
        assertThat(sessions.details().roles(hostile, identity)).isEmpty();
    }
}
