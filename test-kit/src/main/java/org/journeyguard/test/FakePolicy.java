package org.journeyguard.test;

import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A policy of {@link FakeAm}.
 *
 * @param set its policy set
 * @param pattern of resources
 * @param actions which it allows (true) or denies (false)
 * @param attributes of the response
 * @param level that users must have signed in at; 0 for any
 * @param service that users must have signed in with; empty for any
 * @param address of clients; empty for any
 * @param isTransactional whether users must authorize each access
 * @param until when its decisions become invalid, in milliseconds of the epoch
 */
public record FakePolicy(
        String set,
        String pattern,
        Map<String, Boolean> actions,
        Map<String, List<String>> attributes,
        int level,
        String service,
        String address,
        boolean isTransactional,
        long until) {

    /** Creates a policy that neither allows nor denies anything yet. */
    public static FakePolicy about(String pattern) {
        return new FakePolicy(FakePolicies.SET, pattern, Map.of(), Map.of(), 0, "", "", false, Long.MAX_VALUE);
    }

    /** Returns the same in another policy set. */
    public FakePolicy in(String other) {
        return new FakePolicy(other, pattern, actions, attributes, level, service, address, isTransactional, until);
    }

    /** Returns the same that also allows actions. */
    public FakePolicy allowing(String... more) {
        return with(true, more);
    }

    /** Returns the same that also denies actions. */
    public FakePolicy denying(String... more) {
        return with(false, more);
    }

    private FakePolicy with(boolean isAllowed, String... more) {
        Map<String, Boolean> all = new HashMap<>(actions);
        for (String action : more) {
            all.put(action, isAllowed);
        }
        return new FakePolicy(
                set, pattern, Map.copyOf(all), attributes, level, service, address, isTransactional, until);
    }

    /** Returns the same with a response attribute. */
    public FakePolicy with(String attribute, String... values) {
        Map<String, List<String>> all = new HashMap<>(attributes);
        all.put(attribute, List.of(values));
        return new FakePolicy(set, pattern, actions, Map.copyOf(all), level, service, address, isTransactional, until);
    }

    /** Returns the same for users who have signed in at a level. */
    public FakePolicy atLevel(int required) {
        return new FakePolicy(set, pattern, actions, attributes, required, service, address, isTransactional, until);
    }

    /** Returns the same for users who have signed in with a service. */
    public FakePolicy byService(String requiredService) {
        return new FakePolicy(
                set, pattern, actions, attributes, level, requiredService, address, isTransactional, until);
    }

    /** Returns the same for clients at an address. */
    public FakePolicy from(String client) {
        return new FakePolicy(set, pattern, actions, attributes, level, service, client, isTransactional, until);
    }

    /** Returns the same that allows one access for each transaction that the user has authorized. */
    public FakePolicy oncePerTransaction() {
        return new FakePolicy(set, pattern, actions, attributes, level, service, address, true, until);
    }

    /** Returns the same whose decisions are valid until a moment. */
    public FakePolicy until(Instant end) {
        return new FakePolicy(
                set, pattern, actions, attributes, level, service, address, isTransactional, end.toEpochMilli());
    }

    boolean matches(String resource) {
        String regex = "\\Q" + pattern.replace("*", "\\E.*\\Q") + "\\E";
        return Pattern.compile(regex, Pattern.CASE_INSENSITIVE)
                .matcher(resource)
                .matches();
    }

    boolean isAboutSessions() {
        return level > 0 || !service.isEmpty() || isTransactional;
    }

    boolean isMetFrom(String client) {
        return address.isEmpty() || address.equals(client);
    }

    /** Returns what the user of a session has to do; empty if nothing. */
    Map<String, List<String>> advices(@Nullable FakeSession session) {
        Map<String, List<String>> advices = new HashMap<>();
        if (session == null) {
            return advices;
        }
        if (Integer.parseInt(session.properties().getOrDefault("AuthLevel", "0")) < level) {
            advices.put("AuthLevelConditionAdvice", List.of(String.valueOf(level)));
        }
        if (!service.isEmpty() && !service.equals(session.properties().get("Service"))) {
            advices.put("AuthenticateToServiceConditionAdvice", List.of(session.realm() + ":" + service));
        }
        return advices;
    }
}
