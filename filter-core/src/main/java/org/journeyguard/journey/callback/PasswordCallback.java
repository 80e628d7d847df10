package org.journeyguard.journey.callback;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import org.journeyguard.journey.AnswerCallback;

/** Asks for a password, or another secret such as a one-time password. */
public final class PasswordCallback extends AnswerCallback<String> {
    /**
     * @param content as AM sends it
     */
    public PasswordCallback(JsonObject content) {
        super(content, Json::createValue);
    }

    @Override
    public boolean isSecret() {
        return true;
    }
}
