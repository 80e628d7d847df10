package org.journeyguard.internal.http;

import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.journeyguard.internal.resilience.Priority;
import org.jspecify.annotations.Nullable;

/**
 * A request to AM. {@code toString()} shows no secret.
 *
 * @param operation AM's word for what is requested, without users or realms
 * @param name of the request in logs
 * @param method of HTTP
 * @param url absolute, encoded
 * @param headers beside those that each request has
 * @param accept media types of the response
 * @param mediaType of the body
 * @param body null for none
 * @param options how it is treated on its way
 */
public record AmRequest(
        String operation,
        String name,
        String method,
        String url,
        Map<String, String> headers,
        String accept,
        String mediaType,
        @Nullable String body,
        CallOptions options) {
    /** The media type of JSON. */
    public static final String JSON = "application/json";

    private static final String FORM = "application/x-www-form-urlencoded";

    /** Copies the headers. */
    public AmRequest {
        headers = Map.copyOf(headers);
    }

    /** Returns a GET without headers. */
    public static AmRequest get(String name, String url) {
        return new AmRequest(name, name, "GET", url, Map.of(), JSON, JSON, null, CallOptions.DEFAULT);
    }

    /**
     * Returns a request to a JSON API.
     *
     * @param body null for none
     */
    public static AmRequest json(
            String operation,
            String method,
            String url,
            String name,
            Map<String, String> headers,
            @Nullable String body) {
        return new AmRequest(operation, name, method, url, headers, JSON, JSON, body, CallOptions.DEFAULT);
    }

    /** Returns a POST of a form. */
    public static AmRequest form(String name, String url, Map<String, String> form) {
        return new AmRequest(name, name, "POST", url, Map.of(), JSON, FORM, encoded(form), CallOptions.DEFAULT);
    }

    /** Returns this request with more headers. */
    public AmRequest with(Map<String, String> more) {
        if (more.isEmpty()) {
            return this;
        }
        Map<String, String> all = new HashMap<>(headers);
        all.putAll(more);
        return new AmRequest(operation, name, method, url, all, accept, mediaType, body, options);
    }

    /** Returns this request with more parameters in its form. */
    public AmRequest adding(Map<String, String> parameters) {
        String more = encoded(parameters);
        String form = body == null ? more : body + "&" + more;
        return new AmRequest(operation, name, method, url, headers, accept, mediaType, form, options);
    }

    /** Returns this request for a response of another media type. */
    public AmRequest accepting(String other) {
        return new AmRequest(operation, name, method, url, headers, other, mediaType, body, options);
    }

    /** Returns this request about a session or token of that priority. */
    public AmRequest about(Priority priority) {
        return with(new CallOptions(priority, options.isUrgent(), options.repeatsOn(), options.authentication()));
    }

    /** Returns this request, to be sent while the circuit breaker is open, too. */
    public AmRequest urgent() {
        return with(new CallOptions(options.priority(), true, options.repeatsOn(), options.authentication()));
    }

    /** Returns this request, to be sent once more after some responses. */
    public AmRequest repeatedOn(Predicate<AmResponse> responses) {
        return with(new CallOptions(options.priority(), options.isUrgent(), responses, options.authentication()));
    }

    /** Returns this request, to be sent with credentials that a step adds. */
    public AmRequest authenticatedBy(Interceptor authentication) {
        return with(new CallOptions(options.priority(), options.isUrgent(), options.repeatsOn(), authentication));
    }

    private AmRequest with(CallOptions other) {
        return new AmRequest(operation, name, method, url, headers, accept, mediaType, body, other);
    }

    /** Returns a URL with more parameters in its query. */
    public static String withQuery(String url, Map<String, String> parameters) {
        return url + (url.indexOf('?') < 0 ? "?" : "&") + encoded(parameters);
    }

    /** Returns the parameters in the query of a URL; of those with one name the last. */
    public static Map<String, String> query(String url) {
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

    /** Encodes parameters as forms and queries are written. */
    public static String encoded(Map<String, String> parameters) {
        return parameters.entrySet().stream()
                .map(each -> encoded(each.getKey()) + "=" + encoded(each.getValue()))
                .collect(Collectors.joining("&"));
    }

    /** Encodes a text as forms and queries are written. */
    public static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    /** Returns the URL without its query, which may hold secrets. */
    public String bareUrl() {
        return bare(url);
    }

    /** Returns a URL without its query. */
    public static String bare(String url) {
        int query = url.indexOf('?');
        return query < 0 ? url : url.substring(0, query);
    }

    @Override
    public String toString() {
        return "AmRequest(" + name + ")";
    }
}
