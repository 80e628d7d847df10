package org.journeyguard.journey.callback;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import org.journeyguard.journey.AnswerCallback;

/** Asks for the profile of the user's device, as the text of a JSON object. */
public final class DeviceProfileCallback extends AnswerCallback<String> {
    /**
     * @param content as AM sends it
     */
    public DeviceProfileCallback(JsonObject content) {
        super(content, Json::createValue);
    }

    /** Whether AM wants the properties of the device. */
    public boolean wantsMetadata() {
        return isTrue("metadata");
    }

    /** Whether AM wants the place of the device. */
    public boolean wantsLocation() {
        return isTrue("location");
    }

    /** Returns the text for the user while the profile is collected. */
    public String message() {
        return text("message");
    }
}
