package org.journeyguard.journey;

import jakarta.json.JsonObject;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.journeyguard.Session;
import org.journeyguard.Unavailable;

/** A step of a journey: AM asks, has signed the user in, or refuses to. {@code toString()} shows no secret. */
public sealed interface JourneyStep {

    /** AM asks. Not thread-safe. */
    non-sealed interface Prompt extends JourneyStep {

        /** Returns the callbacks, in AM's order. */
        List<Callback> callbacks();

        /** Returns the callbacks of a type, in AM's order. */
        default <C extends Callback> List<C> callbacks(Class<C> type) {
            return callbacks().stream().filter(type::isInstance).map(type::cast).toList();
        }

        /** Returns the first callback of a type; empty if there is none. */
        default <C extends Callback> Optional<C> callback(Class<C> type) {
            return callbacks(type).stream().findFirst();
        }

        /**
         * Sets the value of the first callback of a type.
         *
         * @return false if this step asks for no such value
         */
        default <V> boolean set(Class<? extends AnswerCallback<V>> type, V value) {
            Optional<? extends AnswerCallback<V>> first = callback(type);
            first.ifPresent(callback -> callback.set(value));
            return first.isPresent();
        }

        /** Returns what the journey calls this page or module; empty if AM does not state it. */
        Optional<String> stage();

        /** Returns the title of the page; empty if AM does not state it. */
        Optional<String> header();

        /** Returns the text below the title; empty if AM does not state it. */
        Optional<String> description();

        /** Returns {@link #next(Map)} without parameters. */
        default JourneyStep next() {
            return next(Map.of());
        }

        /**
         * Sends the callbacks to AM. Blocks for {@code journey.am.timeout} at most.
         *
         * @param parameters that an identity provider has sent back after a redirect, for example {@code code} and {@code state}
         * @throws Unavailable if AM does not answer; whether it has accepted the callbacks is not known
         */
        JourneyStep next(Map<String, String> parameters);

        /**
         * Starts the journey again, for example when it has {@linkplain Failure#isTimedOut() timed out}, and sets again what this step
         * has been answered with, except {@linkplain Callback#isSecret() secrets}, if AM asks for the same.
         *
         * @throws Unavailable if AM does not answer
         */
        JourneyStep restart();
    }

    /**
     * AM has signed the user in.
     *
     * @param session the user's session; empty with {@link JourneyOptions#withoutSession()}
     * @param successUrl where AM would send the user: a URL, or an absolute path on AM's host; empty if AM does not state it
     * @param realm of the user as AM path; a journey may change it
     */
    record Success(Optional<Session> session, Optional<String> successUrl, String realm) implements JourneyStep {
        @Override
        public String toString() {
            return "Success(realm " + realm + ")";
        }
    }

    /**
     * AM has not signed the user in, or does not know the journey.
     *
     * @param code AM's code, for example 401
     * @param reason AM's word for it, for example {@code Unauthorized}
     * @param message AM's text, in the language of the journey; may be shown to the user
     * @param detail what else AM states; empty if nothing
     * @param failureUrl where AM would send the user; empty if AM does not state it
     */
    record Failure(int code, String reason, String message, JsonObject detail, Optional<String> failureUrl)
            implements JourneyStep {
        private static final int TIMED_OUT = 408;

        /** Whether the user has taken too long, or the step was already answered: {@link Prompt#restart()} starts again. */
        public boolean isTimedOut() {
            return code == TIMED_OUT || detail.getString("errorCode", "").equals("110");
        }

        @Override
        public String toString() {
            return "Failure(" + code + " " + reason + ")";
        }
    }
}
