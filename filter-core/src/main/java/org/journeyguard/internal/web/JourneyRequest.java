package org.journeyguard.internal.web;

import jakarta.servlet.AsyncContext;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletRequestWrapper;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpSession;
import jakarta.servlet.http.HttpUpgradeHandler;
import java.io.IOException;
import java.security.Principal;
import org.journeyguard.LogoutReport;
import org.journeyguard.LogoutReport.Outcome;
import org.journeyguard.internal.auth.AuthenticatedUser;
import org.journeyguard.internal.response.FilterResponse;
import org.journeyguard.internal.servlet.LogoutFailed;
import org.journeyguard.internal.servlet.ResponseWriter;
import org.jspecify.annotations.Nullable;

/** The request as the application sees it: with our principal wherever Servlet exposes one. */
final class JourneyRequest extends HttpServletRequestWrapper {
    private final RequestContext context;

    private JourneyRequest(HttpServletRequest request, RequestContext context) {
        super(request);
        this.context = context;
    }

    /** Wraps a request with the context; an async dispatch may provide one that is wrapped already. */
    static HttpServletRequest of(HttpServletRequest request, RequestContext context) {
        ServletRequest inner = request;
        while (inner instanceof ServletRequestWrapper wrapper) {
            if (wrapper instanceof JourneyRequest ours && ours.context == context) {
                return request;
            }
            inner = wrapper.getRequest();
        }
        AttributeRequest.AttributeHeaders headers = context.webGuard().attributeHeaders();
        return new JourneyRequest(
                headers.isEmpty() ? request : new AttributeRequest(request, context, headers), context);
    }

    @Override
    public @Nullable Principal getUserPrincipal() {
        if (context.isOpen() && isContainerAsking()) {
            return super.getUserPrincipal();
        }
        AuthenticatedUser user = context.currentUser();
        Principal ofContainer = super.getUserPrincipal();
        boolean isSameUser =
                user != null && ofContainer != null && user.getName().equals(ofContainer.getName());
        return isSameUser && isContainerAsking() ? ofContainer : user;
    }

    /** Whether the container reads the principal of requests itself; asked while it starts the application. */
    static boolean isAskedByContainer() {
        return StackWalker.getInstance()
                .walk(frames ->
                        frames.anyMatch(frame -> frame.getClassName().equals("com.sun.enterprise.web.WebModule")));
    }

    /**
     * Payara reads the principal before each servlet, whether the application needs it or not. On public paths, every request would then
     * call AM, and a principal other than the container's own would lose the user's roles.
     */
    private boolean isContainerAsking() {
        return context.webGuard().isAskedByContainer()
                && StackWalker.getInstance()
                        .walk(frames -> frames.skip(1)
                                .dropWhile(frame -> frame.getMethodName().equals("getUserPrincipal"))
                                .findFirst())
                        .map(frame -> frame.getClassName().equals("com.sun.web.server.J2EEInstanceListener"))
                        .orElse(false);
    }

    @Override
    public @Nullable String getRemoteUser() {
        AuthenticatedUser user = context.currentUser();
        return user == null ? null : user.getName();
    }

    @Override
    public @Nullable String getAuthType() {
        return context.authenticationScheme().orElse(null);
    }

    /** {@code **} is any signed-in user; {@code *} matches no user (Servlet 6, 13.3). */
    @Override
    public boolean isUserInRole(@Nullable String role) {
        AuthenticatedUser user = role == null || role.equals("*") ? null : context.currentUser();
        return role != null
                && user != null
                && (role.equals("**") || user.roles().contains(role));
    }

    @Override
    public @Nullable HttpSession getSession(boolean create) {
        return HttpSessionBinding.see((HttpServletRequest) getRequest(), context, create);
    }

    @Override
    public @Nullable HttpSession getSession() {
        return getSession(true);
    }

    @Override
    public <T extends HttpUpgradeHandler> T upgrade(Class<T> type) throws IOException, ServletException {
        T handler = super.upgrade(type);
        context.webGuard().connections().upgraded(getSession(false), handler);
        return handler;
    }

    /** The container would pass its own request to the asynchronous thread, where no user would be signed in. */
    @Override
    public AsyncContext startAsync() {
        return startAsync(this, context.response());
    }

    @Override
    public AsyncContext startAsync(ServletRequest request, ServletResponse response) {
        context.response().share();
        return super.startAsync(request, response);
    }

    /**
     * Ends the session here and at AM.
     *
     * @throws LogoutFailed when not everything is confirmed to have ended; if not caught, it becomes the response
     */
    @Override
    public void logout() throws ServletException {
        LogoutReport report = context.logout(false);
        if (report.outcome() == Outcome.FAILURE || report.outcome() == Outcome.ERROR) {
            throw new LogoutFailed(report);
        }
    }

    @Override
    public void login(String username, String password) throws ServletException {
        throw new ServletException(
                "Names and passwords are AM's business: send the user to AM's login page instead, for "
                        + "example with HttpServletRequest.authenticate");
    }

    @Override
    public boolean authenticate(HttpServletResponse response) throws IOException {
        if (context.currentUser() != null) {
            return true;
        }
        FilterResponse answer = context.responses().signIn();
        ResponseWriter.write(answer, response);
        return false;
    }
}
