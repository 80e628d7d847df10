package org.journeyguard.journey.callback;

import jakarta.json.JsonObject;
import org.journeyguard.journey.Callback;

/** Sends the user to another site, such as an identity provider, which sends them back with parameters for {@link org.journeyguard.journey.JourneyStep.Prompt#next(java.util.Map)}. */
public final class RedirectCallback extends Callback {
    /**
     * @param content as AM sends it
     */
    public RedirectCallback(JsonObject content) {
        super(content);
    }

    /** Returns where to send the user. */
    public String redirectUrl() {
        return text("redirectUrl");
    }

    /** Returns the HTTP method, for example {@code GET}. */
    public String redirectMethod() {
        return text("redirectMethod");
    }

    /** Whether the journey goes on after the user has come back. */
    public boolean isTracking() {
        return isTrue("trackingCookie");
    }
}
