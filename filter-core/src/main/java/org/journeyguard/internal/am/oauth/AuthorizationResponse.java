package org.journeyguard.internal.am.oauth;

import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.journeyguard.internal.http.AmResponse;
import org.journeyguard.internal.http.AmResult;

/**
 * Reads what the authorization endpoint answers (RFC 6749, 4.1.2): a redirect to the client with a code or an error, a redirect to
 * the login page, or a page that says that it knows neither client nor redirect URI.
 *
 * @param redirectUri where the answer has to go
 * @param state that it has to bring back
 * @param issuer that it has to name, if it names one (RFC 9207)
 * @param am AM's base URL for servers
 * @param settings with AM's base URL for browsers
 */
record AuthorizationResponse(String redirectUri, String state, String issuer, String am, OAuthSettings settings) {
    /** How AM's page names the error, for lack of anything better, or its JSON. */
    private static final Pattern NAMED_ERROR = Pattern.compile("(?:message|\"error\")\\s*:\\s*\"([a-z_]{1,40})\"");

    AmResult<String> read(AmResponse reply) {
        if (reply.status() >= 301 && reply.status() <= 303) {
            return redirected(reply.location());
        }
        if (reply.is(400) || reply.is(401)) {
            Matcher error = NAMED_ERROR.matcher(reply.body());
            boolean hasError = error.find();
            return reply.is(401) && !hasError
                    ? new AmResult.Refused<>(401, "login_required", "AM does not know the session")
                    : new AmResult.Refused<>(
                            reply.status(),
                            hasError ? error.group(1) : "invalid_request",
                            "AM knows no such client, or it has another redirect URI than " + redirectUri);
        }
        return reply.noAnswer("authorize");
    }

    private AmResult<String> redirected(String location) {
        int mark = location.indexOf('?');
        String target = mark < 0 ? location : location.substring(0, mark);
        if (!target.equals(redirectUri)) {
            boolean isAmPage = (location.startsWith("/") && !location.startsWith("//"))
                    || location.startsWith(am + "/")
                    || location.startsWith(settings.publicUrl() + "/")
                    || location.startsWith(baseOf(issuer));
            return isAmPage
                    ? new AmResult.Refused<>(302, "login_required", "AM wants to see the user")
                    : unexpected("AM answers to another address than " + redirectUri);
        }
        Map<String, String> answer = query(mark < 0 ? "" : location.substring(mark + 1));
        if (!state.equals(answer.get("state"))) {
            return unexpected("AM answers with another state");
        }
        if (!answer.getOrDefault("iss", issuer).equals(issuer)) {
            return unexpected("the answer is of another issuer");
        }
        String error = answer.get("error");
        if (error != null) {
            return OAuthResponses.SERVER_TROUBLE.contains(error)
                    ? new AmResult.NoAnswer<>("authorize: " + error)
                    : new AmResult.Refused<>(302, error, answer.getOrDefault("error_description", ""));
        }
        String code = answer.getOrDefault("code", "");
        return code.isEmpty() ? unexpected("AM answers without a code") : new AmResult.Value<>(code);
    }

    private static AmResult<String> unexpected(String description) {
        return new AmResult.Refused<>(302, "invalid_response", description);
    }

    /** AM's base as its issuer has it, up to the OAuth 2.0 server. */
    private static String baseOf(String issuer) {
        int oauth = issuer.indexOf("/oauth2");
        return (oauth < 0 ? URI.create(issuer).resolve("/").toString() : issuer.substring(0, oauth)) + "/";
    }

    private static Map<String, String> query(String text) {
        Map<String, String> parameters = new HashMap<>();
        int fragment = text.indexOf('#');
        for (String pair : (fragment < 0 ? text : text.substring(0, fragment)).split("&", -1)) {
            int equals = pair.indexOf('=');
            if (equals > 0) {
                try {
                    String name = URLDecoder.decode(pair.substring(0, equals), StandardCharsets.UTF_8);
                    parameters.putIfAbsent(name, URLDecoder.decode(pair.substring(equals + 1), StandardCharsets.UTF_8));
                } catch (IllegalArgumentException e) {
                    // broken encoding: as if it were not there
                }
            }
        }
        return parameters;
    }
}
