package org.journeyguard.decide;

import org.jspecify.annotations.Nullable;

/**
 * Who gets an answer.
 *
 * @param isPerson whether that is a page for a person's browser; otherwise it is for a program
 * @param words in the recipient's language
 * @param isFramed whether a browser shows the answer inside another page
 */
public record Recipient(boolean isPerson, Words words, boolean isFramed) {
    /** Who sees the answer by itself. */
    public Recipient(boolean isPerson, Words words) {
        this(isPerson, words, false);
    }

    /**
     * By the request.
     *
     * @param acceptLanguage the header as sent; null for none
     */
    public static Recipient of(boolean isPerson, Languages languages, @Nullable String acceptLanguage) {
        return new Recipient(isPerson, languages.wordsFor(acceptLanguage));
    }

    /** The same who sees the answer inside another page, or does not. */
    public Recipient framed(boolean inFrame) {
        return new Recipient(isPerson, words, inFrame);
    }
}
