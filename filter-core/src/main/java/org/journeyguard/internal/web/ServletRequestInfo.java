package org.journeyguard.internal.web;

import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import org.journeyguard.RequestInfo;
import org.journeyguard.internal.credential.CookieReader;
import org.journeyguard.internal.observe.Observers;
import org.journeyguard.internal.observe.RoutedRequest;
import org.journeyguard.internal.observe.TransactionId;
import org.journeyguard.internal.request.PathParameters;
import org.journeyguard.internal.servlet.ContextPath;
import org.jspecify.annotations.Nullable;

/** Describes a request to its observers, lazily. */
final class ServletRequestInfo implements RoutedRequest {
    private static final int LONGEST_LB_COOKIE = 256;

    private final HttpServletRequest request;
    private final WebGuard webGuard;
    private volatile @Nullable RequestInfo known;
    private volatile @Nullable RequestContext context;

    ServletRequestInfo(HttpServletRequest request, WebGuard webGuard) {
        this.request = request;
        this.webGuard = webGuard;
    }

    /** The application sees the request from now on. */
    void seenBy(RequestContext application) {
        context = application;
    }

    /** Returns the request as the application sees it; null before it does. */
    @Nullable
    RequestContext context() {
        return context;
    }

    @Override
    public RequestInfo get() {
        RequestInfo requestInfo = known;
        if (requestInfo == null) {
            requestInfo = read();
            known = requestInfo;
        }
        return requestInfo;
    }

    @Override
    public @Nullable String lbCookie() {
        String name = webGuard.lbCookie();
        if (name == null) {
            return null;
        }
        List<String> values = CookieReader.values(request.getHeaders("Cookie"), name);
        return values.isEmpty() || !isCookieValue(values.get(0)) ? null : name + "=" + values.get(0);
    }

    @Override
    public String userAgent() {
        String agent = request.getHeader("User-Agent");
        return agent == null ? "" : agent;
    }

    /** Whether a text is a short cookie value (RFC 6265, 4.1.1): the client may have written anything. */
    private static boolean isCookieValue(String text) {
        return !text.isEmpty()
                && text.length() <= LONGEST_LB_COOKIE
                && text.chars().allMatch(c -> c > ' ' && c < 0x7f && "\",;\\".indexOf(c) < 0);
    }

    private RequestInfo read() {
        String brought = webGuard.trustsTransactionIds() ? request.getHeader(Observers.TRANSACTION_ID) : null;
        return new RequestInfo(
                request.getRemoteAddr(),
                request.getMethod(),
                PathParameters.removed(ContextPath.cutFrom(request.getRequestURI(), request.getContextPath())),
                TransactionId.of(brought));
    }
}
