package org.journeyguard.demo.timeline;

/**
 * Something that happened in a user's request. Holds no secret.
 *
 * @param request method and path; empty when it happened in no request
 * @param what in a few words
 * @param detail what differs from one to the next of its kind, such as a duration; may be empty
 */
record Happening(Kind kind, String request, String what, String detail) {

    /** Kinds, which the page shows in different colors. */
    enum Kind {
        /** The user is known here. */
        MEMORY,
        /** AM was asked, and has answered. */
        AM,
        /** The user was seen for the first time. */
        SIGNED_IN,
        /** Tokens were obtained or renewed. */
        RENEWED,
        /** A request was refused. */
        REFUSED,
        /** A session or token has ended. */
        ENDED,
        /** AM does not answer, or refuses. */
        TROUBLE
    }

    Happening(Kind kind, String what, String detail) {
        this(kind, "", what, detail);
    }

    Happening in(String newRequest) {
        return new Happening(kind, newRequest, what, detail);
    }

    /** Whether it is the same again, but for the detail. */
    boolean isLike(Happening other) {
        return kind == other.kind && request.equals(other.request) && what.equals(other.what);
    }
}
