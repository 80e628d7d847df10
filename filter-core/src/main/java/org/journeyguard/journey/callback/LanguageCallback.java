package org.journeyguard.journey.callback;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import java.util.Locale;
import org.journeyguard.journey.AnswerCallback;

/** Asks for the language of the user. */
public final class LanguageCallback extends AnswerCallback<Locale> {
    /**
     * @param content as AM sends it
     */
    public LanguageCallback(JsonObject content) {
        super(content, language -> Json.createValue(language.getLanguage()));
    }

    /** Returns the language that AM assumes. */
    public Locale locale() {
        return Locale.forLanguageTag(text("language") + "-" + text("country"));
    }

    @Override
    public void set(Locale language) {
        super.set(language);
        answer(1, Json.createValue(language.getCountry()));
    }
}
