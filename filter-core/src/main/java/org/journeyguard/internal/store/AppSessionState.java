package org.journeyguard.internal.store;

import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The stored state of an app session. {@code toString()} shows no secret.
 *
 * @param idToken the ID token of the sign-in, which names the user; null only if the store holds a session without one
 * @param startedAt when its sign-in began: a later logout of the user ends it
 * @param usedAt its last recorded use
 * @param endsAt its absolute expiry
 */
public record AppSessionState(@Nullable String idToken, Instant startedAt, Instant usedAt, Instant endsAt) {
    /** Returns a copy with another time of last use. */
    public AppSessionState usedAt(Instant time) {
        return new AppSessionState(idToken, startedAt, time, endsAt);
    }

    /** Written by hand, like {@code hashCode}, because the version that Java 17 generates keeps its class loader in memory. */
    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof AppSessionState that
                && Objects.equals(idToken, that.idToken)
                && startedAt.equals(that.startedAt)
                && usedAt.equals(that.usedAt)
                && endsAt.equals(that.endsAt);
    }

    @Override
    public int hashCode() {
        return Objects.hash(idToken, startedAt, usedAt, endsAt);
    }

    /** Returns the ID token of the sign-in. */
    public Optional<String> startedWith() {
        return Optional.ofNullable(idToken);
    }

    @Override
    public String toString() {
        return "AppSessionState(started " + startedAt + ", used " + usedAt + ", ends " + endsAt + ")";
    }
}
