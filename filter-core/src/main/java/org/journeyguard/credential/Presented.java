package org.journeyguard.credential;

import java.time.Duration;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What was found where a credential is looked for. */
public sealed interface Presented {

    /** Nothing. */
    Presented NOTHING = new Nothing();
    /** Something that can't be a credential. */
    Presented MALFORMED = new Malformed();
    /** Something in the place of an access token that can't be one. */
    Presented MALFORMED_BEARER = new MalformedBearer();
    /** More than one access token. */
    Presented SEVERAL_BEARERS = new SeveralBearers();

    /** What there is to be validated; null when that is nothing. */
    static @Nullable Credential credential(Presented presented) {
        if (presented instanceof One one) {
            return one.token();
        }
        if (presented instanceof Own own) {
            return own.session();
        }
        return presented instanceof Bearer bearer ? bearer.token() : null;
    }

    /** No credential. */
    record Nothing() implements Presented {}

    /** A value that AM need not be asked about: too long, or with characters outside RFC 6265. */
    record Malformed() implements Presented {}

    /** A bearer token that nobody need be asked about: too long, or with characters outside RFC 6750. */
    record MalformedBearer() implements Presented {}

    /** More than one access token (RFC 6750, 3.1: {@code invalid_request}). */
    record SeveralBearers() implements Presented {}

    /**
     * SSO cookies with different values; nobody can say which is meant.
     *
     * @param tokens the different ones, at most a handful
     */
    record Contradiction(Set<SsoToken> tokens) implements Presented {
        /** Copies the tokens. */
        public Contradiction {
            tokens = Set.copyOf(tokens);
        }
    }

    /**
     * Nobody can say yet what is presented, because AM has not told the name of its cookie.
     *
     * @param why how AM failed; holds no secret
     * @param retryAfter when it makes sense to try again
     */
    record Unreadable(String why, Duration retryAfter) implements Presented {}

    /**
     * One session.
     *
     * @param token to be validated
     */
    record One(SsoToken token) implements Presented {}

    /**
     * One access token, which decides alone whatever cookies are beside it.
     *
     * @param token to be validated
     */
    record Bearer(BearerToken token) implements Presented {}

    /**
     * One session of the application's own.
     *
     * @param session to be validated
     */
    record Own(AppSession session) implements Presented {}

    /**
     * Cookies of the application's own session with different values, of which at least one was planted.
     *
     * @param sessions the different ones, at most a handful; those that can be none left out
     */
    record OwnContradiction(Set<AppSession> sessions) implements Presented {
        /** Copies the sessions. */
        public OwnContradiction {
            sessions = Set.copyOf(sessions);
        }
    }
}
