package org.journeyguard.journey.callback;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import org.journeyguard.journey.AnswerCallback;

/** Asks for a value that the user does not type, for example what a script has computed. */
public final class HiddenValueCallback extends AnswerCallback<String> {
    /**
     * @param content as AM sends it
     */
    public HiddenValueCallback(JsonObject content) {
        super(content, Json::createValue);
    }

    /** Returns the identifier that AM gives it. */
    public String id() {
        return text("id");
    }

    /** Returns the present value. */
    public String value() {
        return text("value");
    }

    @Override
    public boolean isSecret() {
        return true;
    }
}
