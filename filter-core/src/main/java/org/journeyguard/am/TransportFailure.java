package org.journeyguard.am;

import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** A call that brought no whole answer. */
final class TransportFailure extends IOException {
    private static final long serialVersionUID = 1L;

    /** How a call failed. */
    enum Kind {
        /** No connection; AM has not seen the call. */
        REFUSED("connection failed"),
        /** The deadline had passed before the call was sent. */
        TOO_LATE("no time left to ask"),
        /** The deadline passed. */
        TIMEOUT("no answer in time"),
        /** The connection ended; AM may have carried the call out. */
        DROPPED("connection dropped"),
        /** The answer is longer than any of AM's. */
        TOO_LONG("answer too long");

        private final String text;

        Kind(String text) {
            this.text = text;
        }
    }

    private final Kind kind;

    TransportFailure(Kind kind, @Nullable Throwable cause) {
        super(kind.text, cause);
        this.kind = kind;
    }

    /** Whether it tells something about AM, whatever the call was: nothing but AM, or the way to it, makes this happen. */
    boolean isAboutAm() {
        return kind == Kind.REFUSED || kind == Kind.TIMEOUT || kind == Kind.TOO_LATE;
    }

    /** Whether AM has not seen the call for sure. */
    boolean isUnsent() {
        return kind == Kind.REFUSED || kind == Kind.TOO_LATE;
    }

    String text() {
        return kind.text;
    }
}
