package org.journeyguard.am;

import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * One request to AM. {@code toString()} shows no secret.
 *
 * @param operation what AM is asked for, in a word without users or realms
 * @param name what it is, for logs
 * @param method of HTTP
 * @param url absolute, encoded
 * @param headers beside the ones that each call has
 * @param accept media types of the answer
 * @param mediaType of the body
 * @param body null for none
 */
record AmRequest(
        String operation,
        String name,
        String method,
        String url,
        Map<String, String> headers,
        String accept,
        String mediaType,
        @Nullable String body) {
    static final String JSON = "application/json";
    private static final String FORM = "application/x-www-form-urlencoded";

    AmRequest {
        headers = Map.copyOf(headers);
    }

    static AmRequest get(String name, String url) {
        return new AmRequest(name, name, "GET", url, Map.of(), JSON, JSON, null);
    }

    /**
     * @param body null for none
     */
    static AmRequest json(
            String operation,
            String method,
            String url,
            String name,
            Map<String, String> headers,
            @Nullable String body) {
        return new AmRequest(operation, name, method, url, headers, JSON, JSON, body);
    }

    static AmRequest form(String name, String url, Map<String, String> form) {
        return new AmRequest(name, name, "POST", url, Map.of(), JSON, FORM, encoded(form));
    }

    AmRequest with(Map<String, String> otherHeaders) {
        return new AmRequest(operation, name, method, url, otherHeaders, accept, mediaType, body);
    }

    /** With more parameters in its form. */
    AmRequest adding(Map<String, String> parameters) {
        String more = encoded(parameters);
        return new AmRequest(
                operation, name, method, url, headers, accept, mediaType, body == null ? more : body + "&" + more);
    }

    AmRequest accepting(String other) {
        return new AmRequest(operation, name, method, url, headers, other, mediaType, body);
    }

    /** A URL with more in its query. */
    static String withQuery(String url, Map<String, String> parameters) {
        return url + (url.indexOf('?') < 0 ? "?" : "&") + encoded(parameters);
    }

    /** The parameters in the query of a URL; of those with one name the last. */
    static Map<String, String> query(String url) {
        Map<String, String> parameters = new LinkedHashMap<>();
        int mark = url.indexOf('?');
        for (String pair : mark < 0 ? new String[0] : url.substring(mark + 1).split("&", -1)) {
            int equals = pair.indexOf('=');
            if (!pair.isEmpty()) {
                parameters.put(
                        decoded(equals < 0 ? pair : pair.substring(0, equals)),
                        equals < 0 ? "" : decoded(pair.substring(equals + 1)));
            }
        }
        return parameters;
    }

    /** Metadata may name a URL with a percent sign that encodes nothing. */
    private static String decoded(String text) {
        try {
            return URLDecoder.decode(text, StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            return text;
        }
    }

    /** As forms and queries are written. */
    static String encoded(Map<String, String> parameters) {
        return parameters.entrySet().stream()
                .map(each -> encoded(each.getKey()) + "=" + encoded(each.getValue()))
                .collect(Collectors.joining("&"));
    }

    static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    /** Its URL without the query, which may hold secrets. */
    String bareUrl() {
        return bare(url);
    }

    /** A URL without its query. */
    static String bare(String url) {
        int query = url.indexOf('?');
        return query < 0 ? url : url.substring(0, query);
    }

    @Override
    public String toString() {
        return "AmRequest(" + name + ")";
    }
}
