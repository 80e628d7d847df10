package org.journeyguard;

import java.util.Optional;

/**
 * An event for auditing. Holds no secret. A CDI bean observes all of them with {@code void heard(@Observes JourneyEvent event)}, or one
 * kind with {@code @Observes JourneyEvent.Refused}.
 */
public sealed interface JourneyEvent {
    /** The realm of the application, as AM path. */
    String realm();

    /** Name of the user; empty when it is not known. */
    String user();

    /** The request in which it happened. */
    RequestInfo request();

    /**
     * A user was seen for the first time on this node: with a session or token that AM has just confirmed, or by a sign-in. One that was
     * forgotten here meanwhile, or that another node has seen, is new again.
     *
     * @param by how the user was identified
     */
    record SignedIn(String realm, String user, RequestInfo request, By by) implements JourneyEvent {
        /** How a user was identified. */
        public enum By {
            /** AM's session. */
            AM_SESSION,
            /** An access token. */
            ACCESS_TOKEN,
            /** A sign-in through the authorization code flow. */
            CODE
        }
    }

    /** The tokens of a session were obtained or renewed. */
    record Renewed(String realm, String user, RequestInfo request) implements JourneyEvent {}

    /**
     * The tokens of a session could not be obtained or renewed.
     *
     * @param isOver whether AM's refusal is final; otherwise AM did not answer, and the filter asks again
     * @param why in a few words
     */
    record NotRenewed(String realm, String user, RequestInfo request, boolean isOver, String why)
            implements JourneyEvent {}

    /**
     * A request was refused, or a user was sent to sign in.
     *
     * @param reason why: {@code sign-in-required}, {@code am-unavailable}, … as docs/run-in-production.md lists them
     */
    record Refused(String realm, String user, RequestInfo request, String reason) implements JourneyEvent {}

    /**
     * An open response or WebSocket of a user is about to be closed, because the user's session or token has ended. An application can
     * still send its last message. The request is the one that opened it.
     *
     * @param kind what is closed
     */
    record ConnectionEnd(String realm, String user, RequestInfo request, Kind kind) implements JourneyEvent {
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
     * @param report what the logout did; empty when AM reported the end
     */
    record SignedOut(String realm, String user, RequestInfo request, boolean everywhere, Optional<LogoutReport> report)
            implements JourneyEvent {}
}
