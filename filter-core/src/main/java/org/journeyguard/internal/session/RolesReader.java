package org.journeyguard.internal.session;

import java.util.Map;
import org.journeyguard.internal.config.Settings;
import org.journeyguard.internal.config.keys.Key;
import org.journeyguard.internal.config.keys.RoleKeys;
import org.journeyguard.internal.session.RoleSettings.SessionSource;
import org.jspecify.annotations.Nullable;

/** Reads the sources of roles: for each kind of credential the first that applies to it. */
final class RolesReader {
    private static final String CLAIM = "claim";
    private static final Map<String, SessionSource> OF_SESSIONS =
            Map.of("user-attribute", SessionSource.USER_ATTRIBUTE, "session-property", SessionSource.SESSION_PROPERTY);

    private final Settings settings;

    RolesReader(Settings settings) {
        this.settings = settings;
    }

    RoleSettings read() {
        @Nullable String session = null;
        @Nullable String token = null;
        for (String word : settings.list(RoleKeys.SOURCE)) {
            String earlier = word.equals(CLAIM) ? token : session;
            if (!word.equals(CLAIM) && !OF_SESSIONS.containsKey(word)) {
                mistake("has '" + word + "'; expected one of user-attribute, session-property, claim");
            } else if (earlier != null) {
                mistake("has '" + word + "' after '" + earlier
                        + "', which applies to the same requests, so the second is never used: remove one");
            } else if (word.equals(CLAIM)) {
                token = word;
            } else {
                session = word;
            }
        }
        return new RoleSettings(
                session == null ? SessionSource.NONE : OF_SESSIONS.getOrDefault(session, SessionSource.NONE),
                session == null ? "" : name(session),
                token == null ? "" : name(token));
    }

    private String name(String source) {
        Key<String> own = RoleKeys.nameOf(source);
        return settings.text(settings.isSet(own) ? own : RoleKeys.NAME);
    }

    private void mistake(String problem) {
        settings.mistake(RoleKeys.SOURCE, problem);
    }
}
