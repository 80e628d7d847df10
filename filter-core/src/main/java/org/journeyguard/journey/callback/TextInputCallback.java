package org.journeyguard.journey.callback;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import org.journeyguard.journey.AnswerCallback;

/** Asks for a text. */
public final class TextInputCallback extends AnswerCallback<String> {
    /**
     * @param content as AM sends it
     */
    public TextInputCallback(JsonObject content) {
        super(content, Json::createValue);
    }

    /** Returns the text that AM suggests; empty if there is none. */
    public String defaultText() {
        return text("defaultText");
    }
}
