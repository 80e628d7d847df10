package org.journeyguard.internal.response;

import java.time.Duration;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.TreeSet;
import org.journeyguard.internal.policy.Decision;
import org.journeyguard.internal.policy.Reason;
import org.jspecify.annotations.Nullable;

/** Converts decisions to HTTP: pages for browsers, {@code application/problem+json} (RFC 9457) for programs. */
public final class FilterResponses {
    /** Prefix of problem types (RFC 9457, 3.1.1), which are not resolvable; docs/error-responses.md lists them. */
    static final String TYPE = "urn:journeyguard:problem:";

    private static final String PAGE = """
            <!DOCTYPE html>
            <html lang="%4$s">
            <head>
            <meta charset="utf-8">
            <meta name="viewport" content="width=device-width, initial-scale=1">
            <title>%1$s</title>
            <style>
            body { font: 1.1rem/1.5 system-ui, sans-serif; max-width: 36rem; margin: 15vh auto 0; padding: 0 1rem; color: #1b2733 }
            h1 { font-size: 1.6rem; margin: 0 0 .5rem }
            a { color: #0b5cad }
            button { font: inherit; color: #fff; background: #0b5cad; border: 0; border-radius: .4rem; padding: .5rem 1.1rem }
            </style>
            </head>
            <body>
            <main>
            <h1>%1$s</h1>
            <p>%2$s</p>
            %3$s</main>
            </body>
            </html>
            """;

    static final String NO_SCRIPT = "";

    private FilterResponses() {}

    /**
     * Returns a 400, 401 or 403.
     *
     * @param to the recipient
     */
    public static FilterResponse challenge(Decision.Challenge challenge, ResponseFormat to) {
        Reason reason = challenge.reason();
        Map<String, String> headers = neverStored();
        headers.put("WWW-Authenticate", authenticate(challenge));
        return answer(reason, headers, challenge.login(), Messages.SIGN_IN, to);
    }

    /**
     * Returns the answer to a failed sign-in.
     *
     * @param reason why
     * @param retryAfter when a retry makes sense; null for at once
     * @param again where to retry
     * @param to the recipient
     */
    public static FilterResponse signInFailed(
            Reason reason, @Nullable Duration retryAfter, String again, ResponseFormat to) {
        Map<String, String> headers = neverStored();
        if (retryAfter != null) {
            headers.put("Retry-After", String.valueOf(wholeSeconds(retryAfter)));
        }
        boolean isFirstTry = reason == Reason.SIGN_IN_FRAMED || reason == Reason.STRONGER_SIGN_IN_REQUIRED;
        return answer(reason, headers, again, isFirstTry ? Messages.SIGN_IN : Messages.TRY_AGAIN, to);
    }

    /** Follows RFC 6750, 3 and RFC 9470, 3: a request without a token gets no error code. */
    private static String authenticate(Decision.Challenge challenge) {
        Decision.SsoAdvice advice = challenge.advice();
        if (advice != null) {
            return SsoAdvices.challenge(advice);
        }
        String error = challenge.reason().error();
        return "Bearer" + (error == null ? "" : " error=\"" + error + "\"")
                + parameter("scope", new TreeSet<>(challenge.scope()))
                + parameter("acr_values", challenge.acrValues());
    }

    private static String parameter(String name, Collection<String> values) {
        return values.isEmpty() ? "" : ", " + name + "=\"" + String.join(" ", values) + "\"";
    }

    /**
     * Returns a refusal that signing in would not change.
     *
     * @param to the recipient
     */
    public static FilterResponse reject(Decision.Reject reject, ResponseFormat to) {
        Map<String, String> headers = neverStored();
        if (reject.retryAfter() != null) {
            headers.put("Retry-After", String.valueOf(wholeSeconds(reject.retryAfter())));
        }
        if (reject.reason() == Reason.LOGOUT_METHOD || reject.reason() == Reason.BACK_CHANNEL_METHOD) {
            headers.put("Allow", "POST");
        } else if (reject.reason() == Reason.CALLBACK_METHOD) {
            headers.put("Allow", "GET");
        } else if (reject.reason() == Reason.SIGN_IN_METHOD) {
            headers.put("Allow", "GET, POST");
        }
        return answer(reject.reason(), headers, null, "", to);
    }

