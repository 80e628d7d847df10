package org.journeyguard.internal.web;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.journeyguard.LogoutReport;
import org.journeyguard.internal.response.FilterResponses;
import org.journeyguard.internal.servlet.ResponseWriter;

/** Answers the logout path with the result of the logout. */
final class LogoutPath {
    private static final System.Logger LOG = System.getLogger(LogoutPath.class.getName());

    private LogoutPath() {}

    /** Asks for confirmation, because the user may not have intended the logout. */
    static void ask(RequestContext context, HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        String query = request.getQueryString();
        String action = onThisHost(request.getRequestURI()) + (query == null ? "" : "?" + query);
        ResponseWriter.write(
                FilterResponses.confirmLogout(
                        action, context.responses().recipient().words()),
                response);
    }

    /** Browsers take what follows two slashes for a host (RFC 3986, 4.2). */
    private static String onThisHost(String uri) {
        int start = 0;
        while (start < uri.length() && uri.charAt(start) == '/') {
            start++;
        }
        return "/" + uri.substring(start);
    }

    static void answer(
            RequestContext context, boolean everywhere, HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        LogoutReport report = context.logout(everywhere);
        LOG.log(System.Logger.Level.DEBUG, "Logout: {0}", report);
        ResponseWriter.write(context.responses().of(report, request.getParameter("goto")), response);
    }
}
