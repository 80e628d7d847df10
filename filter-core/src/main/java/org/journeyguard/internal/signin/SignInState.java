package org.journeyguard.internal.signin;

import java.util.List;
import java.util.Optional;
import org.journeyguard.internal.policy.ReturnPath;
import org.journeyguard.internal.request.PackedText;

/**
 * The encrypted part of the {@code state}, after its random bits: what is needed to continue if the sign-in's cookie is gone when the
 * response arrives. It proves nothing about the browser that sends it.
 *
 * @param back path below the context to return to
 * @param attempt how many sign-ins have already been restarted
 */
record SignInState(String back, int attempt) {
    private static final char SEPARATOR = '.';
    private static final char DIGIT = '0';

    /** Appends it, encrypted, to the random bits of a state. */
    String behind(String random, CookieCipher cipher) {
        return random + SEPARATOR + cipher.encryptOctets(PackedText.pack((char) (DIGIT + attempt) + back), random);
    }

    /** Decrypts it; empty if it is not ours. */
    static Optional<SignInState> read(String state, CookieCipher cipher) {
        int separator = state.indexOf(SEPARATOR);
        if (separator < 0) {
            return Optional.empty();
        }
        return cipher.decryptOctets(state.substring(separator + 1), state.substring(0, separator))
                .map(PackedText::unpack)
                .map(text -> new SignInState(ReturnPath.checked(text.substring(1)), text.charAt(0) - DIGIT));
    }

    /** Returns the next attempt after this one's cookie was displaced; empty if that has happened too often. */
    Optional<SignInState> again() {
        return List.of(0, 1, 2).contains(attempt) ? Optional.of(new SignInState(back, attempt + 1)) : Optional.empty();
    }
}
