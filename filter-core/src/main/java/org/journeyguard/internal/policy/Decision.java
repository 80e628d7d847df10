package org.journeyguard.internal.policy;

import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What happens to a request. */
public sealed interface Decision {

    /** Goes on with the user that was validated. */
    Decision PROCEED = new Proceed(Proceed.As.USER);
    /** Goes on; AM is asked if and when the application asks who it is. */
    Decision PROCEED_UNASKED = new Proceed(Proceed.As.WHOEVER_IT_IS);
    /** Goes on as nobody. */
    Decision PROCEED_AS_NOBODY = new Proceed(Proceed.As.NOBODY);
    /** A logout path was called. */
    Decision LOG_OUT = new LogOut(false);
    /** A path was called that ends all sessions of the user. */
    Decision LOG_OUT_EVERYWHERE = new LogOut(true);
    /** A logout path was called in a way that the user need not know of. */
    Decision CONFIRM_LOG_OUT = new ConfirmLogOut();
    /** The redirect path of the authorization code flow was called. */
    Decision FINISH_SIGN_IN = new FinishSignIn();

    /** AM says that sessions have ended. */
    Decision RECEIVE_LOGOUT = new ReceiveLogout();

    /**
     * The request goes on.
     *
     * @param as who the application will see
     */
    record Proceed(As as) implements Decision {
        /** Who the application will see. */
        public enum As {
            /** The user that was validated. */
            USER,
            /** Whoever AM confirms, once the application asks. */
            WHOEVER_IT_IS,
            /** Nobody. */
            NOBODY
        }
    }

    /**
     * A person is sent to sign in: 302.
     *
     * @param location AM's login page with the way back
     * @param count what the browser is to remember of it
     * @param stored what the browser is to store before it goes, by a page instead of a 302; null for nothing
     */
    record Redirect(
            String location, LoginCount count, @Nullable LongTarget stored) implements Decision {}

    /**
     * A person has come back from AM, and goes on to where the visit there was to lead: 302.
     *
     * @param location of the application
     */
    record GoBack(String location) implements Decision {}

    /**
     * A person has come back from AM whose target waits in the browser's storage.
     *
     * @param key it is stored under
     * @param app URL of the application, without a trailing slash
     */
    record Resume(String key, String app) implements Decision {}

    /**
     * 401 or 403 with {@code WWW-Authenticate}.
     *
     * @param reason why
     * @param login where a person can sign in, for a link on the page; null when there is no such place
     * @param scope what the access token lacks (RFC 6750, 3); empty when that is not the reason
     * @param acrValues how somebody has to sign in (RFC 9470, 3); empty when that is not the reason, or can't be said
     */
    record Challenge(Reason reason, @Nullable String login, Set<String> scope, List<String> acrValues)
            implements Decision {
        /** Copies scope and values. */
        public Challenge {
            scope = Set.copyOf(scope);
            acrValues = List.copyOf(acrValues);
        }

        /** For want of a user. */
        public Challenge(Reason reason, @Nullable String login) {
            this(reason, login, Set.of(), List.of());
        }
    }

    /**
     * An answer that signing in would not change.
     *
     * @param reason why
     * @param retryAfter when it makes sense to try again; null when it does not
     */
    record Reject(Reason reason, @Nullable Duration retryAfter) implements Decision {}

    /**
     * A person is sent to sign in by the authorization code flow.
     *
     * @param back path below the context, with its query, to come back to: {@link ReturnPath}
     * @param acrValues how to; empty for anyhow
     * @param count what the browser is to remember of it
     * @param isSilent whether nobody may be asked for anything
     * @param stored what the browser is to store before it goes, by a page instead of a 302; null for nothing
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

    /** A person comes back from signing in by the authorization code flow. */
    record FinishSignIn() implements Decision {}

    /**
     * The session ends.
     *
     * @param everywhere and all other sessions of the user
     */
    record LogOut(boolean everywhere) implements Decision {}

    /** A logout token is received (OpenID Connect Back-Channel Logout 1.0, 2.5). */
    record ReceiveLogout() implements Decision {}

    /** The user is asked whether to sign out. */
    record ConfirmLogOut() implements Decision {}
}
