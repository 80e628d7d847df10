package org.journeyguard.internal.am.session;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import java.util.stream.Collectors;
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
        return userAttributes(token, cookieName, identity, List.of(attribute))
                .map(found -> Set.copyOf(found.getOrDefault(attribute, List.of())));
    }

    /**
     * The values of several attributes of the user, with one call: {@code GET /json/…/users/{name}}.
     *
     * @param identity the user, whose session asks
     * @param attributes by AM's names
     * @return without those that the user does not have; empty for a name that AM can't look up
     */
    public AmResult<Map<String, List<String>>> userAttributes(
            SsoToken token, String cookieName, SsoIdentity identity, List<String> attributes) {
        if (AmPath.isDots(identity.name())) {
            return new AmResult.Value<>(Map.of());
        }
        AmResponse reply = http.call(
                http.json(
                        "users",
                        "GET",
                        AmPath.realm(identity.realm()) + "/users/" + AmPath.segment(identity.name()) + "?_fields="
                                + attributes.stream().map(AmPath::segment).collect(Collectors.joining(",")),
                        AmHeaders.session(cookieName, token.value(), "2.0"),
                        null),
                deadlines.get());
        if (reply.is(200)) {
            tellsOfUsersUntil = nanoTime.getAsLong() + SECONDS;
        } else if (isAboutName(reply)) {
            return new AmResult.Value<>(Map.of());
        }
        return members("user attributes " + attributes, reply, attributes, AmJson::list);
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
        return sessionProperties(token, cookieName, identity, List.of(property))
                .map(found -> Set.copyOf(found.getOrDefault(property, List.of())));
    }

    /**
     * The values of several properties of the session, with one call, or with none if AM has shown them already.
     *
     * @return without those that the session does not have
     */
    public AmResult<Map<String, List<String>>> sessionProperties(
            SsoToken token, String cookieName, SsoIdentity identity, List<String> properties) {
        Map<String, String> shown = identity.attributes();
        if (shown.keySet().containsAll(properties)) {
            return new AmResult.Value<>(listed(shown, properties, SessionAttributes::texts));
        }
        AmResponse reply = sessions.properties(token, cookieName, deadlines.get());
        return members("session properties " + properties, reply, properties, SessionAttributes::texts);
    }

    private static List<String> texts(Object property) {
        return List.copyOf(values(property));
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

    private AmResult<Map<String, List<String>>> members(
            String what, AmResponse reply, List<String> names, Function<Object, List<String>> read) {
        Map<?, ?> members = reply.is(200) ? http.parse(reply, HashMap.class) : null;
        return members == null ? endedOrNoAnswer(what, reply) : new AmResult.Value<>(listed(members, names, read));
    }

    private static Map<String, List<String>> listed(
            Map<?, ?> members, List<String> names, Function<Object, List<String>> read) {
        Map<String, List<String>> listed = new HashMap<>();
        for (String name : names) {
            Object value = members.get(name);
            List<String> values = value == null ? List.of() : read.apply(value);
            if (!values.isEmpty()) {
                listed.put(name, values);
            }
        }
        return Map.copyOf(listed);
    }

    private static <T> AmResult<T> endedOrNoAnswer(String what, AmResponse reply) {
        return reply.is(401) ? AmResult.sessionEnded() : reply.noAnswer(what);
    }
}
