package org.journeyguard.internal.servlet;

import java.net.URLDecoder;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The fields of a form and their values, in order. */
public final class FormFields {
    private final Map<String, List<String>> values = new LinkedHashMap<>();

    /** Reads a body of type {@code application/x-www-form-urlencoded}. Ignores what is not encoded correctly, as containers do. */
    static FormFields urlEncoded(byte[] body, Charset charset) {
        FormFields fields = new FormFields();
        for (String pair : new String(body, StandardCharsets.ISO_8859_1).split("&", -1)) {
            int equals = pair.indexOf('=');
            String name = decoded(equals < 0 ? pair : pair.substring(0, equals), charset);
            String value = decoded(equals < 0 ? "" : pair.substring(equals + 1), charset);
            if (name != null && value != null && !name.isEmpty()) {
                fields.add(name, value);
            }
        }
        return fields;
    }

    /** Returns the first value of each field of a body of type {@code application/x-www-form-urlencoded} in UTF-8. */
    public static Map<String, String> firstOfEach(byte[] body) {
        Map<String, String> first = new LinkedHashMap<>();
        urlEncoded(body, StandardCharsets.UTF_8).values.forEach((name, all) -> first.put(name, all.get(0)));
        return first;
    }

    /** Characters beyond ASCII that are not percent-encoded are octets in the charset too. */
    private static @Nullable String decoded(String text, Charset charset) {
        try {
            boolean isAscii = text.chars().allMatch(c -> c < 0x80);
            String octets = isAscii ? text : new String(text.getBytes(StandardCharsets.ISO_8859_1), charset);
            return URLDecoder.decode(octets, charset);
        } catch (IllegalArgumentException e) {
            return null;
        }
    }

    void add(String name, String value) {
        values.computeIfAbsent(name, any -> new ArrayList<>()).add(value);
    }

    /**
     * Returns the parameters of a request: those of its URL first (Servlet 6.0, 3.1).
     *
     * @param ofUrl by name
     */
    Map<String, String[]> behind(Map<String, String[]> ofUrl) {
        Map<String, String[]> all = new LinkedHashMap<>(ofUrl);
        values.forEach((name, own) -> all.merge(name, own.toArray(String[]::new), FormFields::joined));
        return Collections.unmodifiableMap(all);
    }

    /**
     * Returns the values of a parameter: those of the URL first.
     *
     * @param ofUrl null for none
     */
    String @Nullable [] behind(String @Nullable [] ofUrl, String name) {
        List<String> own = values.get(name);
        if (own == null) {
            return ofUrl;
        }
        String[] added = own.toArray(String[]::new);
        return ofUrl == null ? added : joined(ofUrl, added);
    }

    private static String[] joined(String[] first, String[] second) {
        String[] both = Arrays.copyOf(first, first.length + second.length);
        System.arraycopy(second, 0, both, first.length, second.length);
        return both;
    }
}
