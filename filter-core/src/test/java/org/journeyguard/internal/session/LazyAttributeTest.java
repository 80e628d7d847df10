package org.journeyguard.internal.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import org.journeyguard.AuthenticationRequired;
import org.journeyguard.Unavailable;
import org.journeyguard.fixtures.Await;
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
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Roles and the success URL are read on first use and cached with the session. */
class LazyAttributeTest {
    private static final String ROLE_QUESTION = "GET /am/json/realms/root/users/";

    private final ManualTime time = new ManualTime();
    private final FakeAm am = new FakeAm(FakeAm.Kind.PINGAM);
    private final TestGuard guard = TestGuard.withRoles(am, time, SessionSource.USER_ATTRIBUTE, "employeeType");
    private final SessionValidator sessions = guard.sessions();
    private final SsoToken token =
            new SsoToken(am.signIn(am.session("alice", "/").landingAt("/home")));

    @BeforeEach
    void staff() {
        am.setAttribute("alice", "employeeType", List.of("staff"));
    }

    @AfterEach
    void end() {
        guard.close();
        am.close();
    }

    @Test
    void rolesAreReadOnlyOnRequest() {
        alice();
        assertThat(am.calls(ROLE_QUESTION)).isEmpty();
    }

    @Test
    void rolesAreReadOncePerValidation() {
        assertThat(roles()).containsExactly("staff");
        am.setAttribute("alice", "employeeType", List.of("boss"));
        time.pass(TestGuard.TTL.minusNanos(1));
        assertThat(roles()).containsExactly("staff");
        assertThat(am.calls(ROLE_QUESTION)).hasSize(1);
        time.pass(Duration.ofNanos(1));
        assertThat(roles()).containsExactly("boss");
    }

    @Test
    void concurrentReadsOfRolesMakeOneCall() {
        SsoIdentity alice = alice();
        CountDownLatch gate = new CountDownLatch(1);
        am.set(Fault.heldBy(gate));
        try (ParallelCalls<Set<String>> crowd =
                ParallelCalls.start(200, i -> sessions.details().roles(token, alice))) {
            Await.until("all wait", () -> crowd.waiting() == 200);
            gate.countDown();
            assertThat(crowd.results()).hasSize(200).containsOnly(Set.of("staff"));
        }
        assertThat(am.calls(ROLE_QUESTION)).hasSize(1);
    }

    @Test
    void outageDuringTheReadOfRolesIsUnavailableAndNotCached() {
        SsoIdentity alice = alice();
        am.set(Fault.DROP);
        assertThatThrownBy(() -> sessions.details().roles(token, alice)).isInstanceOf(Unavailable.class);
        am.set(Fault.NONE);
        assertThat(roles()).containsExactly("staff");
    }

    @Test
    void cachedRolesLastDuringAnOutageAsLongAsTheSession() {
        SsoIdentity alice = alice();
        sessions.details().roles(token, alice);
        am.set(Fault.DROP);
        assertThat(sessions.details().roles(token, alice)).containsExactly("staff");
    }

    @Test
    void sessionFoundEndedByTheReadOfRolesIsDropped() {
        SsoIdentity alice = alice();
        am.end(token.value());
        assertThatThrownBy(() -> sessions.details().roles(token, alice)).isInstanceOf(AuthenticationRequired.class);
        assertThat(sessions.known(token)).isNull();
        assertThat(sessions.validate(token, true)).isEqualTo(Authentication.refused());
    }

    @Test
    void rolesAreThoseOfTheirUser() {
        am.setAttribute("bob", "employeeType", List.of("boss"));
        SsoToken bobs = new SsoToken(am.signIn("bob"));
        assertThat(roles()).containsExactly("staff");
        assertThat(sessions.details().roles(bobs, identity(sessions.validate(bobs, true))))
                .containsExactly("boss");
    }

    @Test
    void rolesComeFromTheSessionIfConfigured() {
        SsoToken carols = new SsoToken(am.signIn(am.session("carol", "/").with("groups", "staff|night")));
        try (TestGuard other = TestGuard.withRoles(am, time, SessionSource.SESSION_PROPERTY, "groups")) {
            SsoIdentity carol = identity(other.sessions().validate(carols, true));
            assertThat(other.sessions().details().roles(carols, carol)).containsExactlyInAnyOrder("staff", "night");
        }
    }

    @Test
    void withoutARoleSourceUsersHaveNoRolesAndAmIsNotCalled() {
        try (TestGuard other = TestGuard.of(am, time)) {
            SsoIdentity alice = identity(other.sessions().validate(token, true));
            assertThat(other.sessions().details().roles(token, alice)).isEmpty();
        }
        assertThat(am.calls()).hasSize(1);
    }

    @Test
    void successUrlIsReadOnce() {
        SsoIdentity alice = alice();
        assertThat(sessions.details().successUrl(token, alice)).contains("/home");
        assertThat(sessions.details().successUrl(token, alice)).contains("/home");
        assertThat(am.calls("_action=idFromSession")).hasSize(1);
    }

    @Test
    void outageDuringTheReadOfTheSuccessUrlIsUnavailable() {
        SsoIdentity alice = alice();
        am.set(Fault.DROP);
        assertThatThrownBy(() -> sessions.details().successUrl(token, alice)).isInstanceOf(Unavailable.class);
    }

    private Set<String> roles() {
        return sessions.details().roles(token, alice());
    }

    private SsoIdentity alice() {
        return identity(sessions.validate(token, true));
    }

    private static SsoIdentity identity(Authentication<SsoIdentity> validation) {
        return ((Authentication.Authenticated<SsoIdentity>) validation).identity();
    }
}
