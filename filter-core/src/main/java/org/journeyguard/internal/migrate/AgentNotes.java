package org.journeyguard.internal.migrate;

import static org.journeyguard.internal.migrate.Finding.Kind.DIFFERENT;
import static org.journeyguard.internal.migrate.Finding.Kind.NOT_AVAILABLE;
import static org.journeyguard.internal.migrate.Finding.Kind.TAKEN_OVER;
import static org.journeyguard.internal.migrate.Finding.Kind.TO_DO;
import static org.journeyguard.internal.migrate.Finding.Kind.UNKNOWN;

import java.util.List;
import java.util.Locale;

/** What becomes of the properties that are not translated, by a part of their names, which the aliases have in common. */
final class AgentNotes {
    private static final List<Note> NOTES = List.of(
            note(
                    TO_DO,
                    "a password or key, encrypted for the agent: it can't be taken over. Give the agent's password to journey.am.agent.password.file if it is needed",
                    "password",
                    "secret",
                    "pwd",
                    "encryption.key",
                    "encryptor"),
            note(
                    DIFFERENT,
                    "AM's policies are asked with journey.policy=am, and their answers cached for journey.policy.cache-ttl",
                    "policy",
                    "composite"),
            note(
                    DIFFERENT,
                    "users return to the application with AM's cookie (journey.login=am). Where the cookie's domain does not include the application, set journey.login=oidc and an OAuth 2.0 client",
                    "cdsso",
                    "jwt",
                    "oidc",
                    "accept.sso",
                    "sso.token",
                    "agentapp",
                    "cookie.domain"),
            note(
                    NOT_AVAILABLE,
                    "journey.logout.paths end the session; a parameter or a handler does not. Call user.logout() where the application decides",
                    "logout.request.param",
                    "logout.introspect",
                    "logout.handler",
                    "logout.application.handler"),
            note(
                    DIFFERENT,
                    "a logout always ends AM's session, its tokens and the HttpSession; see journey.logout.*",
                    "logout"),
            note(
                    DIFFERENT,
                    "after three visits to the login page in a minute, a page says why the sign-in does not work",
                    "login.attempt",
                    "redirect.attempt"),
            note(
                    DIFFERENT,
                    "requests of programs get a 401 with a reason, and pages lead to journey.login.url; conditions by request are not available",
                    "login",
                    "fragment",
                    "goto",
                    "redirect.param"),
            note(
                    DIFFERENT,
                    "the address is the one that the container sees. Tell the container which proxies it can trust",
                    "client.ip",
                    "client.hostname",
                    "forwarded"),
            note(
                    DIFFERENT,
                    "the address is journey.app.url, whatever the request's Host header says",
                    "agent.protocol",
                    "agent.host",
                    "agent.port",
                    "override",
                    "port.check"),
            note(
                    NOT_AVAILABLE,
                    "an error-page in web.xml, or an ExceptionMapper, for 403; the library's own answers are in docs/error-responses.md",
                    "access.denied"),
            note(
                    DIFFERENT,
                    "roles come from an attribute, property or claim: journey.roles.source and journey.roles.name",
                    "privileged",
                    "role"),
            note(
                    DIFFERENT,
                    "the user's name is the one AM's session has; journey.oauth.name-claims for access tokens",
                    "user.mapping",
                    "user.attribute",
                    "user.principal",
                    "user.token"),
            note(
                    TAKEN_OVER,
                    "the HttpSession always belongs to one user",
                    "http.session.binding",
                    "httpsession.binding"),
            note(
                    DIFFERENT,
                    "refusals, sign-ins and logouts are events and lines of the logger org.journeyguard.audit",
                    "audit",
                    "log.disposition",
                    "logfile",
                    "local.log",
                    "remote.log"),
            note(
                    DIFFERENT,
                    "the loggers are those of the server, below org.journeyguard",
                    "debug",
                    "logback",
                    "log.level"),
            note(
                    DIFFERENT,
                    "AM's cookie and the application's own are the library's; others are set where they are needed",
                    "cookie.reset",
                    "cookie.httponly",
                    "cookie.secure",
                    "cookie.encode",
                    "cookie.separator",
                    "samesite",
                    "attribute.cookie"),
            note(
                    DIFFERENT,
                    "attributes are lists of values in UTF-8, and dates as AM writes them",
                    "attribute.date",
                    "attribute.separator",
                    "header.encode"),
            note(
                    NOT_AVAILABLE,
                    "escape what pages show, and set a Content-Security-Policy; the library checks the origin of requests (journey.csrf.allowed-origins)",
                    "xss",
                    "csp"),
            note(DIFFERENT, "one form at a time is kept, see journey.login.keep-posts", "postdata", "post.data", "pdp"),
            note(
                    DIFFERENT,
                    "decisions about paths need no cache",
                    "notenforced.uri.cache",
                    "notenforced.ip.cache",
                    "not.enforced"),
            note(
                    DIFFERENT,
                    "JourneyGuard keeps sessions for journey.session.cache-ttl, and hears of their end at once with journey.am.notifications",
                    "polling",
                    "session.cache",
                    "sso.cache",
                    "notification",
                    "websocket",
                    "idle.time"),
            note(
                    DIFFERENT,
                    "journey.am.connect-timeout, journey.am.timeout, journey.am.proxy, journey.am.trust-store and journey.am.key-store",
                    "connect",
                    "timeout",
                    "proxy",
                    "trust",
                    "keystore",
                    "cert",
                    "tls",
                    "ssl",
                    "retry"),
            note(
                    DIFFERENT,
                    "the configuration is read once, at start, from MicroProfile Config",
                    "load.interval",
                    "reload",
                    "hotswap",
                    "config.repository",
                    "locale",
                    "lock",
                    "profile",
                    "bootstrap",
                    "autonomous"),
            note(
                    NOT_AVAILABLE,
                    "configure it in front of the application, or in the application",
                    "load.balancer",
                    "lbcookie",
                    "header",
                    "cookie",
                    "webservice",
                    "legacy",
                    "expression",
                    "monitoring"));

    private AgentNotes() {}

    /** Reports a property; never its value. */
    static void report(AgentProperty property, Translation result) {
        String name = property.property().toLowerCase(Locale.ROOT);
        NOTES.stream()
                .filter(note -> note.parts.stream().anyMatch(name::contains))
                .findFirst()
                .ifPresentOrElse(
                        note -> result.report(note.kind, property, note.text),
                        () -> result.report(UNKNOWN, property, "nothing was taken over"));
    }

    private static Note note(Finding.Kind kind, String text, String... parts) {
        return new Note(kind, text, List.of(parts));
    }

    private record Note(Finding.Kind kind, String text, List<String> parts) {}
}
