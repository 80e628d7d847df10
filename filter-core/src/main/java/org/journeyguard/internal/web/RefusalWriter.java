package org.journeyguard.internal.web;

import jakarta.servlet.DispatcherType;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.List;
import org.journeyguard.AuthenticationRequired;
import org.journeyguard.JourneyException;
import org.journeyguard.Unavailable;
import org.journeyguard.internal.policy.Decision;
import org.journeyguard.internal.response.FilterResponse;
import org.journeyguard.internal.servlet.LogoutFailed;
import org.journeyguard.internal.servlet.ResponseWriter;
import org.jspecify.annotations.Nullable;

/** Answers refused requests. */
final class RefusalWriter {
    private static final int MAX_CAUSES = 10;

    private RefusalWriter() {}

    /** Writes the response; when it is too late, or impossible within an include, throws an exception for the outer callers. */
    static void answer(
            Decision refusal, RequestContext context, HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        if (request.getDispatcherType() != DispatcherType.REQUEST) {
            response.setStatus(HttpServletResponse.SC_FORBIDDEN);
            if (response.isCommitted() || response.getStatus() != HttpServletResponse.SC_FORBIDDEN) {
                throw refusal instanceof Decision.Reject unavailable && unavailable.retryAfter() != null
                        ? new Unavailable("AM did not confirm the user", unavailable.retryAfter())
                        : new AuthenticationRequired("The target of a dispatch is protected");
            }
            startAfresh(response);
        }
        ResponseWriter.write(context.responses().of(refusal), response);
    }

    /**
     * Answers an exception that the application did not catch.
     *
     * @return whether the exception stands for a response, and it was not too late for one
     */
    static boolean answered(Exception thrown, RequestContext context, HttpServletResponse response) throws IOException {
        FilterResponse meant = response.isCommitted() ? null : meant(thrown, context);
        if (meant == null) {
            return false;
        }
        startAfresh(response);
        ResponseWriter.write(meant, response);
        return true;
    }

    /** Frameworks wrap the exceptions of applications. */
    private static @Nullable FilterResponse meant(Throwable thrown, RequestContext context) {
        int depth = 0;
        for (Throwable t = thrown; t != null && depth < MAX_CAUSES; t = t.getCause()) {
            if (t instanceof JourneyException ours) {
                return context.responses().of(ours);
            }
            if (t instanceof LogoutFailed failed) {
                return context.responses().of(failed.report(), null);
            }
            depth++;
        }
        return null;
    }

    /** Discards what the application has written so far, except cookies. */
    private static void startAfresh(HttpServletResponse response) {
        List<String> cookies = List.copyOf(response.getHeaders("Set-Cookie"));
        response.reset();
        cookies.forEach(cookie -> response.addHeader("Set-Cookie", cookie));
    }
}
