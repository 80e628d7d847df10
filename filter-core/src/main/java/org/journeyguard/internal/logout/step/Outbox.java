package org.journeyguard.internal.logout.step;

import java.util.List;

/** Keeps the steps of logouts until they are over, so that other nodes can run those that this node leaves behind. */
public interface Outbox extends AutoCloseable {
    /** Keeps nothing: what is not over when this node dies is lost, and its sessions and tokens expire. */
    Outbox NONE = steps -> Entry.NONE;

    /** Whether this node may attempt a step. */
    enum Permission {
        /** Yes. */
        GRANTED,
        /** Not now, because another node may be attempting it. */
        LATER,
        /** Never, because another node has taken it over. */
        TAKEN_OVER
    }

    /** The steps of a logout. */
    interface Entry {
        /** Is not kept. */
        Entry NONE = new Entry() {
            @Override
            public Permission permission(LogoutStep step) {
                return Permission.GRANTED;
            }

            @Override
            public void remove(LogoutStep step) {
                // not kept
            }

            @Override
            public void replace(LogoutStep step, LogoutStep rest) {
                // not kept
            }

            @Override
            public void store() {
                // not kept
            }
        };

        /** Returns whether this node may attempt a step now. */
        Permission permission(LogoutStep step);

        /** Removes a step that is confirmed, or no longer worth retrying. To be followed by {@link #store}. */
        void remove(LogoutStep step);

        /** Replaces a step. To be followed by {@link #store}. */
        void replace(LogoutStep step, LogoutStep rest);

        /** Replaces a step by what a failed attempt has left of it, and returns that. To be followed by {@link #store}. */
        default LogoutStep left(LogoutStep step, StepResult.Failed attempt) {
            LogoutStep rest = step.after(attempt);
            replace(step, rest);
            return rest;
        }

        /** Makes the changes known to other nodes. Never fails: what can't be stored now is stored later. */
        void store();
    }

    /** Adds the steps of a logout, before they are attempted. */
    Entry add(List<LogoutStep> steps);

    @Override
    default void close() {
        // nothing to close
    }
}
