package org.journeyguard.internal.servlet;

import jakarta.servlet.ServletException;
import java.util.stream.Collectors;
import org.journeyguard.LogoutReport;
import org.journeyguard.LogoutReport.Result;

/**
 * Thrown by {@code HttpServletRequest.logout()}, which has no return value, when the outcome is {@code FAILURE} or {@code ERROR}. The
 * request has no user afterwards in either case. If not caught, it becomes the response that the logout path would give.
 */
public final class LogoutFailed extends ServletException {
    private static final long serialVersionUID = 1L;

    private final transient LogoutReport report;

    public LogoutFailed(LogoutReport report) {
        super("Not everything that a logout has to end is known to have ended: "
                + report.steps().stream()
                        .filter(step -> step.result() == Result.FAILED || step.result() == Result.WILL_RETRY)
                        .map(step -> step.name() + " " + step.result())
                        .collect(Collectors.joining(", ")));
        this.report = report;
    }

    /** Returns what the logout did. */
    public LogoutReport report() {
        return report;
    }
}
