package org.journeyguard.internal.response;

import org.jspecify.annotations.Nullable;

/**
 * Who gets an answer.
 *
 * @param isPerson whether that is a page for a person's browser; otherwise it is for a program
 * @param words in the recipient's language
 * @param isFramed whether a browser shows the answer inside another page
 */
public record ResponseFormat(boolean isPerson, Messages words, boolean isFramed) {
    /** Who sees the answer by itself. */
    public ResponseFormat(boolean isPerson, Messages words) {
        this(isPerson, words, false);
    }

    /**
     * By the request.
     *
     * @param acceptLanguage the header as sent; null for none
     */
    public static ResponseFormat of(boolean isPerson, MessageCatalog languages, @Nullable String acceptLanguage) {
        return new ResponseFormat(isPerson, languages.wordsFor(acceptLanguage));
    }

    /** The same who sees the answer inside another page, or does not. */
    public ResponseFormat framed(boolean inFrame) {
        return new ResponseFormat(isPerson, words, inFrame);
    }
}
