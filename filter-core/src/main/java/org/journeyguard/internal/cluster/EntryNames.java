package org.journeyguard.internal.cluster;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import org.journeyguard.internal.credential.TokenDigest;

/**
 * Names entries, so that the engine's operator learns nothing from a name. Names do not depend on secrets where the key can't be guessed,
 * so that they stay when a secret is rotated.
 */
public final class EntryNames {
    private static final int OCTETS = 24;

    private final String space;
    private final List<byte[]> keys;

    EntryNames(ClusterSecrets secrets) {
        this.space = secrets.space();
        this.keys = secrets.keys("names");
    }

    /** The kinds of entries; entries of different kinds never have the same name. */
    public enum Kind {
        /** The tokens of a session. */
        TOKENS,
        /** One of the application's own sessions. */
        APP_SESSION,
        /** The lease for the renewal of a session's tokens. */
        RENEWAL_LEASE,
        /** An authorization response that has been accepted. */
        STATE,
        /** A POST that is kept while its user signs in. */
        KEPT_POST,
        /** A step of a sign-in on the application's own page. */
        SIGN_IN_STEP,
        /** A logout token that has been accepted. */
        LOGOUT_TOKEN,
        /** The sessions of a {@code sid}. */
        SID,
        /** The sessions of a user. */
        SUBJECT,
        /** The list of logs. */
        LOG_DIRECTORY,
        /** A part of a node's log. */
        LOG_SEGMENT,
        /** The list of the outbox's partitions. */
        OUTBOX_DIRECTORY,
        /** Steps of a logout that AM has not confirmed. */
        OUTBOX_STEP
    }

    /** Returns the name of a session's entry. */
    public String of(Kind kind, TokenDigest session) {
        ByteBuffer digest = ByteBuffer.allocate(4 * Long.BYTES)
                .putLong(session.a())
                .putLong(session.b())
                .putLong(session.c())
                .putLong(session.d());
        return of(kind, digest.array());
    }

    /**
     * Returns the name for a key that can't be guessed, or that reveals nothing.
     *
     * @param key for example a random identifier
     */
    public String of(Kind kind, String key) {
        return of(kind, key.getBytes(StandardCharsets.UTF_8));
    }

    /**
     * Returns the names for a key that could be guessed, such as a user's name: one for each secret, that of new entries first.
     */
    public List<String> ofGuessable(Kind kind, String key) {
        byte[] octets = key.getBytes(StandardCharsets.UTF_8);
        return keys.stream()
                .map(secret -> encoded(Hkdf.hmac(secret, prefix(kind), octets)))
                .toList();
    }

    private String of(Kind kind, byte[] key) {
        return encoded(Hkdf.hmac(space.getBytes(StandardCharsets.US_ASCII), prefix(kind), key));
    }

    private static byte[] prefix(Kind kind) {
        return (kind.name() + "|").getBytes(StandardCharsets.US_ASCII);
    }

    private static String encoded(byte[] digest) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(Arrays.copyOf(digest, OCTETS));
    }
}
