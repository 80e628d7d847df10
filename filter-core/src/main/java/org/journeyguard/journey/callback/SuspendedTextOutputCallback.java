package org.journeyguard.journey.callback;

import jakarta.json.JsonObject;

/** Shows a message while the journey is suspended: the user goes on by a link, for example in an email. */
public final class SuspendedTextOutputCallback extends TextOutputCallback {
    /**
     * @param content as AM sends it
     */
    public SuspendedTextOutputCallback(JsonObject content) {
        super(content);
    }
}
