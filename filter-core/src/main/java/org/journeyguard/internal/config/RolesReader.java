package org.journeyguard.internal.config;

import java.util.List;
import org.journeyguard.internal.config.RoleSettings.SessionSource;
import org.journeyguard.internal.config.keys.Key;
import org.journeyguard.internal.config.keys.RoleKeys;
import org.jspecify.annotations.Nullable;

/** Reads the sources of roles: for each kind of credential the first that applies to it. */
final class RolesReader {
    private final SettingsReader values;

    RolesReader(SettingsReader values) {
        this.values = values;
    }

    /** A source of roles as named in a configuration. */
    private enum Source {
        USER_ATTRIBUTE("user-attribute", SessionSource.USER_ATTRIBUTE),
        SESSION_PROPERTY("session-property", SessionSource.SESSION_PROPERTY),
        CLAIM("claim", SessionSource.NONE);

        private final String word;
        private final SessionSource ofSession;

        Source(String word, SessionSource ofSession) {
            this.word = word;
            this.ofSession = ofSession;
        }

        /** Returns the key for the name of the attribute, property or claim. */
        Key<String> nameKey() {
            return switch (this) {
                case USER_ATTRIBUTE -> RoleKeys.USER_ATTRIBUTE;
                case SESSION_PROPERTY -> RoleKeys.SESSION_PROPERTY;
                case CLAIM -> RoleKeys.CLAIM;
            };
        }

        static @Nullable Source of(String word) {
            for (Source source : values()) {
                if (source.word.equals(word)) {
                    return source;
                }
            }
            return null;
        }
    }

    /** Faults are collected with the values. */
    RoleSettings read() {
        @Nullable Source session = null;
        @Nullable Source token = null;
        List<String> listed = values.list(RoleKeys.SOURCE);
        for (String word : listed) {
            Source source = Source.of(word);
            Source earlier = source == Source.CLAIM ? token : session;
            if (source == null) {
                mistake("has '" + word + "'; expected one of user-attribute, session-property, claim");
            } else if (earlier != null) {
                mistake("has '" + word + "' after '" + earlier.word
                        + "', which applies to the same requests, so the second is never used: remove one");
            } else if (source == Source.CLAIM) {
                token = source;
            } else {
                session = source;
            }
        }
        for (Source source : Source.values()) {
            if (values.isOwn(source.nameKey()) && !listed.contains(source.word)) {
                mistake("does not list " + source.word + " although "
                        + source.nameKey().key() + " is set");
            }
        }
        if (listed.isEmpty() && values.isSet(RoleKeys.NAME)) {
            mistake("is missing although journey.roles.name is set");
        }
        return new RoleSettings(session == null ? SessionSource.NONE : session.ofSession, name(session), name(token));
    }

    private String name(@Nullable Source source) {
        if (source == null) {
            return "";
        }
        String own = values.optional(source.nameKey());
        String name = own != null ? own : values.optional(RoleKeys.NAME);
        if (name == null) {
            values.mistake(
                    RoleKeys.NAME,
                    "is missing although journey.roles.source lists " + source.word + ", and so is "
                            + source.nameKey().key());
            return "";
        }
        return name;
    }

    private void mistake(String problem) {
        values.mistake(RoleKeys.SOURCE, problem);
    }
}
