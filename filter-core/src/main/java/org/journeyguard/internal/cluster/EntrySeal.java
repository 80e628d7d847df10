package org.journeyguard.internal.cluster;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * Encrypts the values of entries (AES-256 in GCM). A value is bound to the name of its entry, so that it can't be read under another name.
 * Each entry has its own key, so that random nonces never repeat for a key in practice.
 *
 * <p>Form: one octet for the version, 4 for the id of the key, 12 for the nonce, then the ciphertext with its tag.
 */
final class EntrySeal {
    private static final byte VERSION = 1;
    private static final int ID_OCTETS = 4;
    private static final int NONCE_OCTETS = 12;
    private static final int TAG_BITS = 128;
    private static final int HEADER_OCTETS = 1 + ID_OCTETS + NONCE_OCTETS;
    private static final String ALGORITHM = "AES/GCM/NoPadding";

    private final SecureRandom random = new SecureRandom();
    private final List<Key> keys;

    /** A key and its id, which reveals nothing about it. */
    private static final class Key {
        final byte[] id;
        final byte[] octets;

        Key(byte[] id, byte[] octets) {
            this.id = Arrays.copyOf(id, ID_OCTETS);
            this.octets = octets;
        }
    }

    EntrySeal(ClusterSecrets secrets) {
        List<byte[]> ids = secrets.keys("key id");
        List<byte[]> octets = secrets.keys("entries");
        this.keys = IntStream.range(0, ids.size())
                .mapToObj(i -> new Key(ids.get(i), octets.get(i)))
                .toList();
    }

    /** Encrypts the value of an entry. */
    byte[] seal(String name, byte[] value) {
        Key key = keys.get(0);
        byte[] nonce = new byte[NONCE_OCTETS];
        random.nextBytes(nonce);
        try {
            byte[] stored = cipher(Cipher.ENCRYPT_MODE, key, nonce, name).doFinal(value);
            return ByteBuffer.allocate(HEADER_OCTETS + stored.length)
                    .put(VERSION)
                    .put(key.id)
                    .put(nonce)
                    .put(stored)
                    .array();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java platform has " + ALGORITHM, e);
        }
    }

    /** Decrypts the value of an entry; empty if it was not encrypted with one of the keys, for this entry, in a known version. */
    Optional<byte[]> open(String name, byte[] stored) {
        if (stored.length < HEADER_OCTETS + TAG_BITS / Byte.SIZE || stored[0] != VERSION) {
            return Optional.empty();
        }
        byte[] id = Arrays.copyOfRange(stored, 1, 1 + ID_OCTETS);
        byte[] nonce = Arrays.copyOfRange(stored, 1 + ID_OCTETS, HEADER_OCTETS);
        return keys.stream()
                .filter(key -> Arrays.equals(key.id, id))
                .flatMap(key -> open(name, key, nonce, stored).stream())
                .findFirst();
    }

    private static Optional<byte[]> open(String name, Key key, byte[] nonce, byte[] stored) {
        try {
            return Optional.of(cipher(Cipher.DECRYPT_MODE, key, nonce, name)
                    .doFinal(stored, HEADER_OCTETS, stored.length - HEADER_OCTETS));
        } catch (GeneralSecurityException e) {
            return Optional.empty();
        }
    }

    private static Cipher cipher(int mode, Key key, byte[] nonce, String name) throws GeneralSecurityException {
        byte[] bound = name.getBytes(StandardCharsets.US_ASCII);
        Cipher cipher = Cipher.getInstance(ALGORITHM);
        SecretKeySpec ofEntry = new SecretKeySpec(Hkdf.hmac(key.octets, bound), "AES");
        cipher.init(mode, ofEntry, new GCMParameterSpec(TAG_BITS, nonce));
        cipher.updateAAD(bound);
        return cipher;
    }
}
