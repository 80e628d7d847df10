package org.journeyguard.internal.policy;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The filter's decision about a request. */
public sealed interface Decision {

    /** Proceeds with the validated user. */
    Decision PROCEED = new Proceed(Proceed.As.USER);
    /** Proceeds; AM is called only if the application requests the user. */
    Decision PROCEED_LAZILY = new Proceed(Proceed.As.LAZY);
    /** Proceeds without a user. */
    Decision PROCEED_ANONYMOUSLY = new Proceed(Proceed.As.ANONYMOUS);
    /** Logs the user out. */
    Decision LOG_OUT = new LogOut(false);
    /** Ends all sessions of the user. */
    Decision LOG_OUT_EVERYWHERE = new LogOut(true);
    /** Asks for confirmation, because the user may not have intended the logout. */
    Decision CONFIRM_LOG_OUT = new ConfirmLogOut();
    /** Handles a request for the redirect path of the authorization code flow. */
    Decision FINISH_SIGN_IN = new FinishSignIn();

    /** Shows the application's own sign-in page, or processes what was entered there. */
    Decision SHOW_SIGN_IN_PAGE = new ShowSignInPage();

    /** Receives a logout token from AM. */
    Decision RECEIVE_LOGOUT = new ReceiveLogout();

    /**
     * The request proceeds.
     *
     * @param as the user that the application sees
     */
    record Proceed(As as) implements Decision {
        /** The user that the application sees. */
        public enum As {
            /** The validated user. */
            USER,
            /** The user that AM confirms once the application requests it. */
            LAZY,
            /** No user. */
            ANONYMOUS
        }
    }

    /**
     * Redirects the user to sign in: 302.
     *
     * @param location AM's login page with the return address
     * @param count what the browser has to remember of the visit
     * @param stored what the browser has to store first, by a page instead of a 302; null for nothing
     */
    record Redirect(
            String location, LoginCount count, @Nullable LongTarget stored) implements Decision {}

    /**
     * Redirects to a URL of the application: 302. For users who have returned from AM, and for other host names.
     *
     * @param location of the application
     */
    record GoBack(String location) implements Decision {}

    /**
     * Keeps a POST while its user signs in, and redirects the user to sign in.
     *
     * @param demand the required sign-in
     * @param otherwise the answer if it can't be kept
     */
    record KeepPost(AuthenticationRequirement demand, Challenge otherwise) implements Decision {}

    /**
     * Makes the browser send a kept POST again.
     *
     * @param id of the kept POST
     */
    record RepeatPost(String id) implements Decision {}

    /**
     * Resumes a visit whose target is in the browser's storage.
     *
     * @param key under which it is stored
     * @param app URL of the application, without a trailing slash
     */
    record Resume(String key, String app) implements Decision {}

    /**
     * 401 or 403 with {@code WWW-Authenticate}.
     *
     * @param reason why
     * @param login URL to sign in, for a link on the page; null if there is none
     * @param scope the scope that the access token lacks (RFC 6750, 3); empty if that is not the reason
     * @param acrValues the required acr values (RFC 9470, 3); empty if that is not the reason, or they are not known
     * @param advice what AM's policies advise; null if that is not the reason, or RFC 9470 says it all
     */
    record Challenge(
            Reason reason,
            @Nullable String login,
            Set<String> scope,
            List<String> acrValues,
            @Nullable SsoAdvice advice)
            implements Decision {
        /** Copies scope and values. */
        public Challenge {
            scope = Set.copyOf(scope);
            acrValues = List.copyOf(acrValues);
        }

        /** Creates a challenge without an advice. */
        public Challenge(Reason reason, @Nullable String login, Set<String> scope, List<String> acrValues) {
            this(reason, login, scope, acrValues, null);
        }

        /** Creates a challenge for a missing user. */
        public Challenge(Reason reason, @Nullable String login) {
            this(reason, login, Set.of(), List.of());
        }
    }

    /**
     * Tells a program by which sign-in its user could be allowed, in the form of PingGateway and Ping's SDKs.
     *
     * @param realm where to sign in, as an AM path
     * @param amUrl AM's URL
     * @param advices AM's
     * @see "PingGateway: Deny requests with advice in a header"
     */
    record SsoAdvice(String realm, String amUrl, Map<String, List<String>> advices) {
        /** Copies the advices. */
        public SsoAdvice {
            advices = Map.copyOf(advices);
        }
    }

    /**
     * A refusal that signing in would not change.
     *
     * @param reason why
     * @param retryAfter when a retry makes sense; null if it does not
     */
    record Reject(Reason reason, @Nullable Duration retryAfter) implements Decision {}

    /**
     * Redirects the user to sign in by the authorization code flow.
     *
     * @param back path below the context, with its query, to return to: {@link ReturnPath}
     * @param acrValues required sign-in methods; empty for any
     * @param count what the browser has to remember of the visit
     * @param isSilent whether AM must not prompt the user
     * @param stored what the browser has to store first, by a page instead of a 302; null for nothing
     */
    record BeginSignIn(
            String back,
            List<String> acrValues,
            LoginCount count,
            boolean isSilent,
            @Nullable LongTarget stored) implements Decision {
        /** Copies the values. */
        public BeginSignIn {
            acrValues = List.copyOf(acrValues);
        }
    }

    /** Completes a sign-in by the authorization code flow. */
    record FinishSignIn() implements Decision {}

    /** Shows the application's own sign-in page, or processes what was entered there. */
    record ShowSignInPage() implements Decision {}

    /**
     * Ends the session.
     *
     * @param everywhere whether all other sessions of the user end too
     */
    record LogOut(boolean everywhere) implements Decision {}

    /** Receives a logout token (OpenID Connect Back-Channel Logout 1.0, 2.5). */
    record ReceiveLogout() implements Decision {}

    /** Asks the user to confirm the logout. */
    record ConfirmLogOut() implements Decision {}
}
