package org.journeyguard.internal.am.journey;

import jakarta.json.JsonObject;

/**
 * AM's answer to a step of a journey. {@code toString()} shows no secret.
 *
 * @param status HTTP status: 200 or 4xx
 * @param content callbacks, a session, or why there is none
 */
public record JourneyAnswer(int status, JsonObject content) {
    @Override
    public String toString() {
        return "JourneyAnswer(" + status + ")";
    }
}
