package org.journeyguard.internal.post;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.journeyguard.internal.signin.CookieCipher;
import org.journeyguard.internal.signin.SignInCookie;

/**
 * The key of something that is kept for one browser, such as a POST or a step of a sign-in, and that only this browser has: a cookie of 256
 * random bits. What is kept is encrypted with it, and so can be neither read nor used without that cookie. {@code toString()} does not show it.
 */
public final class PostKey {
    private static final String ALGORITHM = "HmacSHA256";
    private static final int ID_OCTETS = 16;
    private static final int KEY_OCTETS = 32;
    private static final SecureRandom RANDOM = new SecureRandom();

    private final String id;
    private final byte[] key;

    private PostKey(String id, byte[] key) {
        this.id = id;
        this.key = key;
    }

    /** Generates a key. */
    public static PostKey make() {
        byte[] id = new byte[ID_OCTETS];
        byte[] key = new byte[KEY_OCTETS];
        RANDOM.nextBytes(id);
        RANDOM.nextBytes(key);
        return new PostKey(encoded(id), key);
    }

    /**
     * Reads the key from its cookie.
     *
     * @return empty if it is not one
     */
    public static Optional<PostKey> read(SignInCookie cookie, String prefix) {
        try {
            byte[] key = Base64.getUrlDecoder().decode(cookie.sealed());
            return key.length == KEY_OCTETS
                    ? Optional.of(new PostKey(cookie.name().substring(prefix.length()), key))
                    : Optional.empty();
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    /** Returns the cookie that holds the key. */
    public SignInCookie cookie(String prefix, long startedAt) {
        return new SignInCookie(prefix + id, startedAt + "." + encoded(key));
    }

    /** Returns the random id, which addresses may contain. */
    public String id() {
        return id;
    }

    /** Encrypts what is kept. */
    public String encrypt(byte[] octets) {
        return cipher().encryptOctets(octets, id);
    }

    /** Decrypts what is kept; empty if it was encrypted with another key. */
    public Optional<byte[]> decrypt(String closed) {
        return cipher().decryptOctets(closed, id);
    }

    /**
     * Returns the token by which a page of ours shows that it is this browser's.
     *
     * @param user the owner of the session; empty for none
     */
    public String token(String user) {
        return id + "." + encoded(derived("token|" + user));
    }

    /** Returns whether a token is that of a user; takes the same time for all tokens. */
    public boolean isToken(String token, String user) {
        return MessageDigest.isEqual(
                token.getBytes(StandardCharsets.UTF_8), token(user).getBytes(StandardCharsets.UTF_8));
    }

    private CookieCipher cipher() {
        return new CookieCipher(List.of(derived("cipher")));
    }

    private byte[] derived(String purpose) {
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(new SecretKeySpec(key, ALGORITHM));
            return mac.doFinal(purpose.getBytes(StandardCharsets.UTF_8));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java platform has " + ALGORITHM, e);
        }
    }

    private static String encoded(byte[] octets) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(octets);
    }

    @Override
    public String toString() {
        return "PostKey(" + id + ")";
    }
}
