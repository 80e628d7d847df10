package org.journeyguard.internal.response;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * A whole HTTP answer as a value, so that the servlet side and the JAX-RS side send the same.
 *
 * @param status HTTP status
 * @param headers each once, in this order
 * @param contentType null-free; empty when there is no body
 * @param body as text in UTF-8; empty for none
 */
public record HttpAnswer(int status, Map<String, String> headers, String contentType, String body) {
    /** Copies the headers, in order. */
    public HttpAnswer {
        headers = Collections.unmodifiableMap(new LinkedHashMap<>(headers));
    }
}
