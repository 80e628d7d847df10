package org.journeyguard.internal.signin;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import javax.crypto.Cipher;
import javax.crypto.SecretKey;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/** Encrypts values that a browser stores but can neither read nor change (AES-256 in GCM). */
public final class CookieCipher {
    private static final String ALGORITHM = "AES/GCM/NoPadding";
    private static final int KEY_OCTETS = 32;
    private static final int TAG_BITS = 128;
    private static final int IV_OCTETS = 12;
    /** Shorter ones cannot hold the authentication tag, and make some providers throw unexpected exceptions. */
    private static final int SHORTEST = IV_OCTETS + TAG_BITS / Byte.SIZE;

    private final SecureRandom random = new SecureRandom();
    private final List<SecretKey> keys;

    /** Generates a key, which exists only in this object. */
    public CookieCipher() {
        byte[] key = new byte[KEY_OCTETS];
        random.nextBytes(key);
        this.keys = List.of(new SecretKeySpec(key, "AES"));
    }

    /**
     * @param keys of 256 bits, which all nodes have: the first encrypts, all decrypt
     */
    public CookieCipher(List<byte[]> keys) {
        this.keys = keys.stream()
                .<SecretKey>map(key -> new SecretKeySpec(key, "AES"))
                .toList();
    }

    /**
     * Encrypts a text.
     *
     * @param bound associated data that must be the same for decryption; not part of the result
     * @return in base64url
     */
    public String close(String text, String bound) {
        return encryptOctets(text.getBytes(StandardCharsets.UTF_8), bound);
    }

    /** Encrypts octets like {@link #close}. */
    public String encryptOctets(byte[] text, String bound) {
        byte[] iv = new byte[IV_OCTETS];
        random.nextBytes(iv);
        try {
            byte[] closed = cipher(Cipher.ENCRYPT_MODE, keys.get(0), iv, bound).doFinal(text);
            byte[] whole = Arrays.copyOf(iv, iv.length + closed.length);
            System.arraycopy(closed, 0, whole, iv.length, closed.length);
            return Base64.getUrlEncoder().withoutPadding().encodeToString(whole);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java platform has " + ALGORITHM, e);
        }
    }

    /** Decrypts a text; empty if it was not encrypted here or with other associated data. */
    public Optional<String> open(String closed, String bound) {
        return decryptOctets(closed, bound).map(text -> new String(text, StandardCharsets.UTF_8));
    }

    /** Decrypts the result of {@link #encryptOctets}, like {@link #open}. */
    public Optional<byte[]> decryptOctets(String closed, String bound) {
        byte[] whole;
        try {
            whole = Base64.getUrlDecoder().decode(closed);
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
        return whole.length < SHORTEST
                ? Optional.empty()
                : keys.stream()
                        .flatMap(key -> decrypt(key, whole, bound).stream())
                        .findFirst();
    }

    private static Optional<byte[]> decrypt(SecretKey key, byte[] whole, String bound) {
        byte[] iv = Arrays.copyOf(whole, IV_OCTETS);
        try {
            return Optional.of(
                    cipher(Cipher.DECRYPT_MODE, key, iv, bound).doFinal(whole, IV_OCTETS, whole.length - IV_OCTETS));
        } catch (GeneralSecurityException e) {
            return Optional.empty();
        }
    }

    private static Cipher cipher(int mode, SecretKey key, byte[] iv, String bound) throws GeneralSecurityException {
        Cipher cipher = Cipher.getInstance(ALGORITHM);
        cipher.init(mode, key, new GCMParameterSpec(TAG_BITS, iv));
        cipher.updateAAD(bound.getBytes(StandardCharsets.UTF_8));
        return cipher;
    }
}
