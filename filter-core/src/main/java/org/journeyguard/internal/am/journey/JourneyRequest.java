package org.journeyguard.internal.am.journey;

import java.util.Map;

/**
 * A step of a journey, on its way to AM. {@code toString()} shows no secret.
 *
 * @param realm as AM path
 * @param query which journey, and how
 * @param headers beside the version
 * @param body the answered callbacks, or an empty object
 */
public record JourneyRequest(String realm, Map<String, String> query, Map<String, String> headers, String body) {
    /** Copies query and headers. */
    public JourneyRequest {
        query = Map.copyOf(query);
        headers = Map.copyOf(headers);
    }

    @Override
    public String toString() {
        return "JourneyRequest(" + realm + ")";
    }
}
