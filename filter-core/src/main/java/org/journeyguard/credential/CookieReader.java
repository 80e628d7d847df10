package org.journeyguard.credential;

import java.util.ArrayList;
import java.util.Enumeration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Finds cookies in {@code Cookie} headers as RFC 6265 has them: pairs separated by {@code ;}, the name up to the first
 * {@code =}, the value all that follows, with or without quotes around it. Containers differ here, so they are not asked.
 */
public final class CookieReader {
    private CookieReader() {}

    /**
     * @param headers all {@code Cookie} headers of the request, or null
     * @param name the name of AM's cookie, compared exactly
     */
    public static Presented ssoToken(@Nullable Enumeration<String> headers, String name) {
        String found = "";
        for (String value : values(headers, name)) {
            if (!found.isEmpty() && !value.isEmpty() && !found.equals(value)) {
                return Presented.CONTRADICTION;
            }
            found = value.isEmpty() ? found : value;
        }
        if (found.isEmpty()) {
            return Presented.NOTHING;
        }
        return SsoToken.isWellFormed(found) ? new Presented.One(new SsoToken(found)) : Presented.MALFORMED;
    }

    /**
     * The values of all cookies of a name, in the order sent; empty when there is none.
     *
     * @param headers all {@code Cookie} headers of the request, or null
     * @param name compared exactly
     */
    public static List<String> values(@Nullable Enumeration<String> headers, String name) {
        List<String> values = List.of();
        while (headers != null && headers.hasMoreElements()) {
            String header = headers.nextElement();
            int start = 0;
            while (start < header.length()) {
                int semicolon = header.indexOf(';', start);
                int end = semicolon < 0 ? header.length() : semicolon;
                String value = valueIfNamed(header, start, end, name);
                if (value != null) {
                    values = append(values, value);
                }
                start = end + 1;
            }
        }
        return values;
    }

    private static List<String> append(List<String> values, String value) {
        if (values.isEmpty()) {
            return List.of(value);
        }
        List<String> longer = new ArrayList<>(values);
        longer.add(value);
        return longer;
    }

    private static @Nullable String valueIfNamed(String header, int from, int to, String name) {
        int start = from;
        while (start < to && isBlank(header.charAt(start))) {
            start++;
        }
        int equals = start + name.length();
        if (equals >= to || header.charAt(equals) != '=' || !header.startsWith(name, start)) {
            return null;
        }
        int first = equals + 1;
        int last = to;
        while (last > first && isBlank(header.charAt(last - 1))) {
            last--;
        }
        if (last - first >= 2 && header.charAt(first) == '"' && header.charAt(last - 1) == '"') {
            first++;
            last--;
        }
        return header.substring(first, last);
    }

    private static boolean isBlank(char c) {
        return c == ' ' || c == '\t';
    }
}
