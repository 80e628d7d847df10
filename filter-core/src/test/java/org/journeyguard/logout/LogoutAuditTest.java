package org.journeyguard.logout;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.journeyguard.Farewell;
import org.journeyguard.LogoutReport;
import org.journeyguard.LogoutReport.Outcome;
import org.journeyguard.LogoutReport.Result;
import org.journeyguard.LogoutReport.Step;
import org.journeyguard.credential.SsoToken;
import org.journeyguard.session.TestGuard;
import org.journeyguard.test.FakeAm;
import org.journeyguard.test.FakeAm.Kind;
import org.journeyguard.test.ManualTime;
import org.junit.jupiter.api.Test;

class LogoutAuditTest {

    private static Optional<Farewell> of(String user) {
        return Optional.of(new Farewell(user, "/alpha", Optional.empty(), Optional.empty(), true));
    }

    @Test
    void aLineHasTheUserAndHowEachStepWent() {
        LogoutReport report = new LogoutReport(
                Outcome.FAILURE,
                List.of(new Step("local", Result.DONE, ""), new Step("am-session", Result.WILL_RETRY, "status 500")));
        assertThat(LogoutAudit.line(of("alice"), report))
                .isEqualTo("{\"event\":\"signed-out\",\"realm\":\"/alpha\",\"user\":\"alice\",\"everywhere\":\"true\","
                        + "\"outcome\":\"failure\",\"step.local\":\"done\",\"step.am-session\":\"will-retry\"}");
        assertThat(LogoutAudit.line(Optional.empty(), new LogoutReport(Outcome.NO_SESSION, List.of())))
                .isEqualTo("{\"event\":\"signed-out\",\"outcome\":\"no-session\"}");
    }

    @Test
    void stepsOfSeveralSessionsHaveNamesOfTheirOwn() {
        Step ended = new Step("tokens", Result.DONE, "");
        Step failed = new Step("tokens", Result.FAILED, "");
        assertThat(LogoutAudit.line(Optional.empty(), new LogoutReport(Outcome.FAILURE, List.of(ended, failed, ended))))
                .endsWith("\"step.tokens\":\"done\",\"step.tokens.2\":\"failed\",\"step.tokens.3\":\"done\"}");
    }

    @Test
    void noNameLeavesItsQuotes() {
        String line = LogoutAudit.line(of("a\"\\\r\n\u2028\u0085é"), new LogoutReport(Outcome.SUCCESS, List.of()));
        assertThat(line).contains("\"user\":\"a\\\"\\\\\\u000d\\u000a\\u2028\\u0085\\u00e9\"");
    }

    @Test
    void aLogoutIsWrittenWithItsReport() {
        List<String> written = new ArrayList<>();
        Handler handler = new Handler() {
            @Override
            public void publish(LogRecord line) {
                written.add(line.getMessage());
            }

            @Override
            public void flush() {}

            @Override
            public void close() {}
        };
        Logger logger = Logger.getLogger(LogoutAudit.NAME);
        logger.addHandler(handler);
        ManualTime time = new ManualTime();
        FakeAm am = new FakeAm(Kind.OPENAM);
        try (TestGuard guard = TestGuard.of(am, time);
                TestLogout application = TestLogout.of(guard, time)) {
            SsoToken session = new SsoToken(am.signIn("alice"));
            guard.sessions().validate(session, true);
            application.flow().end(Set.of(session), false, () -> {});
            assertThat(written)
                    .singleElement()
                    .asString()
                    .contains("\"user\":\"alice\"", "\"outcome\":\"success\"", "\"step.am-session\":\"done\"")
                    .doesNotContain(session.value());
        } finally {
            logger.removeHandler(handler);
            am.close();
        }
    }
}
