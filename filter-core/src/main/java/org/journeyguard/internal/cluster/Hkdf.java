package org.journeyguard.internal.cluster;

import java.io.ByteArrayOutputStream;
import java.security.GeneralSecurityException;
import java.util.Arrays;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** Derives keys from a secret (HKDF with SHA-256, RFC 5869). */
final class Hkdf {
    private static final String ALGORITHM = "HmacSHA256";
    private static final int HASH_OCTETS = 32;
    private static final int MOST_BLOCKS = 255;

    private Hkdf() {}

    /**
     * Derives a key.
     *
     * @param secret the input key material; not empty
     * @param salt not secret; not empty
     * @param info what the key is for
     * @param octets length of the key, at most 8,160
     */
    static byte[] derive(byte[] secret, byte[] salt, byte[] info, int octets) {
        if (octets > MOST_BLOCKS * HASH_OCTETS) {
            throw new IllegalArgumentException("HKDF derives at most 8160 octets");
        }
        byte[] key = hmac(salt, secret);
        ByteArrayOutputStream derived = new ByteArrayOutputStream();
        byte[] block = {};
        for (int i = 1; derived.size() < octets; i++) {
            block = hmac(key, block, info, new byte[] {(byte) i});
            derived.writeBytes(block);
        }
        return Arrays.copyOf(derived.toByteArray(), octets);
    }

    /** Returns the HMAC of the parts, one after the other. */
    static byte[] hmac(byte[] key, byte[]... parts) {
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(new SecretKeySpec(key, ALGORITHM));
            for (byte[] part : parts) {
                mac.update(part);
            }
            return mac.doFinal();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java platform has " + ALGORITHM, e);
        }
    }
}
