package org.journeyguard.decide;

import org.jspecify.annotations.Nullable;

/**
 * Who gets an answer.
 *
 * @param isPerson whether that is a page for a person's browser; otherwise it is for a program
 * @param words in the recipient's language
 */
public record Recipient(boolean isPerson, Words words) {
    /**
     * By the request.
     *
     * @param acceptLanguage the header as sent; null for none
     */
    public static Recipient of(boolean isPerson, Languages languages, @Nullable String acceptLanguage) {
        return new Recipient(isPerson, languages.wordsFor(acceptLanguage));
    }
}
