package org.journeyguard.benchmark;

import jakarta.servlet.DispatcherType;
import jakarta.servlet.http.HttpServletMapping;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import jakarta.servlet.http.HttpSession;
import jakarta.servlet.http.MappingMatch;
import java.security.Principal;
import java.util.Enumeration;
import java.util.HashMap;
import java.util.Map;
import java.util.NoSuchElementException;
import org.journeyguard.fixtures.Stub;
import org.jspecify.annotations.Nullable;

/**
 * A request that costs what a container's does: headers in one array that is searched from its start, attributes in a map,
 * the object itself used again for the next request.
 */
final class CheapRequest extends HttpServletRequestWrapper {
    private static final HttpServletRequest CONTAINER = Stub.of(HttpServletRequest.class, Map.of());
    private static final HttpServletMapping MAPPING = new ServletAt("/api/*");

    private final char[] characters;
    private String path;
    private final Map<String, Object> attributes = new HashMap<>();
    private final String[] headers;

    /**
     * @param path below the root context
     * @param headers names and values in turn; values may be changed later
     */
    CheapRequest(String path, String... headers) {
        super(CONTAINER);
        this.characters = path.toCharArray();
        this.path = path;
        this.headers = headers;
    }

    /** The next request of the same kind, with another value of a header that it has. */
    CheapRequest with(String header, String value) {
        headers[find(header, 0) + 1] = value;
        return next();
    }

    /** The next request of the same kind, with a new string as its path, as a container makes it. */
    CheapRequest next() {
        path = new String(characters);
        attributes.clear();
        return this;
    }

    private int find(String name, int from) {
        for (int i = from; i < headers.length; i += 2) {
            if (headers[i].equalsIgnoreCase(name)) {
                return i;
            }
        }
        return -1;
    }

    @Override
    public @Nullable String getHeader(String name) {
        int found = find(name, 0);
        return found < 0 ? null : headers[found + 1];
    }

    @Override
    public Enumeration<String> getHeaders(String name) {
        return new Values(name);
    }

    @Override
    public String getMethod() {
        return "GET";
    }

    @Override
    public String getRequestURI() {
        return path;
    }

    @Override
    public String getRemoteAddr() {
        return "192.0.2.1";
    }

    @Override
    public String getContextPath() {
        return "";
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
        return null;
    }

    @Override
    public @Nullable Principal getUserPrincipal() {
        return null;
    }

    @Override
    public boolean isAsyncStarted() {
        return false;
    }

    /** All values of one header. */
    @SuppressWarnings("JdkObsolete") // Servlet wants it
    private final class Values implements Enumeration<String> {
        private final String name;
        private int next;

        Values(String name) {
            this.name = name;
            this.next = find(name, 0);
        }

        @Override
        public boolean hasMoreElements() {
            return next >= 0;
        }

        @Override
        public String nextElement() {
            if (next < 0) {
                throw new NoSuchElementException();
            }
            String value = headers[next + 1];
            next = find(name, next + 2);
            return value;
        }
    }

    private record ServletAt(String pattern) implements HttpServletMapping {
        @Override
        public String getMatchValue() {
            return "";
        }

        @Override
        public String getPattern() {
            return pattern;
        }

        @Override
        public String getServletName() {
            return "api";
        }

        @Override
        public MappingMatch getMappingMatch() {
            return MappingMatch.PATH;
        }
    }
}
