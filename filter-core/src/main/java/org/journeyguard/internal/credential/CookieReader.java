package org.journeyguard.internal.credential;

import java.util.ArrayList;
import java.util.Enumeration;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.journeyguard.internal.config.Settings;
import org.journeyguard.internal.config.keys.Key;
import org.jspecify.annotations.Nullable;

/**
 * Finds cookies in {@code Cookie} headers according to RFC 6265: pairs separated by {@code ;}, the name up to the first {@code =}, the
 * value everything after it, with or without quotes. Does not use the container's parser, because containers differ.
 *
 * <p>A semicolon within quotes still separates: browsers cut a value there, so only a client that writes the whole header can send a token
 * within another cookie's quotes, and such a client has the token anyway. Beside a user's own token it is a conflict.
 */
public final class CookieReader {
    /** Further tokens are ignored; no honest mistake brings more different ones. */
    private static final int MAX_TOKENS = 5;

    private static final SsoToken MALFORMED = new SsoToken("malformed");

    private CookieReader() {}

    /**
     * @param headers all {@code Cookie} headers of the request, or null
     * @param name the name of AM's cookie, compared exactly
     */
    public static PresentedCredential ssoToken(@Nullable Enumeration<String> headers, String name) {
        String first = "";
        Set<SsoToken> contradiction = Set.of();
        // without a list, because every request is read
        while (headers != null && headers.hasMoreElements()) {
            String header = headers.nextElement();
            for (int at = next(header, 0, name); at > 0; at = next(header, at, name)) {
                String value = valueAt(header, at);
                if (first.isEmpty()) {
                    first = value;
                } else if (!value.isEmpty() && !value.equals(first) && contradiction.size() < MAX_TOKENS) {
                    contradiction = with(contradiction, first, value);
                }
            }
        }
        if (!contradiction.isEmpty()) {
            return new PresentedCredential.Conflicting(contradiction);
        }
        if (first.isEmpty()) {
            return PresentedCredential.NOTHING;
        }
        SsoToken token = SsoToken.parse(first);
        return token == null ? PresentedCredential.MALFORMED : token;
    }

    /**
     * @param headers all {@code Cookie} headers of the request, or null
     * @param name the name of the application's own cookie, compared exactly
     */
    public static PresentedCredential appSession(@Nullable Enumeration<String> headers, String name) {
        List<String> values = values(headers, name);
        if (values.isEmpty()) {
            return PresentedCredential.NOTHING;
        }
        Set<String> different = new LinkedHashSet<>(values);
        different.remove("");
        Set<AppSession> sessions = new LinkedHashSet<>();
        for (String value : different) {
            AppSession session = AppSession.parse(value);
            if (session != null && sessions.size() < MAX_TOKENS) {
                sessions.add(session);
            }
        }
        if (different.size() > 1) {
            return new PresentedCredential.Conflicting(sessions);
        }
        if (different.isEmpty()) {
            return PresentedCredential.NOTHING;
        }
        return sessions.isEmpty()
                ? PresentedCredential.MALFORMED
                : sessions.iterator().next();
    }

    /**
     * Returns all cookies whose names start with a prefix, in the order sent, each as name and value.
     *
     * @param headers all {@code Cookie} headers of the request, or null
     * @param prefix of the names
     */
    public static List<Map.Entry<String, String>> startingWith(@Nullable Enumeration<String> headers, String prefix) {
        List<Map.Entry<String, String>> found = new ArrayList<>();
        while (headers != null && headers.hasMoreElements()) {
            for (String pair : headers.nextElement().split(";", -1)) {
                String cookie = pair.strip();
                int equals = cookie.indexOf('=');
                if (equals > 0 && cookie.startsWith(prefix)) {
                    found.add(Map.entry(cookie.substring(0, equals), cookie.substring(equals + 1)));
                }
            }
        }
        return found;
    }

    /**
     * Returns the values of all cookies with a name, in the order sent; empty when there is none.
     *
     * @param headers all {@code Cookie} headers of the request, or null
     * @param name compared exactly
     */
    public static List<String> values(@Nullable Enumeration<String> headers, String name) {
        List<String> values = new ArrayList<>();
        while (headers != null && headers.hasMoreElements()) {
            String header = headers.nextElement();
            for (int at = next(header, 0, name); at > 0; at = next(header, at, name)) {
                values.add(valueAt(header, at));
            }
        }
        return values;
    }

    /** Reads a setting that names a cookie; null if there is none. */
    public static @Nullable String name(Settings settings, Key<?> key) {
        String name = settings.optional(key);
        if (name != null && !isName(name)) {
            settings.mistake(key, "is '" + name + "'; expected a cookie name");
        }
        return name;
    }

    /** Whether a text can be the name of a cookie and of a header: an RFC 9110 token. */
    public static boolean isName(String text) {
        return !text.isEmpty()
                && text.chars().allMatch(c -> c > ' ' && c < 0x7f && "()<>@,;:\\\"/[]?={}".indexOf(c) < 0);
    }

    private static Set<SsoToken> with(Set<SsoToken> tokens, String... values) {
        Set<SsoToken> more = new LinkedHashSet<>(tokens);
        for (String value : values) {
            // a malformed token conflicts too; clearing its cookie ends it
            SsoToken token = SsoToken.parse(value);
            more.add(token == null ? MALFORMED : token);
        }
        return more;
    }

    /**
     * Finds the next cookie with a name.
     *
     * @param from 0, or where the value of the one before begins
     * @return where its value begins; 0 if there is none
     */
    private static int next(String header, int from, String name) {
        int start = from == 0 ? 0 : afterSemicolon(header, from);
        while (start >= 0) {
            int found = header.indexOf(name, start);
            int equals = found + name.length();
            if (found < 0 || equals >= header.length()) {
                return 0;
            }
            if (header.charAt(equals) == '=' && isFirstInPair(header, found)) {
                return equals + 1;
            }
            start = found + 1;
        }
        return 0;
    }

    private static boolean isFirstInPair(String header, int index) {
        int before = index - 1;
        while (before >= 0 && isBlank(header.charAt(before))) {
            before--;
        }
        return before < 0 || header.charAt(before) == ';';
    }

    private static int afterSemicolon(String header, int from) {
        int semicolon = header.indexOf(';', from);
        return semicolon < 0 ? -1 : semicolon + 1;
    }

    private static String valueAt(String header, int from) {
        int semicolon = header.indexOf(';', from);
        int first = from;
        int last = semicolon < 0 ? header.length() : semicolon;
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
