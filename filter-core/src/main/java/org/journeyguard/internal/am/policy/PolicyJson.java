package org.journeyguard.internal.am.policy;

import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.journeyguard.PolicyDecision;
import org.jspecify.annotations.Nullable;

/** What AM sends about policies, as JSON-B reads it. Every member may be missing. */
final class PolicyJson {
    private PolicyJson() {}

    /** The answer, an array. */
    public static final class Rows {
        public @Nullable List<@Nullable Row> elements;
    }

    /** The decision about one resource. */
    public static final class Row {
        public @Nullable String resource;
        public @Nullable Map<String, Object> actions;
        public @Nullable Map<String, Object> attributes;
        public @Nullable Map<String, Object> advices;
        public @Nullable Long ttl;

        /**
         * Returns the evaluation that this row states.
         *
         * @param now by AM's clock
         */
        Evaluation evaluation(String about, Instant now) {
            Map<String, Boolean> allowed = new HashMap<>();
            if (actions != null) {
                actions.forEach((action, isAllowed) -> allowed.put(action, Boolean.TRUE.equals(isAllowed)));
            }
            return new Evaluation(
                    new PolicyDecision(about, allowed, lists(attributes), lists(advices)), lasts(ttl, now));
        }
    }

    /** {@code ttl} is not a duration but the moment until which the decision is valid, in milliseconds of the epoch. */
    private static Duration lasts(@Nullable Long ttl, Instant now) {
        return Duration.ofMillis(ttl == null ? Long.MAX_VALUE : ttl).minusMillis(now.toEpochMilli());
    }

    private static Map<String, List<String>> lists(@Nullable Map<String, Object> members) {
        Map<String, List<String>> lists = new HashMap<>();
        if (members != null) {
            members.forEach((name, value) -> {
                if (value != null) {
                    lists.put(name, texts(value));
                }
            });
        }
        return lists;
    }

    private static List<String> texts(Object value) {
        Collection<?> values = value instanceof Collection<?> many ? many : List.of(value);
        return values.stream().map(String::valueOf).toList();
    }
}
