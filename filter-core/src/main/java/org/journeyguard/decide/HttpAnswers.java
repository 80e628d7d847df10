package org.journeyguard.decide;

import java.time.Duration;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Puts decisions into HTTP: a page for people, {@code application/problem+json} (RFC 9457) for programs. */
public final class HttpAnswers {
    private static final String PAGE = """
            <!DOCTYPE html>
            <html lang="en">
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

    private HttpAnswers() {}

    /**
     * 400, 401 or 403.
     *
     * @param asPage whether the client is a person's browser
     */
    public static HttpAnswer challenge(Decision.Challenge challenge, boolean asPage) {
        Reason reason = challenge.reason();
        Map<String, String> headers = neverStored();
        headers.put("WWW-Authenticate", authenticate(challenge));
        return answer(reason, headers, challenge.login(), "Sign in", asPage);
    }

    /**
     * A sign-in has failed.
     *
     * @param reason why
     * @param retryAfter when it makes sense to try again; null when that is at once
     * @param again where to do so
     * @param asPage whether the client is a person's browser
     */
    public static HttpAnswer signInFailed(Reason reason, @Nullable Duration retryAfter, String again, boolean asPage) {
        Map<String, String> headers = neverStored();
        if (retryAfter != null) {
            headers.put("Retry-After", String.valueOf(wholeSeconds(retryAfter)));
        }
        return answer(reason, headers, again, "Try again", asPage);
    }

    /** As RFC 6750, 3 and RFC 9470, 3 have it: whoever brought nothing is told no error. */
    private static String authenticate(Decision.Challenge challenge) {
        String error = challenge.reason().error();
        return "Bearer" + (error == null ? "" : " error=\"" + error + "\"")
                + parameter("scope", new TreeSet<>(challenge.scope()))
                + parameter("acr_values", challenge.acrValues());
    }

    private static String parameter(String name, Collection<String> values) {
        return values.isEmpty() ? "" : ", " + name + "=\"" + String.join(" ", values) + "\"";
    }

    /**
     * An answer that signing in would not change.
     *
     * @param asPage whether the client is a person's browser
     */
    public static HttpAnswer reject(Decision.Reject reject, boolean asPage) {
        Map<String, String> headers = neverStored();
        if (reject.retryAfter() != null) {
            headers.put("Retry-After", String.valueOf(wholeSeconds(reject.retryAfter())));
        }
        if (reject.reason() == Reason.LOGOUT_METHOD || reject.reason() == Reason.BACK_CHANNEL_METHOD) {
            headers.put("Allow", "POST");
        } else if (reject.reason() == Reason.CALLBACK_METHOD) {
            headers.put("Allow", "GET");
        }
        return answer(reject.reason(), headers, null, "", asPage);
    }

    /**
     * The page that asks whether to sign out; its button posts to where it came from.
     *
     * @param action path and query of the request as sent
     */
    public static HttpAnswer confirmLogout(String action) {
        String form = "<form method=\"post\" action=\"" + html(action) + "\"><button>Sign out</button></form>\n";
        return page(200, neverStored(), "Sign out?", "You are about to sign out.", form);
    }

    /** 302 to the login page, 303 after a logout. */
    public static HttpAnswer redirect(int status, String location) {
        Map<String, String> headers = neverStored();
        headers.put("Location", location);
        return new HttpAnswer(status, headers, "", "");
    }

    /** 204. */
    public static HttpAnswer noContent() {
        return new HttpAnswer(204, neverStored(), "", "");
    }

    private static HttpAnswer answer(
            Reason reason, Map<String, String> headers, @Nullable String login, String words, boolean asPage) {
        if (asPage) {
            String link = login == null ? "" : "<p><a href=\"" + html(login) + "\">" + words + "</a></p>\n";
            return page(reason.status(), headers, reason.title(), reason.detail(), link);
        }
        String body = "{\"type\":\"about:blank\",\"title\":\"" + json(reason.title()) + "\",\"status\":"
                + reason.status() + ",\"detail\":\"" + json(reason.detail()) + "\"}";
        return new HttpAnswer(reason.status(), headers, "application/problem+json", body);
    }

    private static HttpAnswer page(int status, Map<String, String> headers, String title, String detail, String more) {
        headers.put(
                "Content-Security-Policy",
                "default-src 'none'; style-src 'unsafe-inline'; form-action 'self'; frame-ancestors 'none'");
        String body = PAGE.formatted(html(title), html(detail), more);
        return new HttpAnswer(status, headers, "text/html;charset=UTF-8", body);
    }

    private static Map<String, String> neverStored() {
        Map<String, String> headers = new LinkedHashMap<>();
        headers.put("Cache-Control", "no-store");
        headers.put("X-Content-Type-Options", "nosniff");
        return headers;
    }

    private static long wholeSeconds(Duration duration) {
        return Math.max(1, duration.plusMillis(999).toSeconds());
    }

    private static String html(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;");
    }

    /** Our own words only, which hold no control characters. */
    private static String json(String text) {
        return text.replace("\\", "\\\\").replace("\"", "\\\"");
    }
}
