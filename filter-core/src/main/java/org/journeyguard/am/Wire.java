package org.journeyguard.am;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What AM sends, as JSON-B reads it. Every member may be missing. */
final class Wire {
    private Wire() {}

    /** {@code getSessionInfo} and {@code validate}. */
    public static final class SessionInfo {
        public @Nullable Boolean valid;
        public @Nullable String username;
        public @Nullable String uid;
        public @Nullable String universalId;
        public @Nullable String realm;
        public @Nullable String maxIdleExpirationTime;
        public @Nullable String maxSessionExpirationTime;
        public @Nullable Map<String, Object> properties;
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
}
