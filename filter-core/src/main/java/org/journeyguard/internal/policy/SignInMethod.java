package org.journeyguard.internal.policy;

import org.journeyguard.internal.request.RequestFacts;
import org.jspecify.annotations.Nullable;

/** Where users sign in, and how they return. */
public sealed interface SignInMethod permits LoginPage, CodeFlow, SignInPage {

    /**
     * Returns the URL that signs in and returns.
     *
     * @param rawPath path below the context, as sent
     * @param query as sent; null for none
     * @param how the required sign-in
     */
    String loginUrlReturningTo(String rawPath, @Nullable String query, AuthenticationRequirement how);

    /** Redirects a user to sign in. */
    Decision visit(SignInVisit visit);

    /** Returns whether a sign-in can be checked without showing a page (OpenID Connect Core, 3.1.2.1: {@code prompt=none}). */
    default boolean canBeSilent() {
        return false;
    }

    /** Returns the reason to report for a login loop. */
    default Reason loop() {
        return Reason.LOGIN_LOOP;
    }

    /** Returns the application's public URL with its context path, without a trailing slash. */
    String app();

    /** Returns the path below it of {@link ReturnAddress}es. */
    String redirectPath();

    /** Returns AM's pages as browsers see them. */
    AmPages pages();

    /** Returns whether a request is for the redirect path, by both its raw and its container path. */
    default boolean isRedirectPath(RequestFacts facts) {
        return facts.rawPath().equals(redirectPath()) && facts.containerPath().equals(redirectPath());
    }
}
