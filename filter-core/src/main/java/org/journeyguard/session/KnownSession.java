package org.journeyguard.session;

import java.util.Optional;
import java.util.Set;
import org.journeyguard.am.Answer;
import org.journeyguard.credential.Identity;
import org.journeyguard.credential.Validation;
import org.jspecify.annotations.Nullable;

/**
 * A session that AM has confirmed: fresh for a while, then still known until it ends, so that a logout can tell it from a
 * stranger's even when AM does not answer. What was asked about it later hangs on it and is forgotten with it.
 */
final class KnownSession {
    private final Validation.Valid validation;
    private final long freshUntil;
    private volatile Answer.@Nullable Told<Set<String>> roles;
    private volatile Answer.@Nullable Told<Optional<String>> successUrl;

    /**
     * @param freshUntil in monotonic nanoseconds
     */
    KnownSession(Validation.Valid validation, long freshUntil) {
        this.validation = validation;
        this.freshUntil = freshUntil;
    }

    Validation.Valid validation() {
        return validation;
    }

    Identity identity() {
        return validation.identity();
    }

    boolean isFresh(long nanoTime) {
        return nanoTime - freshUntil < 0;
    }

    Answer.@Nullable Told<Set<String>> roles() {
        return roles;
    }

    void roles(Answer.Told<Set<String>> told) {
        this.roles = told;
    }

    Answer.@Nullable Told<Optional<String>> successUrl() {
        return successUrl;
    }

    void successUrl(Answer.Told<Optional<String>> told) {
        this.successUrl = told;
    }
}
