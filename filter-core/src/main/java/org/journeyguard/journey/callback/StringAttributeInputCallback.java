package org.journeyguard.journey.callback;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import org.journeyguard.journey.PolicyCallback;

/** Asks for an attribute of the profile that is a text. */
public final class StringAttributeInputCallback extends PolicyCallback<String> {
    /**
     * @param content as AM sends it
     */
    public StringAttributeInputCallback(JsonObject content) {
        super(content, Json::createValue);
    }
}
