package org.journeyguard.internal.journey;

import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.journeyguard.internal.observe.CurrentRequest;
import org.journeyguard.journey.JourneyOptions;

/** The headers of a step: whose browser it is, in which language, and with which session. */
final class JourneyHeaders {
    private static final int LONGEST = 512;

    private JourneyHeaders() {}

    /**
     * Returns the headers.
     *
     * @param sessionCookie AM's cookie with the session to upgrade; empty for none
     */
    static Map<String, String> of(JourneyOptions options, Optional<String> sessionCookie) {
        Map<String, String> headers = new HashMap<>();
        options.locale().map(Locale::toLanguageTag).ifPresent(tag -> headers.put("Accept-Language", tag));
        put(headers, "X-Forwarded-For", or(options.address(), CurrentRequest.address()));
        put(headers, "User-Agent", or(options.userAgent(), CurrentRequest.userAgent()));
        put(
                headers,
                "Cookie",
                Stream.of(sessionCookie, Optional.ofNullable(CurrentRequest.lbCookie()))
                        .flatMap(Optional::stream)
                        .collect(Collectors.joining("; ")));
        return headers;
    }

    private static String or(String first, String second) {
        return printable(first.isEmpty() ? second : first);
    }

    /** Clients may send anything. */
    private static String printable(String text) {
        String ascii = text.replaceAll("[^ -~]", "?").strip();
        return ascii.length() > LONGEST ? ascii.substring(0, LONGEST) : ascii;
    }

    private static void put(Map<String, String> headers, String name, String value) {
        if (!value.isEmpty()) {
            headers.put(name, value);
        }
    }
}
