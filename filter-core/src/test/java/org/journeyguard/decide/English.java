package org.journeyguard.decide;

import org.journeyguard.config.LanguagesReader;

/** Who reads English. */
final class English {
    static final Words WORDS = LanguagesReader.english().wordsFor(null);
    static final Recipient PROGRAM = new Recipient(false, WORDS);

    private English() {}
}
