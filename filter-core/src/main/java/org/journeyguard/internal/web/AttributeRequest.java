package org.journeyguard.internal.web;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import java.util.BitSet;
import java.util.Collections;
import java.util.Enumeration;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.journeyguard.AuthenticationRequired;
import org.journeyguard.Unavailable;
import org.journeyguard.internal.auth.AuthenticatedUser;
import org.journeyguard.internal.session.AttributeSettings;
import org.jspecify.annotations.Nullable;

/**
 * The request with the user's attributes as headers, instead of whatever the client has sent under their names in any spelling. AM is asked
 * when the application reads one of them, or the names of all headers.
 */
final class AttributeRequest extends HttpServletRequestWrapper {
    private final RequestContext context;
    private final AttributeHeaders headers;
    private @Nullable AttributeUser known;

    /** The attributes of a user; equal for the whole request. */
    private record AttributeUser(AuthenticatedUser user, Map<String, List<String>> attributes) {}

    AttributeRequest(HttpServletRequest request, RequestContext context, AttributeHeaders headers) {
        super(request);
        this.context = context;
        this.headers = headers;
    }

    /** The headers by their canonical names; most applications have none. */
    static final class AttributeHeaders {
        private final Map<String, String> attributes = new LinkedHashMap<>();
        private final Map<String, String> names = new LinkedHashMap<>();
        private final BitSet lengths = new BitSet();

        /**
         * @param headers attributes by header
         */
        AttributeHeaders(Map<String, String> headers) {
            headers.forEach((header, attribute) -> {
                attributes.put(AttributeSettings.canonical(header), attribute);
                names.put(AttributeSettings.canonical(header), header);
                lengths.set(header.length());
            });
        }

        boolean isEmpty() {
            return names.isEmpty();
        }

        /** Most headers that an application reads have another length, which all spellings of a name share. */
        private @Nullable String attributeOf(String header) {
            return lengths.get(header.length()) ? attributes.get(AttributeSettings.canonical(header)) : null;
        }
    }

    @Override
    public @Nullable String getHeader(String name) {
        String attribute = headers.attributeOf(name);
        if (attribute == null) {
            return super.getHeader(name);
        }
        List<String> values = values(attribute);
        return values.isEmpty() ? null : shown(values.get(0));
    }

    @Override
    public Enumeration<String> getHeaders(String name) {
        String attribute = headers.attributeOf(name);
        return attribute == null
                ? super.getHeaders(name)
                : Collections.enumeration(
                        values(attribute).stream().map(AttributeRequest::shown).toList());
    }

    @Override
    public Enumeration<String> getHeaderNames() {
        Enumeration<String> sent = super.getHeaderNames();
        Set<String> shown = new LinkedHashSet<>();
        while (sent != null && sent.hasMoreElements()) {
            String name = sent.nextElement();
            if (headers.attributeOf(name) == null) {
                shown.add(name);
            }
        }
        headers.names.forEach((canonical, name) -> {
            if (getHeader(name) != null) {
                shown.add(name);
            }
        });
        return Collections.enumeration(shown);
    }

    /** Returns -1 if there is none. */
    @Override
    public int getIntHeader(String name) {
        if (headers.attributeOf(name) == null) {
            return super.getIntHeader(name);
        }
        String value = getHeader(name);
        return value == null ? -1 : Integer.parseInt(value);
    }

    /**
     * Returns -1 if there is none.
     *
     * @throws IllegalArgumentException for an attribute, which is no date of HTTP
     */
    @Override
    public long getDateHeader(String name) {
        if (headers.attributeOf(name) == null) {
            return super.getDateHeader(name);
        }
        if (getHeader(name) != null) {
            throw new IllegalArgumentException(name + " is an attribute of the user and no date");
        }
        return -1;
    }

    /** Returns the list of values for the name of a header as configured, unless the application has set an attribute of that name. */
    @Override
    public @Nullable Object getAttribute(String name) {
        Object own = super.getAttribute(name);
        if (own != null || !headers.names.containsValue(name)) {
            return own;
        }
        String attribute = headers.attributeOf(name);
        List<String> values = attribute == null ? List.of() : values(attribute);
        return values.isEmpty() ? null : values;
    }

    /** A path that needs no user needs no attributes either: frameworks read all headers of all requests. */
    private List<String> values(String attribute) {
        try {
            AuthenticatedUser user = context.currentUser();
            return user == null ? List.of() : attributes(user).getOrDefault(attribute, List.of());
        } catch (Unavailable | AuthenticationRequired e) {
            if (context.wasAllowedAt(context.facts())) {
                return List.of();
            }
            throw e;
        }
    }

    /** A logout may have replaced the user. */
    private Map<String, List<String>> attributes(AuthenticatedUser user) {
        AttributeUser last = known;
        if (last == null || !last.user.equals(user)) {
            last = new AttributeUser(user, user.attributes());
            known = last;
        }
        return last.attributes;
    }

    /** Replaces control characters, which a header can't have (RFC 9110, 5.5): an application may pass it on. */
    private static String shown(String value) {
        return value.chars()
                .map(c -> c < ' ' || c == 0x7f ? ' ' : c)
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
    }
}
