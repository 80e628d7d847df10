package org.journeyguard.internal.cluster;

import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.Arrays;
import java.util.Optional;
import org.journeyguard.internal.credential.TokenDigest;

/**
 * What a node tells all others.
 *
 * <p>Form, 49 octets: one for the kind, 32 for the key, 8 for the time, 8 for the expiry, both in milliseconds since 1970.
 *
 * @param key of what has ended
 * @param time its meaning depends on the kind
 * @param expiresAt when it no longer matters; allows for differences between the nodes' clocks
 */
public record LogRecord(Kind kind, TokenDigest key, Instant time, Instant expiresAt) {
    static final int OCTETS = 1 + 4 * Long.BYTES + 2 * Long.BYTES;

    /** The kinds of records. */
    public enum Kind {
        /** A session or a token has ended. */
        ENDED(1),
        /** A session or a token has ended, but it is not confirmed that it has ended everywhere. */
        ENDED_UNCONFIRMED(2),
        /** The tokens of a session have ended, but not the session. */
        TOKENS_ENDED(3),
        /** AM has ended a session; the key is that of its {@code sid}. */
        SID_ENDED(4),
        /** AM has ended all sessions that a user had at the time. */
        USER_ENDED(5),
        /** A user has signed out of a session at the time; the key is that of its {@code sid}. */
        SID_SIGNED_OUT(6),
        /** A user has signed out of all sessions at the time. */
        USER_SIGNED_OUT(7),
        /** AM has to be asked about the SSO sessions of a user again. */
        USER_FORGOTTEN(8);

        private final byte code;

        Kind(int code) {
            this.code = (byte) code;
        }
    }

    void write(ByteBuffer to) {
        to.put(kind.code)
                .putLong(key.a())
                .putLong(key.b())
                .putLong(key.c())
                .putLong(key.d())
                .putLong(time.toEpochMilli())
                .putLong(expiresAt.toEpochMilli());
    }

    /** Reads the next record; empty if it is of a kind that only later versions know. */
    static Optional<LogRecord> read(ByteBuffer from) {
        byte code = from.get();
        TokenDigest key = new TokenDigest(from.getLong(), from.getLong(), from.getLong(), from.getLong());
        Instant time = Instant.ofEpochMilli(from.getLong());
        Instant expiresAt = Instant.ofEpochMilli(from.getLong());
        return Arrays.stream(Kind.values())
                .filter(kind -> kind.code == code)
                .findAny()
                .map(kind -> new LogRecord(kind, key, time, expiresAt));
    }
}
