package org.journeyguard.internal.journey;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.journeyguard.Session;

/**
 * The session that a journey has begun. {@code toString()} shows no secret.
 *
 * @param value the SSO token
 * @param successUrl where AM would send the user; empty if AM does not state it
 * @param realm as AM path
 */
record JourneySession(String value, Optional<String> successUrl, String realm) implements Session {
    @Override
    public Optional<Instant> idleExpiresAt() {
        return Optional.empty();
    }

    @Override
    public Optional<Instant> expiresAt() {
        return Optional.empty();
    }

    @Override
    public Map<String, String> attributes() {
        return Map.of();
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof JourneySession that && value.equals(that.value);
    }

    @Override
    public int hashCode() {
        return value.hashCode();
    }

    @Override
    public String toString() {
        return "Session of realm " + realm;
    }
}
