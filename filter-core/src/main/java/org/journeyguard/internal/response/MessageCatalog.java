package org.journeyguard.internal.response;

import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * The languages of the messages.
 *
 * @param all at least one; the first is the default
 */
public record MessageCatalog(List<Messages> all) {
    /** Limit for untrusted input; real headers are shorter. */
    private static final int LONGEST_HEADER = 1_000;

    /** Copies the list. */
    public MessageCatalog {
        all = List.copyOf(all);
    }

    /**
     * Returns the messages for a recipient (RFC 9110, 12.5.4, by the lookup of RFC 4647, 3.4).
     *
     * @param acceptLanguage the header as sent; null for none
     */
    public Messages wordsFor(@Nullable String acceptLanguage) {
        if (acceptLanguage == null || acceptLanguage.length() > LONGEST_HEADER) {
            return all.get(0);
        }
        try {
            Locale best = Locale.lookup(
                    Locale.LanguageRange.parse(acceptLanguage),
                    all.stream().map(Messages::language).toList());
            return all.stream()
                    .filter(words -> words.language().equals(best))
                    .findFirst()
                    .orElse(all.get(0));
        } catch (IllegalArgumentException e) {
            // malformed header
            return all.get(0);
        }
    }
}
