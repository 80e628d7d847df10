package org.journeyguard.internal.response;

import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * The languages that answers are given in.
 *
 * @param all at least one; the first is for whom none suits
 */
public record MessageCatalog(List<Messages> all) {
    /** Longer ones are nobody's. */
    private static final int LONGEST_HEADER = 1_000;

    /** Copies the list. */
    public MessageCatalog {
        all = List.copyOf(all);
    }

    /**
     * The words for who asks (RFC 9110, 12.5.4, by the lookup of RFC 4647, 3.4).
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
            // no such header
            return all.get(0);
        }
    }
}
