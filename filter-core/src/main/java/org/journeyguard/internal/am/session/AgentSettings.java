package org.journeyguard.internal.am.session;

import org.journeyguard.internal.config.Settings;
import org.journeyguard.internal.config.keys.AmKeys;
import org.jspecify.annotations.Nullable;

/**
 * An agent at AM. {@code toString()} shows no secret.
 *
 * @param name at AM
 * @param password at AM
 */
public record AgentSettings(String name, String password) {
    /** Reads the settings; null if there is no agent. */
    public static @Nullable AgentSettings read(Settings settings) {
        String name = settings.optional(AmKeys.AGENT_NAME);
        String password = settings.optional(AmKeys.AGENT_PASSWORD);
        return name == null || password == null ? null : new AgentSettings(name, password);
    }

    @Override
    public String toString() {
        return "AgentSettings(" + name + ")";
    }
}
