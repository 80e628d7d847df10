package org.journeyguard.test;

import java.io.IOException;
import java.io.InputStream;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A request as it arrived.
 *
 * @param method of HTTP
 * @param target path and query, still encoded
 * @param headers by name in lower case
 * @param body as text; empty for none
 */
public record FakeCall(String method, String target, Map<String, String> headers, String body) {

    /** Reads the next request of a connection; null when there is none any more. */
    static @Nullable FakeCall read(InputStream in) throws IOException {
        String requestLine = line(in);
        if (requestLine.isEmpty()) {
            return null;
        }
        Map<String, String> headers = new TreeMap<>();
        for (String line = line(in); !line.isEmpty(); line = line(in)) {
            int colon = line.indexOf(':');
            headers.put(
                    line.substring(0, colon).toLowerCase(Locale.ROOT),
                    line.substring(colon + 1).strip());
        }
        byte[] body = in.readNBytes(Integer.parseInt(headers.getOrDefault("content-length", "0")));
        int first = requestLine.indexOf(' ');
        return new FakeCall(
                requestLine.substring(0, first),
                requestLine.substring(first + 1, requestLine.lastIndexOf(' ')),
                headers,
                new String(body, StandardCharsets.UTF_8));
    }

    private static String line(InputStream in) throws IOException {
        StringBuilder line = new StringBuilder();
        for (int c = in.read(); c >= 0 && c != '\n'; c = in.read()) {
            if (c != '\r') {
                line.append((char) c);
            }
        }
        return line.toString();
    }

    /** The value of a header; empty when it is missing. */
    public String header(String name) {
        return headers.getOrDefault(name.toLowerCase(Locale.ROOT), "");
    }

    /** The version of the resource that was asked for: {@code 4.0}; empty when none was. */
    public String version() {
        return Arrays.stream(header("Accept-API-Version").split(",", -1))
                .map(String::strip)
                .filter(part -> part.startsWith("resource="))
                .map(part -> part.substring("resource=".length()))
                .findFirst()
                .orElse("");
    }

    /** A parameter of the query or of a form; empty when it is missing. */
    public String parameter(String name) {
        boolean isForm = header("Content-Type").startsWith("application/x-www-form-urlencoded");
        String query = target.contains("?") ? target.substring(target.indexOf('?') + 1) : "";
        return Stream.of(query, isForm ? body : "")
                .flatMap(pairs -> Arrays.stream(pairs.split("&", -1)))
                .filter(pair -> pair.startsWith(name + "="))
                .map(pair -> URLDecoder.decode(pair.substring(name.length() + 1), StandardCharsets.UTF_8))
                .findFirst()
                .orElse("");
    }

    /** The target without its query. */
    String path() {
        return target.replaceFirst("\\?.*", "");
    }

    /** Whether the body contains this. */
    boolean bears(String part) {
        return body.contains(part);
    }

    boolean asksFor(String part) {
        return (method + " " + target).contains(part);
    }
}
