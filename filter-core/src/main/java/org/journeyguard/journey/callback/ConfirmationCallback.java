package org.journeyguard.journey.callback;

import jakarta.json.JsonObject;
import org.journeyguard.journey.OptionCallback;

/** Asks for a confirmation, by one of several options such as Yes and No. */
public final class ConfirmationCallback extends OptionCallback {
    /**
     * @param content as AM sends it
     */
    public ConfirmationCallback(JsonObject content) {
        super(content, "options", "defaultOption");
    }

    /** Returns the kind of the question. */
    public TextOutputCallback.MessageType messageType() {
        return TextOutputCallback.MessageType.of(text("messageType"));
    }
}
