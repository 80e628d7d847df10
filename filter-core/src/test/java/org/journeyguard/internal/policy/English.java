package org.journeyguard.internal.policy;

import org.journeyguard.internal.response.LanguagesReader;
import org.journeyguard.internal.response.Messages;
import org.journeyguard.internal.response.ResponseFormat;

/** Who reads English. */
public final class English {
    public static final Messages WORDS = LanguagesReader.english().wordsFor(null);
    public static final ResponseFormat PROGRAM = new ResponseFormat(false, WORDS);

    private English() {}
}
