package org.journeyguard.internal.signin;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Base64;
import java.util.Optional;
import javax.crypto.Cipher;
import javax.crypto.KeyGenerator;
import javax.crypto.SecretKey;
import javax.crypto.spec.GCMParameterSpec;

/** Encrypts values that a browser stores but can neither read nor change (AES-256 in GCM). The key exists only in this object. */
public final class CookieCipher {
    private static final String ALGORITHM = "AES/GCM/NoPadding";
    private static final int KEY_BITS = 256;
    private static final int TAG_BITS = 128;
    private static final int IV_OCTETS = 12;
    /** Shorter ones cannot hold the authentication tag, and make some providers throw unexpected exceptions. */
    private static final int SHORTEST = IV_OCTETS + TAG_BITS / Byte.SIZE;

    private final SecureRandom random = new SecureRandom();
    private final SecretKey key;

    /** Generates a key. */
    public CookieCipher() {
        try {
            KeyGenerator keys = KeyGenerator.getInstance("AES");
            keys.init(KEY_BITS, random);
            this.key = keys.generateKey();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java platform has AES", e);
        }
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
    String encryptOctets(byte[] text, String bound) {
        byte[] iv = new byte[IV_OCTETS];
        random.nextBytes(iv);
        try {
            byte[] closed = cipher(Cipher.ENCRYPT_MODE, iv, bound).doFinal(text);
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
    Optional<byte[]> decryptOctets(String closed, String bound) {
        try {
            byte[] whole = Base64.getUrlDecoder().decode(closed);
            if (whole.length < SHORTEST) {
                return Optional.empty();
            }
            byte[] iv = Arrays.copyOf(whole, IV_OCTETS);
            return Optional.of(
                    cipher(Cipher.DECRYPT_MODE, iv, bound).doFinal(whole, IV_OCTETS, whole.length - IV_OCTETS));
        } catch (GeneralSecurityException | IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private Cipher cipher(int mode, byte[] iv, String bound) throws GeneralSecurityException {
        Cipher cipher = Cipher.getInstance(ALGORITHM);
        cipher.init(mode, key, new GCMParameterSpec(TAG_BITS, iv));
        cipher.updateAAD(bound.getBytes(StandardCharsets.UTF_8));
        return cipher;
    }
}
