package org.journeyguard.journey.callback;

import jakarta.json.JsonObject;
import org.journeyguard.journey.AnswerCallback;
import org.journeyguard.journey.PolicyCallback;

/** Asks for an attribute of the profile that is true or false. */
public final class BooleanAttributeInputCallback extends PolicyCallback<Boolean> {
    /**
     * @param content as AM sends it
     */
    public BooleanAttributeInputCallback(JsonObject content) {
        super(content, AnswerCallback::json);
    }
}
