package org.journeyguard.demo;

import jakarta.inject.Inject;
import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Optional;
import org.journeyguard.JourneyUser;
import org.journeyguard.Session;

/** The protected page: who is signed in, until when, and the way out. */
@WebServlet("/account")
public class AccountPage extends HttpServlet {
    private static final long serialVersionUID = 1L;
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("HH:mm:ss 'UTC'").withZone(ZoneOffset.UTC);
    private static final String PAGE = """
            <!DOCTYPE html>
            <html lang="en">
            <head>
            <meta charset="utf-8">
            <meta name="viewport" content="width=device-width, initial-scale=1">
            <title>Your account</title>
            <link rel="stylesheet" href="static/demo.css">
            </head>
            <body>
            <main>
            <h1>Hello, <span id="name">%s</span></h1>
            <dl>
            <dt>Realm</dt><dd id="realm">%s</dd>
            <dt>Session ends if unused</dt><dd id="idle">%s</dd>
            <dt>Session ends in any case</dt><dd id="end">%s</dd>
            </dl>
            <form method="post" action="logout"><button id="sign-out">Sign out</button></form>
            <p><a href="./">Start page</a></p>
            </main>
            </body>
            </html>
            """;

    @Inject
    @SuppressWarnings("serial")
    private transient JourneyUser user;

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
        response.setContentType("text/html;charset=UTF-8");
        response.getWriter()
                .write(PAGE.formatted(
                        html(user.getName()),
                        html(user.realm()),
                        time(user.session().flatMap(Session::idleExpiresAt)),
                        time(user.session().flatMap(Session::expiresAt))));
    }

    private static String time(Optional<Instant> instant) {
        return instant.map(TIME::format).orElse("unknown");
    }

    private static String html(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;");
    }
}
