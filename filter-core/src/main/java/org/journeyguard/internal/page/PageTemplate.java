package org.journeyguard.internal.page;

import static org.journeyguard.internal.response.FilterResponses.html;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.Map;
import org.journeyguard.internal.request.OriginRules;
import org.journeyguard.internal.response.FilterResponse;
import org.journeyguard.internal.response.FilterResponses;
import org.jspecify.annotations.Nullable;

/**
 * The frame of the sign-in page: that of the library, or {@code META-INF/journeyguard/sign-in.html} of the application with the
 * placeholders <code>{{language}}</code>, <code>{{title}}</code>, <code>{{styles}}</code> and <code>{{content}}</code>.
 */
final class PageTemplate {
    static final String OWN = "META-INF/journeyguard/sign-in.html";

    private static final String STYLES = """

            body { font: 1.1rem/1.5 system-ui, sans-serif; max-width: 26rem; margin: 10vh auto 0; padding: 0 1rem; color: #1b2733; background: #fff }
            h1 { font-size: 1.6rem; margin: 0 0 .5rem }
            a { color: #0b5cad }
            label { display: block; margin-top: .8rem }
            p label { display: inline }
            input, select { font: inherit; box-sizing: border-box; width: 100%; padding: .45rem; border: 1px solid #5a6b7b; border-radius: .3rem }
            input[type=checkbox] { width: auto }
            input:focus, select:focus, button:focus, a:focus { outline: 3px solid #f0a30a; outline-offset: 1px }
            button { font: inherit; color: #fff; background: #0b5cad; border: 0; border-radius: .4rem; padding: .5rem 1.1rem; margin: 1.1rem .4rem 0 0 }
            .provider { color: #0b5cad; background: #fff; border: 1px solid #0b5cad }
            .error, p.warning { border-left: .3rem solid #b00020; padding: .1rem .8rem; background: #fdeef0 }
            .terms { max-height: 12rem; overflow: auto; border: 1px solid #5a6b7b; padding: .5rem; white-space: pre-wrap }
            """;

    private static final String FRAME = """
            <!DOCTYPE html>
            <html lang="{{language}}">
            <head>
            <meta charset="utf-8">
            <meta name="viewport" content="width=device-width, initial-scale=1">
            <title>{{title}}</title>
            {{styles}}
            </head>
            <body>
            {{content}}
            </body>
            </html>
            """;

    private final String frame;
    private final String styles;
    private final String policy;

    /**
     * @param app public URL of the application
     * @param css a style sheet, as path below the application's URL or as URL; null for none
     * @param own the application's frame; null for none
     */
    PageTemplate(String app, @Nullable String css, @Nullable String own) {
        String href = css != null && css.startsWith("/") ? app + css : css;
        this.frame = own == null ? FRAME : own;
        this.styles = "<style>" + STYLES + "</style>"
                + (href == null ? "" : "\n<link rel=\"stylesheet\" href=\"" + html(href) + "\">");
        // a form may lead to any site: the page that the user wanted may redirect
        this.policy = "default-src 'none'; style-src 'self' " + hash(STYLES)
                + (href == null ? "" : " " + OriginRules.of(URI.create(href)))
                + "; img-src 'self'; font-src 'self'; base-uri 'none'; form-action http: https:; frame-ancestors 'none'";
    }

    /** Reads the application's frame; null if it has none. */
    static @Nullable String read(@Nullable ClassLoader application) {
        try (InputStream file = application == null ? null : application.getResourceAsStream(OWN)) {
            return file == null ? null : new String(file.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * Returns a page.
     *
     * @param more further headers
     * @param content as HTML
     */
    FilterResponse page(int status, Map<String, String> more, String language, String title, String content) {
        Map<String, String> headers = FilterResponses.neverStored();
        headers.put("Content-Security-Policy", policy);
        headers.put("X-Frame-Options", "DENY");
        headers.put("Referrer-Policy", "same-origin");
        headers.put("Content-Language", language);
        headers.putAll(more);
        String body = frame.replace("{{language}}", html(language))
                .replace("{{title}}", html(title))
                .replace("{{styles}}", styles)
                .replace("{{content}}", content);
        return new FilterResponse(status, headers, "text/html;charset=UTF-8", body);
    }

    private static String hash(String text) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return "'sha256-" + Base64.getEncoder().encodeToString(hash) + "'";
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
