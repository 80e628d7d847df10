package org.journeyguard.internal.servlet;

import jakarta.servlet.http.Part;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads a body of type {@code multipart/form-data} (RFC 7578) as browsers write it. */
final class MultipartForm {
    private static final Pattern BOUNDARY =
            Pattern.compile("(?:^|;)\\s*boundary=(?:\"([^\"]{1,70})\"|([^;\\s]{1,70}))", Pattern.CASE_INSENSITIVE);
    private static final String LINE = "\r\n";
    private static final String HEADERS_END = LINE + LINE;

    private MultipartForm() {}

    /**
     * Reads all parts.
     *
     * @param contentType with the boundary
     * @param charset of names
     * @param folder where relative file names lead to when a part is written
     * @return null if the body is not well-formed
     */
    static @Nullable List<Part> parts(byte[] body, String contentType, Charset charset, Path folder) {
        Matcher boundary = BOUNDARY.matcher(contentType);
        if (!boundary.find()) {
            return null;
        }
        String mark = LINE + "--" + Objects.requireNonNullElse(boundary.group(1), boundary.group(2));
        // one char for each octet; the first boundary has no line before it
        String text = LINE + new String(body, StandardCharsets.ISO_8859_1);
        List<Part> parts = new ArrayList<>();
        int start = text.indexOf(mark);
        while (start >= 0 && !text.startsWith("--", start + mark.length())) {
            int headers = start + mark.length();
            int next = text.indexOf(mark, headers);
            int content = text.indexOf(HEADERS_END, headers);
            boolean isDelimiter = text.startsWith(LINE, headers);
            Part part = !isDelimiter || next < 0 || content < 0 || content + HEADERS_END.length() > next
                    ? null
                    : part(
                            text.substring(headers, content),
                            body,
                            content + LINE.length(),
                            next - LINE.length(),
                            charset,
                            folder);
            if (part == null) {
                return null;
            }
            parts.add(part);
            start = next;
        }
        return start < 0 ? null : List.copyOf(parts);
    }

    private static @Nullable Part part(String headers, byte[] body, int from, int to, Charset charset, Path folder) {
        Map<String, String> byName = new LinkedHashMap<>();
        for (String line : headers.split(LINE, -1)) {
            int colon = line.indexOf(':');
            if (colon > 0) {
                String value =
                        new String(line.substring(colon + 1).strip().getBytes(StandardCharsets.ISO_8859_1), charset);
                byName.put(line.substring(0, colon).strip().toLowerCase(Locale.ROOT), value);
            }
        }
        String disposition = byName.getOrDefault("content-disposition", "");
        String name = parameter(disposition, "name");
        return name == null
                ? null
                : new KeptPart(
                        name, parameter(disposition, "filename"), byName, Arrays.copyOfRange(body, from, to), folder);
    }

    /**
     * Returns a parameter of a header; null if it has none of that name. Browsers write {@code %22} for a quote within a value; some clients
     * write {@code \"}. Read by hand, because the values may have thousands of characters.
     */
    private static @Nullable String parameter(String header, String name) {
        int start = header.indexOf(';');
        while (start >= 0) {
            int equals = header.indexOf('=', start);
            if (equals < 0) {
                return null;
            }
            boolean isQuoted = header.startsWith("\"", equals + 1);
            int end = isQuoted ? closingQuote(header, equals + 2) : header.indexOf(';', equals);
            int last = end < 0 ? header.length() : end;
            if (header.substring(start + 1, equals).strip().equalsIgnoreCase(name)) {
                return isQuoted
                        ? header.substring(equals + 2, last).replace("\\\"", "\"")
                        : header.substring(equals + 1, last).strip();
            }
            start = header.indexOf(';', last);
        }
        return null;
    }

    /** Returns the index of the next quote that no backslash precedes; of the next one at all if there is none; -1 without any. */
    private static int closingQuote(String header, int from) {
        int quote = header.indexOf('"', from);
        int first = quote;
        while (quote > from && header.charAt(quote - 1) == '\\') {
            quote = header.indexOf('"', quote + 1);
        }
        return quote < 0 ? first : quote;
    }
}
