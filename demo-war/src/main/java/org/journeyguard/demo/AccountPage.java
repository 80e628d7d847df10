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
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.journeyguard.JourneyUser;
import org.journeyguard.Session;

/** The protected page: who is signed in, until when, with which token (that part is a script's), and the way out. */
@WebServlet("/account")
public class AccountPage extends HttpServlet {
    private static final long serialVersionUID = 1L;
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("HH:mm:ss 'UTC'").withZone(ZoneOffset.UTC);
    private static final String CONTENT = """
            <h1>Hello, <span id="name">%s</span></h1>
            <section aria-labelledby="session-title">
            <h2 id="session-title">Your session</h2>
            <dl>
            <dt>Realm</dt><dd id="realm">%s</dd>
            <dt>Ends if unused</dt><dd id="idle">%s</dd>
            <dt>Ends in any case</dt><dd id="end">%s</dd>
            </dl>
            <p><a id="vault" href="vault">Open your vault</a>, which asks for a stronger sign-in.</p>
            <div class="buttons">
            <form method="post" action="sign-out"><button id="sign-out">Sign out</button></form>
            <form method="post" action="logout/everywhere"><button id="sign-out-everywhere" class="quiet">Sign out
            everywhere</button></form>
            </div>
            </section>
            <section id="sessions" aria-labelledby="sessions-title" hidden>
            <h2 id="sessions-title">Your sessions</h2>
            <p id="sessions-state" role="status" aria-live="polite">Asking for them.</p>
            <table id="sessions-table" hidden>
            <thead><tr><th scope="col">Session</th><th scope="col">Last used</th><th scope="col">Ends if unused</th>
            <th scope="col">Ends in any case</th><th scope="col">End it</th></tr></thead>
            <tbody id="sessions-list"></tbody>
            </table>
            </section>
            <section id="token" aria-labelledby="token-title" hidden>
            <h2 id="token-title">Your access token</h2>
            <p id="token-state" role="status" aria-live="polite">Asking for it.</p>
            <dl>
            <dt>Fingerprint</dt><dd><code id="fingerprint">none</code></dd>
            <dt>Scope</dt><dd id="scope">none</dd>
            <dt>Remaining time</dt><dd id="remaining" role="timer">none</dd>
            </dl>
            <progress id="life" max="1" value="0" aria-label="Remaining time of the token"></progress>
            <p class="buttons">
            <button type="button" id="renew">Renew now</button>
            <button type="button" id="revoke" class="quiet">Revoke</button>
            </p>
            <h2>What AM tells with it</h2>
            <p id="userinfo-state" role="status" aria-live="polite">Not asked yet.</p>
            <dl>
            <dt>Name</dt><dd id="userinfo-name">unknown</dd>
            <dt>Mail</dt><dd id="userinfo-email">unknown</dd>
            </dl>
            </section>
            <noscript><p>With JavaScript this page also shows your access token and how it is renewed. The facts are at
            <a href="api/token">api/token</a> and <a href="api/userinfo">api/userinfo</a> as well.</p></noscript>
            %s<p><a href="./">Start page</a></p>
            """;
    /** Where the application runs on several nodes. */
    private static final String NODE = "<p>Answered by node <span id=\"node\">%s</span>.</p>\n";

    @Inject
    @SuppressWarnings("serial")
    private transient JourneyUser user;

    @Inject
    @ConfigProperty(name = "demo.node")
    @SuppressWarnings("serial")
    private transient Optional<String> node;

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
        Html.write(
                response,
                "Your account",
                CONTENT.formatted(
                        Html.escaped(user.getName()),
                        Html.escaped(user.realm()),
                        time(user.session().flatMap(Session::idleExpiresAt)),
                        time(user.session().flatMap(Session::expiresAt)),
                        node.map(name -> NODE.formatted(Html.escaped(name))).orElse("")),
                "account.js",
                "sessions.js");
    }

    private static String time(Optional<Instant> instant) {
        return instant.map(TIME::format).orElse("unknown");
    }
}
