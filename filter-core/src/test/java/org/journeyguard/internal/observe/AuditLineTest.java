package org.journeyguard.internal.observe;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import org.journeyguard.JourneyEvent;
import org.journeyguard.LogoutReport;
import org.journeyguard.RequestInfo;
import org.junit.jupiter.api.Test;

class AuditLineTest {
    private static final RequestInfo REQUEST = new RequestInfo("192.0.2.1", "POST", "/api/orders", "jg-1");

    @Test
    void refusalHasUserRequestAndReason() {
        assertThat(AuditLine.of(new JourneyEvent.Refused("/alpha", "alice", REQUEST, "role-missing")))
                .isEqualTo("{\"event\":\"refused\",\"realm\":\"/alpha\",\"user\":\"alice\",\"address\":\"192.0.2.1\","
                        + "\"method\":\"POST\",\"path\":\"/api/orders\",\"transactionId\":\"jg-1\","
                        + "\"reason\":\"role-missing\"}");
    }

    @Test
    void logoutHasTheResultOfEachStep() {
        LogoutReport report = new LogoutReport(
                LogoutReport.Outcome.FAILURE,
                List.of(
                        new LogoutReport.Step("local", LogoutReport.Result.DONE, ""),
                        new LogoutReport.Step("am-session", LogoutReport.Result.WILL_RETRY, "no answer in time")));
        assertThat(AuditLine.of(new JourneyEvent.SignedOut("/", "alice", REQUEST, true, Optional.of(report))))
                .endsWith("\"transactionId\":\"jg-1\",\"everywhere\":\"true\",\"outcome\":\"failure\","
                        + "\"step.local\":\"done\",\"step.am-session\":\"will-retry\"}");
    }

    @Test
    void repeatedStepsAreNumbered() {
        LogoutReport.Step ended = new LogoutReport.Step("tokens", LogoutReport.Result.DONE, "");
        LogoutReport.Step failed = new LogoutReport.Step("tokens", LogoutReport.Result.FAILED, "");
        LogoutReport report = new LogoutReport(LogoutReport.Outcome.FAILURE, List.of(ended, failed, ended));
        assertThat(AuditLine.of(new JourneyEvent.SignedOut("/", "alice", REQUEST, true, Optional.of(report))))
                .endsWith("\"step.tokens\":\"done\",\"step.tokens.2\":\"failed\",\"step.tokens.3\":\"done\"}");
    }

    @Test
    void unknownMembersAreOmitted() {
        assertThat(AuditLine.of(new JourneyEvent.SignedOut("/", "alice", RequestInfo.NONE, false, Optional.empty())))
                .isEqualTo("{\"event\":\"signed-out\",\"realm\":\"/\",\"user\":\"alice\",\"by\":\"am\"}");
    }

    @Test
    void userNameCannotBreakOutOfItsLine() {
        String name = "eve\",\"x\":\"\\\r\n\u2028\u0085\u001b[31m{\"event\":\"signed-in\"}";
        String line = AuditLine.of(
                new JourneyEvent.SignedIn("/", name, RequestInfo.NONE, JourneyEvent.SignedIn.By.AM_SESSION));
        assertThat(line)
                .isEqualTo(
                        "{\"event\":\"signed-in\",\"realm\":\"/\",\"user\":\"eve\\\",\\\"x\\\":\\\"\\\\\\u000d\\u000a"
                                + "\\u2028\\u0085\\u001b[31m{\\\"event\\\":\\\"signed-in\\\"}\",\"by\":\"am-session\"}");
    }

    @Test
    void longPathIsTruncated() {
        RequestInfo endless = new RequestInfo("", "GET", "/" + "a".repeat(100_000), "");
        assertThat(AuditLine.of(new JourneyEvent.Refused("/", "", endless, "sign-in-required")))
                .hasSizeLessThan(1_200)
                .endsWith("\"reason\":\"sign-in-required\"}");
    }
}
