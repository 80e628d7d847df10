package org.journeyguard;

import java.util.Optional;

/**
 * Something that an auditor wants to know of. Holds no secret. A CDI bean hears of it with {@code void heard(@Observes JourneyEvent
 * event)}, or of one kind with {@code @Observes JourneyEvent.Refused}.
 */
public sealed interface JourneyEvent {
    /** The realm that the application belongs to, as AM path. */
    String realm();

    /** Name of the user; empty where that is not known. */
    String user();

    /** The request. */
    RequestInfo occasion();

    /**
     * Somebody was seen here for the first time: with a session or token that AM has just confirmed, or by a sign-in. One that was
     * forgotten here meanwhile, or that another node has seen, is new again.
     *
     * @param by what the user is known by
     */
    record SignedIn(String realm, String user, RequestInfo occasion, By by) implements JourneyEvent {
        /** What a user is known by. */
        public enum By {
            /** AM's session. */
            AM_SESSION,
            /** An access token. */
            ACCESS_TOKEN,
            /** A sign-in by the authorization code flow. */
            CODE
        }
    }

    /** The tokens of a session were obtained or renewed. */
    record Renewed(String realm, String user, RequestInfo occasion) implements JourneyEvent {}

    /**
     * The tokens of a session could not be obtained or renewed.
     *
     * @param isOver whether AM has refused for good; otherwise it did not answer, and is asked again
     * @param why in a few words
     */
    record NotRenewed(String realm, String user, RequestInfo occasion, boolean isOver, String why)
            implements JourneyEvent {}

    /**
     * A request does not proceed, or a person is sent to sign in.
     *
     * @param reason why: {@code sign-in-required}, {@code am-unavailable}, … as docs/run-in-production.md lists them
     */
    record Refused(String realm, String user, RequestInfo occasion, String reason) implements JourneyEvent {}

    /**
     * An open response or WebSocket of a user is about to be closed, because the user's session or token has ended. An application can still send
     * its last message. The request is the one that opened it.
     *
     * @param kind what is closed
     */
    record ConnectionEnd(String realm, String user, RequestInfo occasion, Kind kind) implements JourneyEvent {
        /** What is closed. */
        public enum Kind {
            /** An asynchronous response, such as a stream of server-sent events. */
            RESPONSE,
            /** The WebSockets that were opened in one HttpSession. */
            WEB_SOCKET
        }
    }

    /**
     * A session or token has ended.
     *
     * @param everywhere whether all sessions of the user ended with it
     * @param report what the logout did; empty where AM has told of the end by itself
     */
    record SignedOut(String realm, String user, RequestInfo occasion, boolean everywhere, Optional<LogoutReport> report)
            implements JourneyEvent {}
}
