package org.journeyguard.decide;

import org.jspecify.annotations.Nullable;

/** Where people sign in, and how they come back from there. */
public sealed interface SignInPlace permits LoginPage, CodeFlow {

    /**
     * The URL that signs in and comes back.
     *
     * @param rawPath path below the context, as sent
     * @param query as sent; null for none
     * @param how to sign in
     */
    String andBackTo(String rawPath, @Nullable String query, AuthenticationDemand how);

    /**
     * Sends a person there.
     *
     * @param rawPath as above
     * @param query as above
     * @param how as above
     * @param loginCounter new value of the cookie that counts these visits
     */
    Decision visit(String rawPath, @Nullable String query, AuthenticationDemand how, String loginCounter);

    /** Why somebody is sent there again and again. */
    Reason loop();
}
