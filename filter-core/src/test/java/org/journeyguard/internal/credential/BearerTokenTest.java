package org.journeyguard.internal.credential;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Locale;
import java.util.Objects;
import java.util.Random;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;

/** Tokens that differ in case only belong to the same grant, and are told apart. */
class BearerTokenTest {
    private static final String CHARACTERS = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-_~+/";

    private static BearerToken parsed(CharSequence text) {
        return Objects.requireNonNull(BearerToken.parse(text.toString()));
    }

    private static char otherCase(char c) {
        return Character.isUpperCase(c) ? Character.toLowerCase(c) : Character.toUpperCase(c);
    }

    /** Of every length up to twice what is told apart by bits. */
    @RepeatedTest(130)
    void digestIgnoresCaseAndFingerprintDoesNot(RepetitionInfo repetition) {
        Random random = new Random(repetition.getCurrentRepetition());
        StringBuilder text = new StringBuilder();
        random.ints(repetition.getCurrentRepetition(), 0, CHARACTERS.length())
                .forEach(i -> text.append(CHARACTERS.charAt(i)));
        BearerToken token = parsed(text);
        String small = text.toString().toLowerCase(Locale.ROOT);

        assertThat(token.digest())
                .isEqualTo(TokenDigest.of(small))
                .isEqualTo(parsed(small).digest());
        assertThat(parsed(small).fingerprint()).isEqualTo(parsed(small).digest());
        assertThat(parsed(text).fingerprint()).isEqualTo(token.fingerprint());
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            text.setCharAt(i, otherCase(c));
            BearerToken other = parsed(text);
            text.setCharAt(i, c);
            assertThat(other.digest()).as("case at %s", i).isEqualTo(token.digest());
            assertThat(other.fingerprint().equals(token.fingerprint()))
                    .as("case at %s", i)
                    .isEqualTo(otherCase(c) == c);
        }
    }
}
