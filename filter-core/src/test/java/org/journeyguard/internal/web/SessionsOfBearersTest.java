package org.journeyguard.internal.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import jakarta.servlet.ServletContext;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.journeyguard.AuthenticationRequired;
import org.journeyguard.JourneyUser;
import org.journeyguard.SessionInfo;
import org.journeyguard.fixtures.Stub;
import org.journeyguard.fixtures.TestSettings;
import org.journeyguard.internal.credential.BearerToken;
import org.journeyguard.internal.credential.SsoToken;
import org.journeyguard.test.FakeAm;
import org.journeyguard.test.FakeDirectory;
import org.journeyguard.test.ManualTime;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Whoever brings an access token sees and ends the sessions of the user whom it names, and nobody else's. */
class SessionsOfBearersTest {
    private static final ServletContext CONTEXT = Stub.of(ServletContext.class, Map.of("getContextPath", ""));

    private final ManualTime time = new ManualTime();
    private final FakeAm am = new FakeAm(FakeAm.Kind.OPENAM);
    private final WebGuard runtime = new WebGuard(
            TestSettings.read(Map.of(
                    "journey.am.url", am.url().toString(),
                    "journey.am.cookie-name", FakeAm.COOKIE,
                    "journey.am.agent.name", "root",
                    "journey.am.agent.password", "s3cret",
                    "journey.oauth.client-id", "web-app",
                    "journey.oauth.client-secret", "s3cret",
                    "journey.oauth.validation", "introspect")),
            CONTEXT,
            time,
            time::nanoTime);
    private final SsoToken here = new SsoToken(am.signIn("alice"));
    private final SsoToken there = new SsoToken(am.signIn("alice"));
    private final SsoToken bobs = new SsoToken(am.signIn("bob"));
    private final JourneyUser alice =
            userOf(am.issue("alice", "/", "web-app", "profile").access());

    SessionsOfBearersTest() {
        am.setClock(time);
        am.directory().addAdministrator("root", "s3cret");
    }

    @AfterEach
    void end() {
        runtime.close();
        am.close();
    }

    private JourneyUser userOf(String token) {
        return TestUsers.user(runtime, Objects.requireNonNull(BearerToken.parse(token)));
    }

    private static String handle(SsoToken session) {
        return FakeDirectory.handle(session.value());
    }

    @Test
    void sessionsAreThoseOfTheTokensUser() {
        assertThat(alice.sessions())
                .extracting(SessionInfo::handle)
                .containsExactlyInAnyOrder(handle(here), handle(there));
    }

    @Test
    void onlyTheGivenSessionEnds() {
        assertThat(alice.end(handle(there))).isTrue();
        assertThat(am.has(there.value())).isFalse();
        assertThat(am.has(here.value())).isTrue();
        assertThat(alice.sessions()).extracting(SessionInfo::handle).containsExactly(handle(here));
    }

    @Test
    void sessionOfAnotherUserIsNotFound() {
        for (String handle : List.of(handle(bobs), "shandle:unknown")) {
            assertThat(alice.end(handle)).isFalse();
        }
        assertThat(am.has(bobs.value())).isTrue();
    }

    @Test
    void clientTokenHasNoSessions() {
        JourneyUser client = userOf(am.clientToken("web-app", "write"));
        assertThat(client.isClient()).isTrue();
        assertThat(client.sessions()).isEmpty();
        assertThat(client.end(handle(here))).isFalse();
        assertThat(am.calls("_queryFilter")).isEmpty();
        assertThat(am.has(here.value())).isTrue();
    }

    @Test
    void endedTokenCannotListOrEndSessions() {
        alice.revoke();
        assertThatExceptionOfType(AuthenticationRequired.class).isThrownBy(alice::sessions);
        assertThatExceptionOfType(AuthenticationRequired.class).isThrownBy(() -> alice.end(handle(there)));
        assertThat(am.has(there.value())).isTrue();
    }
}
