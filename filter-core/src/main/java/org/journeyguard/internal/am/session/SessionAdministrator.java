package org.journeyguard.internal.am.session;

import java.util.Map;
import org.journeyguard.internal.http.AmResponse;
import org.journeyguard.internal.http.AmResult;
import org.journeyguard.internal.http.Interceptor;
import org.journeyguard.internal.resilience.Deadline;
import org.jspecify.annotations.Nullable;

/** An identity that may list and end the sessions of others at AM, or evaluate policies for them. {@code toString()} shows no secret. */
public abstract sealed class SessionAdministrator permits AgentSession, ServiceAccount {
    SessionAdministrator() {}

    /**
     * Returns the step that sends requests as this administrator, and once more with a new credential where AM refuses the present one.
     *
     * @param cookieName the header that carries an SSO token
     */
    public final Interceptor authentication(String cookieName) {
        return (request, chain) -> credential(null, chain.deadline())
                .fold(
                        present -> {
                            AmResponse response = chain.proceed(request.with(headers(cookieName, present)));
                            return response.is(401)
                                    ? credential(present, chain.deadline())
                                            .fold(
                                                    next -> chain.proceed(request.with(headers(cookieName, next))),
                                                    AmResponse::unsent)
                                    : response;
                        },
                        AmResponse::unsent);
    }

    /**
     * Returns the present credential, or a new one; never a refusal.
     *
     * @param refused the credential that AM does not honour any more; null for none
     */
    abstract AmResult<String> credential(@Nullable String refused, Deadline deadline);

    /** Returns the headers that carry a credential. */
    abstract Map<String, String> headers(String cookieName, String credential);

    /** Returns the version of the session API that this administrator is documented for, in a dialect. */
    abstract String resource(Dialect dialect);

    /** Returns what to check when AM does not let this administrator list sessions. */
    abstract String advice();
}
