package org.journeyguard.internal.response;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * A complete HTTP response as a value, so that the servlet and the JAX-RS adapters send the same.
 *
 * @param status HTTP status
 * @param headers each once, in this order
 * @param contentType never null; empty if there is no body
 * @param body as text in UTF-8; empty for none
 */
public record FilterResponse(int status, Map<String, String> headers, String contentType, String body) {
    /** Copies the headers, in order. */
    public FilterResponse {
        headers = Collections.unmodifiableMap(new LinkedHashMap<>(headers));
    }
}
