package org.journeyguard.internal.am.session;

import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What AM sends, as JSON-B reads it. Every member may be missing. */
final class AmJson {
    private AmJson() {}

    /** {@code getSessionInfo} and {@code validate}. */
    public static final class SessionInfo {
        public @Nullable Boolean valid;
        public @Nullable String username;
        public @Nullable String uid;
        public @Nullable String universalId;
        public @Nullable String realm;
        public @Nullable String latestAccessTime;
        public @Nullable String maxIdleExpirationTime;
        public @Nullable String maxSessionExpirationTime;
        public @Nullable String sessionHandle;
        public @Nullable Map<String, Object> properties;
    }

    /** A row of the list of sessions. */
    public static final class ListedSession {
        public @Nullable String username;
        public @Nullable String universalId;
        public @Nullable String realm;
        public @Nullable String sessionHandle;
        public @Nullable String latestAccessTime;
        public @Nullable String maxIdleExpirationTime;
        public @Nullable String maxSessionExpirationTime;
    }

    /** The list of sessions. */
    public static final class ListedSessions {
        public @Nullable List<@Nullable ListedSession> result;
    }

    /** {@code serverinfo/*}. */
    public static final class ServerInfo {
        public @Nullable String cookieName;
        public @Nullable List<@Nullable String> domains;
    }

    /** {@code users?_action=idFromSession}. */
    public static final class IdFromSession {
        public @Nullable String successURL;
    }

    /** The values of a member that is one value or a list, in their order. */
    static List<String> list(Object value) {
        return (value instanceof Collection<?> many ? many : List.of(value))
                .stream()
                        .filter(Objects::nonNull)
                        .map(String::valueOf)
                        .distinct()
                        .toList();
    }

    /** The values in a text, which AM writes with {@code |} or {@code ,} between them. */
    static Set<String> split(String value) {
        Set<String> values = new LinkedHashSet<>();
        for (String each : value.split("[|,]", -1)) {
            if (!each.isBlank()) {
                values.add(each.strip());
            }
        }
        return Set.copyOf(values);
    }

    /** Members as texts; empty when there are none. */
    static Map<String, String> texts(@Nullable Map<String, Object> properties) {
        Map<String, String> texts = new HashMap<>();
        if (properties != null) {
            properties.forEach((name, value) -> {
                if (value != null) {
                    texts.put(name, value.toString());
                }
            });
        }
        return texts;
    }

    /** A point of time; null when there is none or it is not one. */
    static @Nullable Instant instant(@Nullable String text) {
        try {
            return text == null ? null : Instant.parse(text);
        } catch (DateTimeParseException e) {
            return null;
        }
    }
}
