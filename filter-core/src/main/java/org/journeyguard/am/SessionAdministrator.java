package org.journeyguard.am;

import java.util.Map;
import java.util.function.Function;

/** Who may list and end the sessions of others at AM. {@code toString()} shows no secret. */
public abstract sealed class SessionAdministrator permits AgentSession, ServiceAccount {
    SessionAdministrator() {}

    /**
     * Calls AM as this administrator; once more with a new credential where AM refuses the present one.
     *
     * @param cookieName the header that bears an SSO token
     * @param call made with the headers that say who calls
     */
    abstract AmReply ask(String cookieName, Function<Map<String, String>, AmReply> call, Deadline deadline);

    /** The version of the session API that this administrator is documented for, in a dialect. */
    abstract String resource(Dialect dialect);

    /** What an administrator of the application has to look at when AM does not let this one list sessions. */
    abstract String advice();
}
