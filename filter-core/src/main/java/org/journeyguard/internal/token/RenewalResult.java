package org.journeyguard.internal.token;

import org.journeyguard.ApiError;
import org.journeyguard.AuthenticationRequired;
import org.journeyguard.AuthorizeError;
import org.journeyguard.JourneyException;
import org.journeyguard.internal.http.AmResult;
import org.journeyguard.internal.http.Outage;
import org.journeyguard.spi.TokenSet;

/** What came of an attempt to get tokens. */
sealed interface RenewalResult {

    /**
     * Returns the tokens.
     *
     * @throws JourneyException when there are none
     */
    TokenSet orElseThrow();

    /**
     * Tokens that can be used.
     *
     * @param tokens as they are stored
     */
    record Got(TokenSet tokens) implements RenewalResult {
        @Override
        public TokenSet orElseThrow() {
            return tokens;
        }
    }

    /** What came of it instead. */
    sealed interface Failed extends RenewalResult {
        /** The same for whoever asked for a token. */
        JourneyException exception();

        /** In a few words, for logs. */
        String why();

        @Override
        default TokenSet orElseThrow() {
            throw exception();
        }
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

        static RenewalResult of(AmResult.Refused<?> denied) {
            return new Denied(denied.status(), denied.error(), denied.description());
        }

        @Override
        public JourneyException exception() {
            return new ApiError(status, error, description);
        }
    }

    /** AM does not answer, or the tokens ended while it did. */
    record NoAnswer(Outage outage) implements Failed {
        NoAnswer(String what) {
            this(new Outage(what));
        }

        @Override
        public String why() {
            return outage.what();
        }

        @Override
        public JourneyException exception() {
            return outage.toException();
        }
    }
}
