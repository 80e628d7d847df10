package org.journeyguard.demo;

import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;

/** Pages, and text within them. */
final class Html {
    private static final String PAGE = """
            <!DOCTYPE html>
            <html lang="en">
            <head>
            <meta charset="utf-8">
            <meta name="viewport" content="width=device-width, initial-scale=1">
            <title>%s</title>
            <link rel="icon" href="static/icon.svg">
            <link rel="stylesheet" href="static/demo.css">
            %s</head>
            <body>
            <main>
            %s</main>
            </body>
            </html>
            """;

    private Html() {}

    /**
     * Writes a page.
     *
     * @param content of its main part, escaped where it has to be
     * @param scripts names of modules among the static files
     */
    static void write(HttpServletResponse response, String title, String content, String... scripts)
            throws IOException {
        StringBuilder modules = new StringBuilder();
        for (String script : scripts) {
            modules.append("<script type=\"module\" src=\"static/")
                    .append(script)
                    .append("\"></script>\n");
        }
        response.setContentType("text/html;charset=UTF-8");
        response.getWriter().write(PAGE.formatted(title, modules, content));
    }

    static String escaped(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;");
    }
}
