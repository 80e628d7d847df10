package org.journeyguard.internal.am.session;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.journeyguard.internal.credential.AuthenticationContext;
import org.journeyguard.internal.credential.SsoIdentity;
import org.journeyguard.internal.credential.SsoToken;
import org.journeyguard.internal.http.AmHeaders;
import org.journeyguard.internal.http.AmHttp;
import org.journeyguard.internal.http.AmPath;
import org.journeyguard.internal.http.AmResponse;
import org.journeyguard.internal.http.AmResult;
import org.journeyguard.internal.resilience.Deadline;
import org.jspecify.annotations.Nullable;

/** Reads attributes of sessions and users from AM. */
public final class SessionAttributes {
    private static final long SECONDS = Duration.ofSeconds(5).toNanos();

    private final AmHttp http;
    private final SessionApi sessions;
    private final Supplier<Deadline> deadlines;
    private final AmProbe probe;
    private final LongSupplier nanoTime;
    /** Until then it is known that AM can tell of users. */
    private volatile long tellsOfUsersUntil;

    /**
     * @param deadlines of calls that begin now
     * @param probe shows whether AM is well otherwise
     */
    public SessionAttributes(
            AmHttp http, SessionApi sessions, Supplier<Deadline> deadlines, AmProbe probe, LongSupplier nanoTime) {
        this.http = http;
        this.sessions = sessions;
        this.deadlines = deadlines;
        this.probe = probe;
        this.nanoTime = nanoTime;
        this.tellsOfUsersUntil = nanoTime.getAsLong();
    }

    /**
     * Where AM would send the user after signing in: {@code POST /json/…/users?_action=idFromSession}.
     *
     * @param realm the session's realm
     */
    public AmResult<Optional<String>> successUrl(SsoToken token, String cookieName, String realm) {
        AmResponse reply = http.call(
                http.json(
                        "idFromSession",
                        "POST",
                        AmPath.realm(realm) + "/users?_action=idFromSession",
                        AmHeaders.session(cookieName, token.value(), "2.0"),
                        "{}"),
                deadlines.get());
        AmJson.IdFromSession answer = reply.is(200) ? http.parse(reply, AmJson.IdFromSession.class) : null;
        return answer == null
                ? endedOrNoAnswer("idFromSession", reply)
                : new AmResult.Value<>(Optional.ofNullable(answer.successURL));
    }

    /**
     * The values of an attribute of the user: {@code GET /json/…/users/{name}}.
     *
     * @param identity the user, whose session asks
     * @param attribute by AM's name
     * @return empty when the user has none, or a name that AM can't look up
     */
    public AmResult<Set<String>> userAttribute(
            SsoToken token, String cookieName, SsoIdentity identity, String attribute) {
        if (AmPath.isDots(identity.name())) {
            return new AmResult.Value<>(Set.of());
        }
        AmResponse reply = http.call(
                http.json(
                        "users",
                        "GET",
                        AmPath.realm(identity.realm()) + "/users/" + AmPath.segment(identity.name()) + "?_fields="
                                + AmPath.segment(attribute),
                        AmHeaders.session(cookieName, token.value(), "2.0"),
                        null),
                deadlines.get());
        if (reply.is(200)) {
            tellsOfUsersUntil = nanoTime.getAsLong() + SECONDS;
        } else if (isAboutName(reply)) {
            return new AmResult.Value<>(Set.of());
        }
        return member("user attribute " + attribute, reply, attribute, AmJson::values);
    }

    /** Whether AM has no user of that name, or can't read it. Without its user store it answers 500 to all names, and is well otherwise. */
    private boolean isAboutName(AmResponse reply) {
        return reply.is(500)
                ? nanoTime.getAsLong() - tellsOfUsersUntil < 0
                : (reply.is(404) || reply.mayBeCausedByCredential()) && probe.isWell();
    }

    /**
     * The values of a property of the session, which AM writes with {@code |} or {@code ,} between them:
     * {@code POST /json/…/sessions/?_action=getSessionProperties}.
     *
     * @param identity the user, whose session asks
     * @param property by AM's name; AM shows only those on its whitelist
     * @return empty when the session has none
     */
    public AmResult<Set<String>> sessionProperty(
            SsoToken token, String cookieName, SsoIdentity identity, String property) {
        String shown = identity.attributes().get(property);
        if (shown != null) {
            return new AmResult.Value<>(AmJson.split(shown));
        }
        AmResponse reply = sessions.properties(token, cookieName, deadlines.get());
        return member("session property " + property, reply, property, SessionAttributes::values);
    }

    /**
     * How the user of a session has signed in, by its properties {@code Service} and {@code AuthLevel}, if they are on AM's
     * whitelist.
     *
     * @param realm the session's
     */
    public AmResult<AuthenticationContext> context(SsoToken token, String cookieName, String realm) {
        AmResponse reply = sessions.properties(token, cookieName, deadlines.get());
        Map<?, ?> members = reply.is(200) ? http.parse(reply, HashMap.class) : null;
        if (members == null) {
            return endedOrNoAnswer("session properties", reply);
        }
        return new AmResult.Value<>(AuthenticationContext.ofSession(
                realm, values(members.get("Service")), values(members.get("AuthLevel"))));
    }

    private static Set<String> values(@Nullable Object property) {
        return property == null ? Set.of() : AmJson.split(String.valueOf(property));
    }

    private AmResult<Set<String>> member(
            String what, AmResponse reply, String name, Function<Object, Set<String>> read) {
        Map<?, ?> members = reply.is(200) ? http.parse(reply, HashMap.class) : null;
        if (members == null) {
            return endedOrNoAnswer(what, reply);
        }
        Object value = members.get(name);
        return new AmResult.Value<>(value == null ? Set.of() : read.apply(value));
    }

    private static <T> AmResult<T> endedOrNoAnswer(String what, AmResponse reply) {
        return reply.is(401) ? AmResult.sessionEnded() : reply.noAnswer(what);
    }
}
