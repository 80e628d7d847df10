package org.journeyguard.am;

import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import org.journeyguard.credential.CookieReader;
import org.journeyguard.credential.Identity;
import org.journeyguard.credential.SsoToken;
import org.journeyguard.credential.TokenDigest;
import org.journeyguard.credential.Validation;
import org.jspecify.annotations.Nullable;

/**
 * Every call to AM. Blocks at most as long as the deadline of each question.
 *
 * @see "PingAM 8, Sessions guide: Manage sessions using REST (resource 3.1 to 4.0); OpenAM 16: resource 1.2 and 2.0"
 */
public final class AmClient implements AutoCloseable {
    /**
     * How long a server or a session counts as one that has no way to be touched, after it has turned out to be one. Not for
     * ever, because whatever stands before AM may have spoken in its place.
     */
    public static final Duration TOUCHES_ARE_VAIN_FOR = Duration.ofMinutes(5);

    private static final Pattern DOMAIN = Pattern.compile("\\.?[A-Za-z0-9-]+(\\.[A-Za-z0-9-]+)*");

    private final AmHttp http;
    private final String realm;
    private final String realmPath;
    private final Duration timeout;
    private final LongSupplier nanoTime;
    private final SessionApi sessions;

    /**
     * @param base server-to-server URL of AM, without a trailing slash
     * @param realm the realm whose endpoints are called, as AM path
     * @param connectTimeout how long a connection may take to open
     * @param timeout deadline of each question as a whole
     * @param nanoTime monotonic time
     */
    public AmClient(URI base, String realm, Duration connectTimeout, Duration timeout, LongSupplier nanoTime) {
        this.http = new AmHttp(base, connectTimeout, nanoTime);
        this.realm = realm;
        this.realmPath = AmPath.realm(realm);
        this.timeout = timeout;
        this.nanoTime = nanoTime;
        this.sessions = new SessionApi(http, realmPath, nanoTime);
    }

    /** The OAuth 2.0 server of the realm, over the same connections and with the same circuit breaker. */
    public OAuthApi oauth(OAuthSettings settings) {
        return new OAuthApi(http, settings, realm, nanoTime);
    }

    /** An agent (or administrator) by its name and password at AM, whose session begins when it is first needed. */
    public AgentSession agent(String name, String password) {
        return new AgentSession(http, realm, name, password, nanoTime);
    }

    /** All sessions of users, as an agent lists and ends them; null for none: they can only be ended at the user's own word. */
    public SessionDirectory directory(@Nullable AgentSession agent) {
        return new SessionDirectory(http, sessions, agent);
    }

    /**
     * Listens to what AM tells of sessions that end, until it is closed.
     *
     * @param agent whom AM tells
     * @param cookieName the name of AM's cookie; may throw {@link org.journeyguard.Unavailable}
     * @param ended is told of each session that ends, of this application or not
     */
    public NotificationSocket notifications(
            AgentSession agent, Supplier<String> cookieName, Consumer<TokenDigest> ended) {
        return new NotificationSocket(http, agent, cookieName, this::deadline, ended).listening();
    }

    /** The deadline of a question that begins now. */
    public Deadline deadline() {
        return Deadline.in(timeout, nanoTime);
    }

    /** {@code GET /json/…/serverinfo/*}: needs no session. */
    public Answer<ServerInfo> serverInfo() {
        AmReply reply =
                http.call(AmHttp.Asks.KNOWN, "GET", realmPath + "/serverinfo/*", version("1.1"), null, deadline());
        Wire.ServerInfo info = reply.is(200) ? http.parse(reply, Wire.ServerInfo.class) : null;
        if (info == null || info.cookieName == null || !CookieReader.isName(info.cookieName)) {
            return silent("serverinfo", reply);
        }
        List<String> domains = new ArrayList<>();
        for (@Nullable String domain : info.domains == null ? List.<String>of() : info.domains) {
            if (domain != null && DOMAIN.matcher(domain).matches()) {
                domains.add(domain.startsWith(".") ? domain.substring(1) : domain);
            }
        }
        return new Answer.Told<>(new ServerInfo(info.cookieName, domains));
    }

    /**
     * Asks whether a session is alive, and whose it is: {@code POST /json/…/sessions/?_action=getSessionInfo}, or
     * {@code validate} on the oldest servers.
     *
     * @param cookieName name of the header that bears the token
     * @param isKnown whether AM has confirmed this token before
     * @return {@link Validation.Valid}; {@link Validation.Refused} on 401 or {@code "valid": false};
     *     {@link Validation.Unavailable} on everything else
     */
    public Validation sessionInfo(SsoToken token, String cookieName, boolean isKnown) {
        return sessions.info(token, cookieName, isKnown, deadline());
    }

