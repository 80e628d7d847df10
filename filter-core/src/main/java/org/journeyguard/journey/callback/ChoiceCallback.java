package org.journeyguard.journey.callback;

import jakarta.json.JsonObject;
import org.journeyguard.journey.OptionCallback;

/** Asks for one of several choices. */
public final class ChoiceCallback extends OptionCallback {
    /**
     * @param content as AM sends it
     */
    public ChoiceCallback(JsonObject content) {
        super(content, "choices", "defaultChoice");
    }
}
