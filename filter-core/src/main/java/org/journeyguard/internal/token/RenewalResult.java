package org.journeyguard.internal.token;

import org.journeyguard.ApiError;
import org.journeyguard.AuthenticationRequired;
import org.journeyguard.AuthorizeError;
import org.journeyguard.JourneyException;
import org.journeyguard.internal.http.AmResult;
import org.journeyguard.internal.http.Outage;
import org.journeyguard.internal.store.TokenSet;

/** The outcome of an attempt to get tokens. */
sealed interface RenewalResult {

    /**
     * Returns the tokens.
     *
     * @throws JourneyException when there are none
     */
    TokenSet orElseThrow();

    /**
     * Usable tokens.
     *
     * @param tokens as stored
     */
    record Got(TokenSet tokens) implements RenewalResult {
        @Override
        public TokenSet orElseThrow() {
            return tokens;
        }
    }

    /** There are no tokens. */
    sealed interface Failed extends RenewalResult {
        /** Returns the exception for all callers that requested a token. */
        JourneyException exception();

        /** Returns the reason in a few words, for logs. */
        String why();

        @Override
        default TokenSet orElseThrow() {
            throw exception();
        }
    }

    /**
     * There is no session to obtain tokens with.
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
     * AM issues no code, for a reason other than the session.
     *
     * @param error from AM
     * @param description from AM
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
     * AM refuses the client or its request.
     *
     * @param status HTTP status
     * @param error from AM
     * @param description from AM
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

    /** AM does not answer, or the tokens ended meanwhile. */
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
