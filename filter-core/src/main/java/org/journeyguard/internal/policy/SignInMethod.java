package org.journeyguard.internal.policy;

import org.journeyguard.internal.request.RequestFacts;
import org.jspecify.annotations.Nullable;

/** Where people sign in, and how they come back from there. */
public sealed interface SignInMethod permits LoginPage, CodeFlow {

    /**
     * The URL that signs in and comes back.
     *
     * @param rawPath path below the context, as sent
     * @param query as sent; null for none
     * @param how to sign in
     */
    String andBackTo(String rawPath, @Nullable String query, AuthenticationRequirement how);

    /** Sends a person there. */
    Decision visit(SignInVisit visit);

    /** Whether it can be found out there whether somebody is signed in, without a page (OpenID Connect Core, 3.1.2.1: {@code prompt=none}). */
    boolean canBeSilent();

    /** Why somebody is sent there again and again. */
    Reason loop();

    /** The application's public URL with its context path, without a trailing slash. */
    String app();

    /** The path below it where {@link ReturnAddress}es are. */
    String redirectPath();

    /** AM's pages as browsers know them: how their addresses begin. */
    AmPages pages();

    /** Whether a request is one for the redirect path, in both readings of its path. */
    default boolean isRedirectPath(RequestFacts facts) {
        return facts.rawPath().equals(redirectPath()) && facts.containerPath().equals(redirectPath());
    }
}