    /**
     * Returns the page that asks for confirmation of a logout; its button posts to the address of the request.
     *
     * @param action path and query of the request as sent
     */
    public static FilterResponse confirmLogout(String action, Messages words) {
        String form = "<form method=\"post\" action=\"" + html(action) + "\"><button>"
                + html(words.text(Messages.SIGN_OUT)) + "</button></form>\n";
        return page(
                200,
                neverStored(),
                words.title(Messages.SIGN_OUT),
                words.detail(Messages.SIGN_OUT),
                form,
                new ResponseFormat(true, words),
                NO_SCRIPT);
    }

    /** Returns a 302 to the login page, or a 303 after a logout. */
    public static FilterResponse redirect(int status, String location) {
        Map<String, String> headers = neverStored();
        headers.put("Location", location);
        return new FilterResponse(status, headers, "", "");
    }

    private static FilterResponse answer(
            Reason reason, Map<String, String> headers, @Nullable String target, String link, ResponseFormat to) {
        Messages words = to.words();
        if (to.isPerson()) {
            String more = target == null ? "" : link(target, link, to);
            return page(reason.status(), headers, words.title(reason), words.detail(reason), more, to, NO_SCRIPT);
        }
        return problem(reason, headers, "", words);
    }

    /** Returns problem details; {@code more} are further members. */
    private static FilterResponse problem(Reason reason, Map<String, String> headers, String more, Messages words) {
        headers.put("Content-Language", words.language().toLanguageTag());
        String body = "{\"type\":\"" + TYPE + reason.word() + "\",\"title\":" + json(words.title(reason))
                + ",\"status\":" + reason.status() + ",\"detail\":" + json(words.detail(reason)) + more + "}";
        return new FilterResponse(reason.status(), headers, "application/problem+json", body);
    }

    /** Returns the challenge to a program whose POST is kept, with the address at which its user can sign in and then send it. */
    static FilterResponse challengeWithLogin(Decision.Challenge challenge, Messages words) {
        Map<String, String> headers = neverStored();
        headers.put("WWW-Authenticate", authenticate(challenge));
        String login = challenge.login() == null ? "" : ",\"login\":" + json(challenge.login());
        return problem(challenge.reason(), headers, login, words);
    }

    /** A link on a framed page replaces the outer page with AM's. */
    static String link(String target, String text, ResponseFormat to) {
        return "<p><a href=\"" + html(target) + "\"" + (to.isFramed() ? " target=\"_top\"" : "") + ">"
                + html(to.words().text(text)) + "</a></p>\n";
    }

    /**
     * Returns a page. It is shown in a frame only if the request came from one, and then contains only a link that leaves the frame.
     *
     * @param more HTML below the texts
     * @param script the content security policy for scripts
     */
    static FilterResponse page(
            int status,
            Map<String, String> headers,
            String title,
            String detail,
            String more,
            ResponseFormat to,
            String script) {
        String language = to.words().language().toLanguageTag();
        headers.putIfAbsent(
                "Content-Security-Policy",
                "default-src 'none'; style-src 'unsafe-inline'; " + script + "form-action 'self'; frame-ancestors "
                        + (to.isFramed() ? "*" : "'none'"));
        headers.put("Content-Language", language);
        String body = PAGE.formatted(html(title), html(detail), more, language);
        return new FilterResponse(status, headers, "text/html;charset=UTF-8", body);
    }

    /** Returns the headers of a response that no cache keeps. */
    public static Map<String, String> neverStored() {
        Map<String, String> headers = new LinkedHashMap<>();
        headers.put("Cache-Control", "no-store");
        headers.put("X-Content-Type-Options", "nosniff");
        return headers;
    }

    private static long wholeSeconds(Duration duration) {
        return Math.max(1, duration.plusMillis(999).toSeconds());
    }

    /** Returns a text as HTML, for contents and quoted attributes. */
    public static String html(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;");
    }

    /** Returns a JSON string (RFC 8259, 7) of any text, including an application's own messages. */
    static String json(String text) {
        StringBuilder json = new StringBuilder(text.length() + 2).append('"');
        text.chars().forEach(c -> {
            if (c < ' ') {
                json.append(String.format(Locale.ROOT, "\\u%04x", c));
            } else if (c == '"' || c == '\\') {
                json.append('\\').append((char) c);
            } else {
                json.append((char) c);
            }
        });
        return json.append('"').toString();
    }
}
