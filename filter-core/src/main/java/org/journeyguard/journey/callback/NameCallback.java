package org.journeyguard.journey.callback;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import org.journeyguard.journey.AnswerCallback;

/** Asks for the user name. */
public final class NameCallback extends AnswerCallback<String> {
    /**
     * @param content as AM sends it
     */
    public NameCallback(JsonObject content) {
        super(content, Json::createValue);
    }
}
