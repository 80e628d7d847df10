package org.journeyguard.token;

import java.time.Duration;
import org.journeyguard.ApiError;
import org.journeyguard.AuthenticationRequired;
import org.journeyguard.AuthorizeError;
import org.journeyguard.JourneyException;
import org.journeyguard.Unavailable;
import org.journeyguard.am.OAuthAnswer;
import org.journeyguard.store.TokenSet;

/** What came of an attempt to get tokens. */
sealed interface Renewed {

    /**
     * Tokens that can be used.
     *
     * @param tokens as they are stored
     */
    record Got(TokenSet tokens) implements Renewed {}

    /** What came of it instead. */
    sealed interface Failed extends Renewed {
        /** The same for whoever asked for a token. */
        JourneyException exception();

        /** In a few words, for logs. */
        String why();
    }

    /**
     * There is no session that tokens could be asked for with.
     *
     * @param why for a log
     */
    record SignInAgain(String why) implements Failed {
        @Override
        public JourneyException exception() {
            return new AuthenticationRequired("There are no tokens for this session: " + why);
        }
    }

    /**
     * AM gives no code, and the session is not why.
     *
     * @param error AM's
     * @param description AM's
     */
    record CodeDenied(String error, String description) implements Failed {
        @Override
        public String why() {
            return "no code: " + error;
        }

        @Override
        public JourneyException exception() {
            return new AuthorizeError(error, description);
        }
    }

    /**
     * AM refuses the client or what it asks.
     *
     * @param status of HTTP
     * @param error AM's
     * @param description AM's
     */
    record Denied(int status, String error, String description) implements Failed {
        @Override
        public String why() {
            return "refused: " + error;
        }

        static Denied of(OAuthAnswer.Denied<?> denied) {
            return new Denied(denied.status(), denied.error(), denied.description());
        }

        @Override
        public JourneyException exception() {
            return new ApiError(status, error, description);
        }
    }

    /**
     * Nobody knows: AM does not answer, or the tokens ended while it did.
     *
     * @param what how
     * @param retryAfter when it makes sense to try again
     */
    record Silent(String what, Duration retryAfter) implements Failed {
        @Override
        public String why() {
            return what;
        }

        static Silent of(OAuthAnswer.Silent<?> silent) {
            return new Silent(silent.what(), silent.retryAfter());
        }

        @Override
        public JourneyException exception() {
            return new Unavailable("There is no token to be had at the moment (" + what + ")", retryAfter);
        }
    }
}
