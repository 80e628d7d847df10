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

/**
 * Lets a browser keep what it can neither read nor change (AES-256 in GCM), under a key that lives as long as this object and
 * leaves it nowhere.
 */
public final class CookieCipher {
    private static final String ALGORITHM = "AES/GCM/NoPadding";
    private static final int KEY_BITS = 256;
    private static final int TAG_BITS = 128;
    private static final int IV_OCTETS = 12;
    /** Shorter ones can't hold what proves them, and make some providers throw what they should not. */
    private static final int SHORTEST = IV_OCTETS + TAG_BITS / Byte.SIZE;

    private final SecureRandom random = new SecureRandom();
    private final SecretKey key;

    /** Makes a key. */
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
     * Closes a text.
     *
     * @param bound what has to be the same when it is opened again; not part of what comes out
     * @return in base64url
     */
    public String close(String text, String bound) {
        return closeOctets(text.getBytes(StandardCharsets.UTF_8), bound);
    }

    /** As {@link #close}. */
    String closeOctets(byte[] text, String bound) {
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

    /** The text again; empty when it was not closed here, or with something else bound to it. */
    public Optional<String> open(String closed, String bound) {
        return openOctets(closed, bound).map(text -> new String(text, StandardCharsets.UTF_8));
    }

    /** As {@link #open}, of what {@link #closeOctets} has closed. */
    Optional<byte[]> openOctets(String closed, String bound) {
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
