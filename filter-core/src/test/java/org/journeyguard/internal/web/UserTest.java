package org.journeyguard.internal.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import jakarta.servlet.ServletException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.journeyguard.AuthenticationRequired;
import org.journeyguard.AuthorizationCode;
import org.journeyguard.Claims;
import org.journeyguard.JourneyException;
import org.journeyguard.JourneyUser;
import org.journeyguard.LogoutReport;
import org.journeyguard.LogoutReport.Outcome;
import org.journeyguard.LogoutReport.Result;
import org.journeyguard.NotConfigured;
import org.journeyguard.Token;
import org.journeyguard.fixtures.Stub;
import org.journeyguard.test.FakeAm;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What an application can read from its users, with each kind of credential. */
class UserTest {
    private static final String APP = "https://app.example.com";

    private final FakeAm am = new FakeAm(FakeAm.Kind.OPENAM);
    private TestWeb web;

    UserTest() throws ServletException {
        am.directory().addAdministrator("root", "s3cret");
        web = web("oidc", "journey.am.agent.name", "root", "journey.am.agent.password", "s3cret");
    }

    @AfterEach
    void close() {
        web.close();
        am.close();
    }

    /** What a user is known by. */
    enum By {
        SSO_COOKIE,
        APP_SESSION,
        ACCESS_TOKEN
    }

    private TestWeb web(String login, String... more) throws ServletException {
        List<String> settings = new ArrayList<>(List.of(
                "journey.login",
                login,
                "journey.am.cookie-name",
                FakeAm.COOKIE,
                "journey.oauth.validation",
                "introspect",
                "journey.am.timeout",
                "PT30S",
                "journey.logout.timeout",
                "PT30S"));
        settings.addAll(List.of(more));
        return new TestWeb(am, APP, settings.toArray(String[]::new));
    }

    private String session(String user) {
        Instant end = Instant.now().plus(Duration.ofHours(1));
        return am.signIn(am.session(user, "/").ending(end, end));
    }

    private JourneyUser alice(By by) throws ServletException {
        switch (by) {
            case SSO_COOKIE -> {
                web.close();
                web = web("am", "journey.am.agent.name", "root", "journey.am.agent.password", "s3cret");
                web.send("GET", "/account", Map.of("Cookie", FakeAm.COOKIE + "=" + session("alice")), null);
            }
            case APP_SESSION -> {
                TestPerson alice = new TestPerson(web, am, APP, "alice");
                alice.signIn("/account");
                alice.get("/account");
            }
            case ACCESS_TOKEN -> {
                String token =
                        am.issue("alice", "/", "web-app", "openid profile").access();
                web.send("GET", "/account", Map.of("Authorization", "Bearer " + token), null);
            }
        }
        am.forgetCalls();
        JourneyUser user = Objects.requireNonNull(web.user());
        assertThat(user.getName()).isEqualTo("alice");
        return user;
    }

    @ParameterizedTest
    @EnumSource
    void storedTokenMakesNoCall(By by) throws ServletException {
        JourneyUser alice = alice(by);
        assertThat(alice.storedToken().isPresent()).isEqualTo(by != By.SSO_COOKIE);
        assertThat(am.calls()).isEmpty();
        Token token = alice.token();
        am.forgetCalls();
        assertThat(alice.storedToken()).contains(token);
        assertThat(token.expiresIn().isPresent()).isEqualTo(by != By.ACCESS_TOKEN);
        assertThat(am.calls()).isEmpty();
        alice.revoke();
        assertThat(alice.storedToken()).isEmpty();
    }

