package org.journeyguard.internal.response;

import org.jspecify.annotations.Nullable;

/**
 * The format of a response.
 *
 * @param isPerson whether the recipient is a person, who gets a page; otherwise it is a program
 * @param words in the recipient's language
 * @param isFramed whether a browser shows the response in a frame
 */
public record ResponseFormat(boolean isPerson, Messages words, boolean isFramed) {
    /** Creates the format of a response that is not in a frame. */
    public ResponseFormat(boolean isPerson, Messages words) {
        this(isPerson, words, false);
    }

    /**
     * Creates the format for a request.
     *
     * @param acceptLanguage the header as sent; null for none
     */
    public static ResponseFormat of(boolean isPerson, MessageCatalog languages, @Nullable String acceptLanguage) {
        return new ResponseFormat(isPerson, languages.wordsFor(acceptLanguage));
    }

    /** Returns the format for a response in a frame, or not in one. */
    public ResponseFormat framed(boolean inFrame) {
        return new ResponseFormat(isPerson, words, inFrame);
    }
}