    /**
     * Asks the same about a session that AM has confirmed before, and tells AM that it is in use, so that its idle time
     * begins anew: {@code getSessionInfoAndResetIdleTime}, {@code refresh} on older servers, and on OpenAM the question itself.
     */
    public Touched touch(SsoToken token, String cookieName) {
        return sessions.touch(token, cookieName, deadline());
    }

    /**
     * What came of a touch.
     *
     * @param validation AM's answer about the session
     * @param isPossible false when AM has no way to touch this session
     */
    public record Touched(Validation validation, boolean isPossible) {}

    /** Whether the server, as far as it is known, has a way to touch sessions. */
    public boolean canTouch() {
        return sessions.canTouch();
    }

    /** Whether the server takes every question about a session for its use, as OpenAM does. */
    public boolean isAskingUse() {
        return sessions.isAskingUse();
    }

    /**
     * Ends a session that AM has confirmed: {@code POST /json/…/sessions/?_action=logout}. Tried even while AM is not asked
     * otherwise.
     *
     * @return true when AM ended it, false when there was none to end (any more)
     */
    public Answer<Boolean> logout(SsoToken token, String cookieName, Deadline deadline) {
        return sessions.logout(token, cookieName, deadline);
    }

    /**
     * Where AM would send the user after signing in: {@code POST /json/…/users?_action=idFromSession}.
     *
     * @param realm the session's realm
     */
    public Answer<Optional<String>> successUrl(SsoToken token, String cookieName, String realm) {
        AmReply reply = http.call(
                AmHttp.Asks.KNOWN,
                "POST",
                AmPath.realm(realm) + "/users?_action=idFromSession",
                asking(token, cookieName, "2.0"),
                "{}",
                deadline());
        Wire.IdFromSession answer = reply.is(200) ? http.parse(reply, Wire.IdFromSession.class) : null;
        return answer == null
                ? goneOrSilent("idFromSession", reply)
                : new Answer.Told<>(Optional.ofNullable(answer.successURL));
    }

    /**
     * The values of an attribute of the user: {@code GET /json/…/users/{name}}.
     *
     * @param identity the user, whose session asks
     * @param attribute by AM's name
     * @return empty when the user has none
     */
    public Answer<Set<String>> userAttribute(SsoToken token, String cookieName, Identity identity, String attribute) {
        if (AmPath.isDots(identity.name())) {
            return new Answer.Silent<>("a user whose name is a path", Duration.ofMinutes(1));
        }
        AmReply reply = http.call(
                AmHttp.Asks.KNOWN,
                "GET",
                AmPath.realm(identity.realm()) + "/users/" + AmPath.segment(identity.name()) + "?_fields="
                        + AmPath.segment(attribute),
                asking(token, cookieName, "2.0"),
                null,
                deadline());
        return member("user attribute " + attribute, reply, attribute, Wire::values);
    }

    /**
     * The values of a property of the session, which AM writes with {@code |} or {@code ,} between them:
     * {@code POST /json/…/sessions/?_action=getSessionProperties}.
     *
     * @param identity the user, whose session asks
     * @param property by AM's name; AM shows only those on its whitelist
     * @return empty when the session has none
     */
    public Answer<Set<String>> sessionProperty(SsoToken token, String cookieName, Identity identity, String property) {
        String shown = identity.attributes().get(property);
        if (shown != null) {
            return new Answer.Told<>(Wire.split(shown));
        }
        AmReply reply = sessions.properties(token, cookieName, deadline());
        return member("session property " + property, reply, property, value -> Wire.split(String.valueOf(value)));
    }

    private Answer<Set<String>> member(String what, AmReply reply, String name, Function<Object, Set<String>> read) {
        Map<?, ?> members = reply.is(200) ? http.parse(reply, HashMap.class) : null;
        if (members == null) {
            return goneOrSilent(what, reply);
        }
        Object value = members.get(name);
        return new Answer.Told<>(value == null ? Set.of() : read.apply(value));
    }

    @Override
    public void close() {
        http.close();
    }

    static Map<String, String> asking(SsoToken token, String cookieName, String resource) {
        Map<String, String> headers = new HashMap<>(version(resource));
        headers.put(cookieName, token.value());
        return headers;
    }

    private static Map<String, String> version(String resource) {
        return Map.of("Accept-API-Version", "resource=" + resource + ", protocol=1.0");
    }

    private static <T> Answer<T> goneOrSilent(String what, AmReply reply) {
        return reply.is(401) ? new Answer.SessionGone<>() : silent(what, reply);
    }

    static <T> Answer<T> silent(String what, AmReply reply) {
        return new Answer.Silent<>(what + ": " + reply.description(), reply.retryAfter());
    }
}
