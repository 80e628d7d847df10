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

/** The protected page: who is signed in and until when, the way out, and what scripts show: the token, events and sessions. */
@WebServlet("/account")
public class AccountPage extends HttpServlet {
    private static final long serialVersionUID = 1L;
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("HH:mm:ss 'UTC'").withZone(ZoneOffset.UTC);
    private static final String CONTENT = """
            <h1>Hello, <span id="name">%1$s</span></h1>
            <div class="columns">
            <div>
            <section aria-labelledby="session-title">
            <h2 id="session-title">Who you are</h2>
            <p id="found-by">%2$s</p>
            <dl>
            <dt>Realm</dt><dd id="realm">%3$s</dd>
            <dt>Ends if unused</dt><dd><span id="idle">%4$s</span></dd>
            <dt>Ends in any case</dt><dd><span id="end">%5$s</span></dd>
            </dl>
            <p><a id="vault" href="vault">Open your vault</a>, which asks for a stronger sign-in.</p>
            <div class="buttons">
            <form method="post" action="sign-out"><button id="sign-out">Sign out</button></form>
            <form method="post" action="logout/everywhere"><button id="sign-out-everywhere" class="quiet">Sign out
            everywhere</button></form>
            </div>
            </section>
            <section id="break" aria-labelledby="break-title" hidden>
            <h2 id="break-title">Break something</h2>
            <p>And see what users see then. Only this demo has such buttons.</p>
            <p class="buttons">
            %6$s<button type="button" class="quiet" data-break="token">Revoke the token elsewhere</button>
            %7$s<button type="button" class="quiet" data-break="forbidden">Ask for what you may not have</button>
            </p>
            <p id="break-state" role="status">Nothing is broken.</p>
            </section>
            </div>
            <section id="timeline" aria-labelledby="timeline-title" hidden>
            <h2 id="timeline-title">What just happened</h2>
            <p id="timeline-state" role="status">Connecting.</p>
            <ol id="timeline-list" tabindex="0" aria-labelledby="timeline-title"></ol>
            <p class="note">%8$s</p>
            </section>
            <section id="token" aria-labelledby="token-title" hidden>
            <h2 id="token-title">Your access token</h2>
            <p id="token-state" role="status">Asking for it.</p>
            <dl>
            <dt>Fingerprint</dt><dd><code id="fingerprint">none</code></dd>
            <dt>Scope</dt><dd id="scope">none</dd>
            <dt>Remaining time</dt><dd><span id="remaining" role="timer">none</span></dd>
            </dl>
            <progress id="life" max="1" value="0" aria-label="Remaining time of the token"></progress>
            <p class="buttons">
            <button type="button" id="renew">Renew now</button>
            <button type="button" id="revoke" class="quiet">Revoke</button>
            </p>
            <h2>What AM tells with it</h2>
            <p id="userinfo-state" role="status">Not asked yet.</p>
            <dl>
            <dt>Name</dt><dd id="userinfo-name">unknown</dd>
            <dt>Mail</dt><dd id="userinfo-email">unknown</dd>
            </dl>
            </section>
            <section id="sessions" aria-labelledby="sessions-title" hidden>
            <h2 id="sessions-title">Your sessions</h2>
            <p id="sessions-state" role="status">Asking for them.</p>
            <div class="wide" tabindex="0" role="group" aria-labelledby="sessions-title">
            <table id="sessions-table" hidden>
            <thead><tr><th scope="col">Session</th><th scope="col">Last used</th><th scope="col">Ends if unused</th>
            <th scope="col">Ends in any case</th><th scope="col">End it</th></tr></thead>
            <tbody id="sessions-list"></tbody>
            </table>
            </div>
            </section>
            </div>
            <noscript><p>With JavaScript this page also shows your access token, how it is renewed, and what happens
            meanwhile. The facts are at <a href="api/token">api/token</a>, <a href="api/userinfo">api/userinfo</a> and
            <a href="api/events">api/events</a> as well.</p></noscript>
            <p><a href="./">Start page</a></p>
            """;
    private static final String END_SESSION =
            "<button type=\"button\" class=\"quiet\" data-break=\"session\">Have AM end this session</button>\n";
    private static final String STOP_AM =
            "<button type=\"button\" class=\"quiet\" data-break=\"am\">Stop AM for a minute</button>\n";

    /** Where the application runs on several nodes. */
    private static final String NODE =
            "Answered by node <span id=\"node\">%1$s</span>. This is what node %1$s has seen; "
                    + "a page that another node answers shows what that one has seen.";

    @Inject
    @SuppressWarnings("serial")
    private transient JourneyUser user;

    @Inject
    @ConfigProperty(name = "demo.node")
    @SuppressWarnings("serial")
    private transient Optional<String> node;

    /** Where AM can be kept from answering. */
    @Inject
    @ConfigProperty(name = "demo.outage-url")
    @SuppressWarnings("serial")
    private transient Optional<String> outage;

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
        boolean isListed = user.session()
                .map(session -> session.attributes().containsKey("sessionHandle"))
                .orElse(false);
        Html.write(
                response,
                "Your account",
                CONTENT.formatted(
                        Html.escaped(user.getName()),
                        foundBy(request),
                        Html.escaped(user.realm()),
                        time(user.session().flatMap(Session::idleExpiresAt)),
                        time(user.session().flatMap(Session::expiresAt)),
                        isListed ? END_SESSION : "",
                        outage.isPresent() ? STOP_AM : "",
                        node.map(name -> NODE.formatted(Html.escaped(name)))
                                .orElse("Newest first, from the events that the filter fires.")),
                "account.js",
                "sessions.js",
                "timeline.js",
                "break.js");
    }

    private String foundBy(HttpServletRequest request) {
        if (user.session().isPresent()) {
            return "The filter knows you by AM's session cookie, which AM has confirmed.";
        }
        return "Bearer".equals(request.getAuthType())
                ? "The filter knows you by the access token in the header <code>Authorization</code>."
                : "The filter knows you by this application's own session, which began with a sign-in at AM.";
    }

    /** The script counts down to what is in the attribute. */
    private static String time(Optional<Instant> instant) {
        return instant.map(at -> "<time datetime=\"" + at + "\">" + TIME.format(at) + "</time>")
                .orElse("unknown");
    }
}
