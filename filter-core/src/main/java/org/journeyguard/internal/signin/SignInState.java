package org.journeyguard.internal.signin;

import java.util.List;
import java.util.Optional;
import org.journeyguard.internal.policy.PackedText;
import org.journeyguard.internal.policy.ReturnPath;

/**
 * What the {@code state} says behind its random bits, sealed: what is needed to go on when the answer comes and the cookie of its sign-in is
 * gone. It proves nothing about the browser that brings it.
 *
 * @param back path below the context to come back to
 * @param attempt how many sign-ins have been begun anew in its place
 */
record SignInState(String back, int attempt) {
    private static final char SEPARATOR = '.';
    private static final char DIGIT = '0';

    /** The state of a sign-in whose random bits are given. */
    String behind(String random, CookieCipher seal) {
        return random + SEPARATOR + seal.closeOctets(PackedText.pack((char) (DIGIT + attempt) + back), random);
    }

    /** Reads it again; empty when it is none of ours. */
    static Optional<SignInState> read(String state, CookieCipher seal) {
        int separator = state.indexOf(SEPARATOR);
        if (separator < 0) {
            return Optional.empty();
        }
        return seal.openOctets(state.substring(separator + 1), state.substring(0, separator))
                .map(PackedText::unpack)
                .map(text -> new SignInState(ReturnPath.checked(text.substring(1)), text.charAt(0) - DIGIT));
    }

    /** The next one, when this one's cookie was pushed out; empty when that has happened too often. */
    Optional<SignInState> again() {
        return List.of(0, 1, 2).contains(attempt) ? Optional.of(new SignInState(back, attempt + 1)) : Optional.empty();
    }
}
