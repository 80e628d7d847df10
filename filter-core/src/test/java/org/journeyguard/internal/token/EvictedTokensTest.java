package org.journeyguard.internal.token;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.journeyguard.LogoutReport;
import org.journeyguard.Token;
import org.journeyguard.fixtures.Await;
import org.journeyguard.internal.credential.SsoToken;
import org.journeyguard.test.FakeAm;
import org.journeyguard.test.FakeClient;
import org.journeyguard.test.Fault;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Tokens that the store of a single node drops by itself end at AM, because nothing leads to them any more. */
class EvictedTokensTest {
    private final FakeParty am = new FakeParty(FakeAm.Kind.PINGAM);

    @AfterEach
    void end() {
        am.close();
    }

    @Test
    void fullStoreRevokesTheLeastUsedTokensAndTheirSessionsGetNewOnes() {
        try (TestTokens app = TestTokens.of(am.url(), am.time(), "oauth.cache-size", "4")) {
            List<SsoToken> sessions = new ArrayList<>();
            List<Token> tokens = new ArrayList<>();
            for (int i = 0; i < 20; i++) {
                SsoToken session = am.signIn("user" + i);
                assertThat(app.accepts(session)).isTrue();
                sessions.add(session);
                tokens.add(app.user(session).token());
            }
            Await.until(
                    "four are left at AM, refresh tokens too",
                    () -> tokens.stream()
                                    .filter(each ->
                                            am.isActive(each.refreshToken().orElseThrow()))
                                    .count()
                            == 4);
            assertThat(sessions)
                    .allMatch(each -> am.isActive(app.user(each).token().accessToken()));
        }
    }

    @Test
    void tokensOfAnEvictedSessionAreRevokedAfterAnOutage() {
        try (TestTokens app = TestTokens.of(am.url(), am.time())) {
            SsoToken session = am.signIn("alice");
            assertThat(app.accepts(session)).isTrue();
            app.user(session).token();
            app.guard().sessions().forget(session.digest());
            am.fake().set(Fault.DROP);
            LogoutReport report = app.user(session).logout();
            assertThat(report.steps())
                    .contains(new LogoutReport.Step("local", LogoutReport.Result.DONE, ""))
                    .anyMatch(step -> step.name().equals("tokens") && step.result() == LogoutReport.Result.WILL_RETRY);
            am.fake().set(Fault.NONE);
            assertThat(app.guard().tombstones().has(session)).isTrue();
            assertThat(app.hadTokens(session)).isFalse();
        }
    }

    @Test
    void tokensOfAnExpiredSessionAreRevoked() {
        am.fake().oauth().register(FakeClient.named("web-app").living(Duration.ofDays(3), Duration.ofDays(7)));
        try (TestTokens app = TestTokens.of(am.url(), am.time())) {
            SsoToken session = am.signIn("alice");
            assertThat(app.accepts(session)).isTrue();
            Token token = app.user(session).token();
            am.time().pass(Duration.ofHours(26));
            SsoToken bobs = am.signIn("bob");
            assertThat(app.accepts(bobs)).isTrue();
            Await.until("another user uses the application, and they end", () -> {
                app.user(bobs).token();
                return !am.isActive(token.refreshToken().orElseThrow());
            });
        }
    }
}
