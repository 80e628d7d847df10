package org.journeyguard.internal.guard;

import java.time.Clock;
import org.journeyguard.internal.am.AmClient;
import org.journeyguard.internal.am.AmSettings;
import org.journeyguard.internal.am.session.AgentSession;
import org.journeyguard.internal.am.session.AgentSettings;
import org.journeyguard.internal.am.session.ServiceAccountSettings;
import org.journeyguard.internal.am.session.SessionAdministrator;
import org.jspecify.annotations.Nullable;

/**
 * The accounts with which the application asks AM for what users may not ask themselves.
 *
 * @param agent receives notifications; null if there is none
 * @param administrator lists and ends sessions, and evaluates policies: the service account, else the agent; null if there is neither
 */
public record AmAccounts(
        @Nullable AgentSession agent, @Nullable SessionAdministrator administrator) {

    /** Creates the configured accounts; they sign in when they are first needed. */
    public static AmAccounts of(AmSettings settings, AmClient am, Clock clock) {
        AgentSettings named = settings.agent();
        AgentSession agent = named == null ? null : am.agent(named.name(), named.password());
        ServiceAccountSettings account = settings.serviceAccount();
        return new AmAccounts(
                agent,
                account == null
                        ? agent
                        : am.serviceAccount(
                                account.id(), account.key(), account.tokenEndpoint(), settings.publicUrl(), clock));
    }
}