    @ParameterizedTest
    @EnumSource
    void codeRequiresASessionOfAm(By by) throws ServletException {
        JourneyUser alice = alice(by);
        if (by == By.SSO_COOKIE) {
            Token token = alice.exchange(alice.authorize());
            assertThat(alice.token()).isEqualTo(token);
            return;
        }
        Class<? extends JourneyException> expected =
                by == By.APP_SESSION ? NotConfigured.class : AuthenticationRequired.class;
        AuthorizationCode code = Stub.of(AuthorizationCode.class, Map.of());
        assertThatExceptionOfType(expected).isThrownBy(alice::authorize);
        assertThatExceptionOfType(expected).isThrownBy(() -> alice.exchange(code));
        assertThat(am.calls()).isEmpty();
    }

    @ParameterizedTest
    @EnumSource
    void claimsComeWithTheTokenWithoutACall(By by) throws ServletException {
        JourneyUser alice = alice(by);
        if (by == By.SSO_COOKIE) {
            assertThat(alice.claims()).isEqualTo(Claims.NONE);
            assertThat(am.calls()).isEmpty();
            alice.token();
        }
        am.forgetCalls();
        assertThat(alice.claims().text("sub")).contains("alice");
        assertThat(am.calls()).isEmpty();
        if (by == By.SSO_COOKIE) {
            alice.logout();
            assertThat(alice.claims()).isEqualTo(Claims.NONE);
        }
    }

    @ParameterizedTest
    @EnumSource
    void optionalFormsAreEmptyWithoutAToken(By by) throws ServletException {
        JourneyUser alice = alice(by);
        // who brings a token is not its client, which alone can renew it
        assertThat(alice.tryRefresh().isPresent()).isEqualTo(by != By.ACCESS_TOKEN);
        assertThat(alice.tryUserInfo())
                .hasValueSatisfying(info -> assertThat(info.subject()).isEqualTo("alice"));
        alice.logout();
        assertThat(alice.tryToken()).isEmpty();
        assertThat(alice.tryRefresh()).isEmpty();
        assertThat(alice.tryUserInfo()).isEmpty();
    }

    @ParameterizedTest
    @EnumSource
    void logoutEverywhereEndsOnlyTheUsersSessions(By by) throws ServletException {
        TestPerson elsewhere = new TestPerson(web, am, APP, "alice");
        elsewhere.signIn("/account");
        assertThat(elsewhere.whoIsOn("/account")).isEqualTo("alice");
        String another = session("alice");
        String bobs = session("bob");
        JourneyUser alice = alice(by);

        LogoutReport report = alice.logoutEverywhere();

        assertThat(report.outcome()).as(report.toString()).isEqualTo(Outcome.SUCCESS);
        assertThat(report.steps()).anySatisfy(step -> {
            assertThat(step.name()).isEqualTo("all-sessions");
            assertThat(step.result()).isEqualTo(Result.DONE);
        });
        assertThat(am.has(another)).isFalse();
        assertThat(am.has(bobs)).isTrue();
        if (by != By.SSO_COOKIE) {
            assertThat(elsewhere.get("/account").getStatus()).isEqualTo(302);
        }
        assertThat(alice.logoutEverywhere().outcome()).isEqualTo(Outcome.NO_SESSION);
    }

    @Test
    void reportStatesThatOtherSessionsCannotBeEnded() throws ServletException {
        web.close();
        web = web("oidc");
        JourneyUser alice = alice(By.ACCESS_TOKEN);
        LogoutReport report = alice.logoutEverywhere();
        assertThat(report.outcome()).isEqualTo(Outcome.FAILURE);
        assertThat(report.steps()).anySatisfy(step -> assertThat(step.detail()).contains("journey.am.agent.name"));
    }

    @Test
    void logoutEverywhereOfAClientEndsNoSession() {
        String token = am.clientToken("web-app", "write");
        web.send("GET", "/account", Map.of("Authorization", "Bearer " + token), null);
        JourneyUser client = Objects.requireNonNull(web.user());
        am.forgetCalls();
        assertThat(client.logoutEverywhere().steps())
                .extracting(LogoutReport.Step::name)
                .containsExactly("local", "tokens");
        assertThat(am.calls("sessions")).isEmpty();
        assertThat(am.isActive(token)).isFalse();
    }
}
