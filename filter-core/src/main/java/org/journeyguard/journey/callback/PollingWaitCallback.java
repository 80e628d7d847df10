package org.journeyguard.journey.callback;

import jakarta.json.JsonObject;
import java.time.Duration;
import org.journeyguard.journey.Callback;

/** Asks to wait, and then to send the step as it is. */
public final class PollingWaitCallback extends Callback {
    /**
     * @param content as AM sends it
     */
    public PollingWaitCallback(JsonObject content) {
        super(content);
    }

    /** Returns how long to wait before the next step. */
    public Duration waitTime() {
        return Duration.ofMillis(number("waitTime").longValue());
    }

    /** Returns the text for the user. */
    public String message() {
        return text("message");
    }
}
