package org.journeyguard.internal.web;

import jakarta.servlet.DispatcherType;
import jakarta.servlet.ReadListener;
import jakarta.servlet.ServletInputStream;
import jakarta.servlet.http.HttpServletMapping;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import jakarta.servlet.http.HttpSession;
import jakarta.servlet.http.MappingMatch;
import java.io.ByteArrayInputStream;
import java.security.Principal;
import java.util.Collections;
import java.util.Enumeration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.journeyguard.fixtures.Stub;
import org.jspecify.annotations.Nullable;

/** A request as a container would show it. */
final class TestRequest extends HttpServletRequestWrapper {
    private static final HttpServletMapping MAPPING =
            Stub.of(HttpServletMapping.class, Map.of("getMappingMatch", MappingMatch.EXACT, "getServletName", "app"));

    private final String method;
    private final String contextPath;
    private final String path;
    private final @Nullable String query;
    private final Map<String, String> headers;
    private final Map<String, Object> attributes = new HashMap<>();
    private final @Nullable TestSession session;
    private Map<String, String> form = Map.of();
    private byte[] body = {};
    private boolean isTakenBack;

    TestRequest(
            String method,
            String contextPath,
            String target,
            Map<String, String> headers,
            @Nullable TestSession session) {
        super(Stub.of(HttpServletRequest.class, Map.of()));
        int mark = target.indexOf('?');
        this.method = method;
        this.contextPath = contextPath;
        this.path = mark < 0 ? target : target.substring(0, mark);
        this.query = mark < 0 ? null : target.substring(mark + 1);
        this.headers = headers;
        this.session = session;
    }

    /** With a form in its body. */
    public TestRequest with(Map<String, String> fields) {
        form = fields;
        return this;
    }

    /** With these octets in its body. */
    TestRequest with(byte[] octets) {
        body = octets;
        return this;
    }

    @Override
    public ServletInputStream getInputStream() {
        ByteArrayInputStream rest = new ByteArrayInputStream(body);
        body = new byte[0];
        return new ServletInputStream() {
            @Override
            public int read() {
                return rest.read();
            }

            @Override
            public int read(byte[] to, int offset, int length) {
                return rest.read(to, offset, length);
            }

            @Override
            public boolean isFinished() {
                return rest.available() == 0;
            }

            @Override
            public boolean isReady() {
                return true;
            }

            @Override
            public void setReadListener(ReadListener listener) {
                throw new UnsupportedOperationException();
            }
        };
    }

    @Override
    public @Nullable String getContentType() {
        return getHeader("Content-Type");
    }

    @Override
    public @Nullable String getCharacterEncoding() {
        return null;
    }

    /** The container takes it back, as it does after the handshake of a WebSocket. */
    void takeBack() {
        isTakenBack = true;
    }

    @Override
    public String @Nullable [] getParameterValues(String name) {
        String value = form.get(name);
        return value == null ? null : new String[] {value};
    }

    @Override
    public String getMethod() {
        return method;
    }

    @Override
    public String getRequestURI() {
        return contextPath + path;
    }

    @Override
    public String getRemoteAddr() {
        if (isTakenBack) {
            throw new IllegalStateException("The request has been taken back");
        }
        return "192.0.2.1";
    }

    @Override
    public String getContextPath() {
        return contextPath;
    }

    @Override
    public String getServletPath() {
        return path;
    }

    @Override
    public @Nullable String getPathInfo() {
        return null;
    }

    @Override
    public @Nullable String getQueryString() {
        return query;
    }

    @Override
    public @Nullable String getParameter(String name) {
        return null;
    }

    @Override
    public HttpServletMapping getHttpServletMapping() {
        return MAPPING;
    }

    @Override
    public DispatcherType getDispatcherType() {
        return DispatcherType.REQUEST;
    }

    @Override
    public @Nullable String getHeader(String name) {
        return headers.get(name);
    }

    @Override
    public Enumeration<String> getHeaders(String name) {
        String value = headers.get(name);
        return value == null ? Collections.emptyEnumeration() : Collections.enumeration(List.of(value));
    }

    @Override
    public Enumeration<String> getHeaderNames() {
        return Collections.enumeration(headers.keySet());
    }

    @Override
    public String getServerName() {
        return "app.example.com";
    }

    @Override
    public @Nullable Object getAttribute(String name) {
        return attributes.get(name);
    }

    @Override
    public void setAttribute(String name, Object value) {
        attributes.put(name, value);
    }

    @Override
    public void removeAttribute(String name) {
        attributes.remove(name);
    }

    @Override
    public @Nullable HttpSession getSession(boolean create) {
        return session == null || session.isOver() ? null : session.shown();
    }

    @Override
    public String changeSessionId() {
        if (session == null) {
            throw new IllegalStateException("no session");
        }
        return session.changeId();
    }

    @Override
    public @Nullable Principal getUserPrincipal() {
        return null;
    }

    @Override
    public boolean isAsyncStarted() {
        return false;
    }
}
