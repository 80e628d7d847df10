package org.journeyguard.internal.response;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.journeyguard.LogoutReport;
import org.journeyguard.LogoutReport.Outcome;
import org.journeyguard.LogoutReport.Result;
import org.journeyguard.LogoutReport.Step;

/**
 * Converts the outcome of a logout to HTTP: the report for programs that accept JSON, a status for others; a browser is redirected, or gets
 * a page about unconfirmed steps.
 */
public final class LogoutResponses {
    private static final String TRIED_AGAIN = "signed-out-here";
    private static final String NOT_TRIED_AGAIN = "signed-out-here-only";
    private static final String OTHER_SESSIONS = "other-sessions";
    private static final String BROKEN = "sign-out-failed";

    /** The pages, by message key. */
    static final List<String> PAGES = List.of(TRIED_AGAIN, NOT_TRIED_AGAIN, OTHER_SESSIONS, BROKEN);

    static final String CONTINUE = "continue";

    private static final String ALL_SESSIONS = "all-sessions";

    private LogoutResponses() {}

    /**
     * Returns the answer to the client that requested a logout.
     *
     * @param namesJson whether a program wants the report
     * @param target where to redirect the user
     * @param to the recipient
     */
    public static FilterResponse of(LogoutReport report, boolean namesJson, String target, ResponseFormat to) {
        if (to.isPerson()) {
            return isForAPersonToKnow(report)
                    ? page(report, target, to.framed(false))
                    : FilterResponses.redirect(303, target);
        }
        return namesJson
                ? new FilterResponse(200, FilterResponses.neverStored(), "application/json", json(report))
                : new FilterResponse(status(report), FilterResponses.neverStored(), "", "");
    }

    private static FilterResponse page(LogoutReport report, String target, ResponseFormat to) {
        Messages words = to.words();
        String page = page(report);
        boolean areOthersAlive =
                unconfirmed(report).anyMatch(step -> step.name().equals(ALL_SESSIONS));
        String more = areOthersAlive && !page.equals(OTHER_SESSIONS) ? " " + words.detail(OTHER_SESSIONS) : "";
        return FilterResponses.page(
                page.equals(BROKEN) ? 500 : 200,
                FilterResponses.neverStored(),
                words.title(page),
                words.detail(page) + more,
                FilterResponses.link(target, CONTINUE, to),
                to,
                FilterResponses.NO_SCRIPT);
    }

    private static String page(LogoutReport report) {
        if (report.outcome() == Outcome.ERROR) {
            return BROKEN;
        }
        List<Step> own = unconfirmed(report)
                .filter(step -> !step.name().equals(ALL_SESSIONS))
                .toList();
        if (own.isEmpty()) {
            return OTHER_SESSIONS;
        }
        return areTriedAgain(own) ? TRIED_AGAIN : NOT_TRIED_AGAIN;
    }

    private static boolean isForAPersonToKnow(LogoutReport report) {
        return report.outcome() == Outcome.ERROR
                || unconfirmed(report).findAny().isPresent();
    }

    /** Returns unconfirmed steps; failures of the application's listeners and of other services do not concern the user. */
    private static Stream<Step> unconfirmed(LogoutReport report) {
        return report.steps().stream()
                .filter(step -> isUnconfirmed(step) && kind(step).equals(step.name()));
    }

    private static int status(LogoutReport report) {
        return switch (report.outcome()) {
            case SUCCESS, NO_SESSION -> 204;
            case FAILURE -> areTriedAgain(report.steps()) ? 202 : 502;
            case ERROR -> 500;
        };
    }

    private static boolean isUnconfirmed(Step step) {
        return step.result() == Result.FAILED || step.result() == Result.WILL_RETRY;
    }

    private static boolean areTriedAgain(List<Step> steps) {
        return steps.stream().noneMatch(step -> step.result() == Result.FAILED);
    }

    /** Omits class names, host names and causes of failures, which belong in the log. */
    private static String json(LogoutReport report) {
        String steps = report.steps().stream()
                .map(step -> "{\"name\":" + FilterResponses.json(kind(step)) + ",\"result\":\"" + step.result() + "\"}")
                .collect(Collectors.joining(","));
        return "{\"outcome\":\"" + report.outcome() + "\",\"steps\":[" + steps + "]}";
    }

    private static String kind(Step step) {
        int space = step.name().indexOf(' ');
        return space < 0 ? step.name() : step.name().substring(0, space);
    }
}
