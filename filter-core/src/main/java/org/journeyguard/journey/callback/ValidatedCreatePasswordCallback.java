package org.journeyguard.journey.callback;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import org.journeyguard.journey.PolicyCallback;

/** Asks for the password of a new profile. */
public final class ValidatedCreatePasswordCallback extends PolicyCallback<String> {
    /**
     * @param content as AM sends it
     */
    public ValidatedCreatePasswordCallback(JsonObject content) {
        super(content, Json::createValue);
    }

    /** Whether the password may be shown while it is typed. */
    public boolean isEchoed() {
        return isTrue("echoOn");
    }

    @Override
    public boolean isSecret() {
        return true;
    }
}
