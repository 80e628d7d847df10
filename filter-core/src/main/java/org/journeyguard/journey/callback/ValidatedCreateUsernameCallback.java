package org.journeyguard.journey.callback;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import org.journeyguard.journey.PolicyCallback;

/** Asks for the user name of a new profile. */
public final class ValidatedCreateUsernameCallback extends PolicyCallback<String> {
    /**
     * @param content as AM sends it
     */
    public ValidatedCreateUsernameCallback(JsonObject content) {
        super(content, Json::createValue);
    }
}
