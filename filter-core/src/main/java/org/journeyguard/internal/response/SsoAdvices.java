package org.journeyguard.internal.response;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.journeyguard.internal.policy.Decision;

/** Writes an {@link Decision.SsoAdvice} as a challenge of {@code WWW-Authenticate}. */
final class SsoAdvices {
    private SsoAdvices() {}

    static String challenge(Decision.SsoAdvice advice) {
        String json = new TreeMap<>(advice.advices())
                .entrySet().stream()
                        .map(each -> FilterResponses.json(each.getKey()) + ":" + array(each.getValue()))
                        .collect(Collectors.joining(",", "{", "}"));
        String encoded = Base64.getEncoder().encodeToString(json.getBytes(StandardCharsets.UTF_8));
        return "SSOADVICE realm=\"" + quoted(advice.realm()) + "\",advices=\"" + encoded + "\",am_uri=\""
                + quoted(advice.amUrl()) + "\"";
    }

    private static String array(List<String> values) {
        return values.stream().map(FilterResponses::json).collect(Collectors.joining(",", "[", "]"));
    }

    /** A quoted string (RFC 9110, 5.6.4) of the configuration. */
    private static String quoted(String text) {
        return text.replace("\\", "\\\\").replace("\"", "\\\"");
    }
}
