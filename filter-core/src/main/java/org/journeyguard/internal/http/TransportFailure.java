package org.journeyguard.internal.http;

import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** Ends a call that brought no complete response. */
final class TransportFailure extends IOException {
    private static final long serialVersionUID = 1L;

    /** How a call failed. */
    enum Kind {
        /** There was no connection, so AM has not received the request. */
        REFUSED("connection failed"),
        /** The deadline had passed before the request was sent. */
        TOO_LATE("no time left to ask"),
        /** The deadline passed. */
        TIMEOUT("no answer in time"),
        /** The connection ended; AM may have carried out the request. */
        DROPPED("connection dropped"),
        /** The response is longer than any of AM's. */
        TOO_LONG("answer too long");

        private final String text;

        Kind(String text) {
            this.text = text;
        }

        /** Returns what a call that failed in this way is answered with. */
        AmResponse response() {
            boolean isUnsent = this == REFUSED || this == TOO_LATE;
            // nothing but AM, or the network on the way to it, makes these happen
            boolean isAboutAm = isUnsent || this == TIMEOUT;
            return AmResponse.failed(text, !isUnsent, isAboutAm);
        }
    }

    private final Kind kind;

    TransportFailure(Kind kind, @Nullable Throwable cause) {
        super(kind.text, cause);
        this.kind = kind;
    }

    /** Returns what such a call is answered with. */
    AmResponse response() {
        return kind.response();
    }
}
