package org.journeyguard.internal.http;

import java.util.function.Function;
import org.journeyguard.ApiError;

/**
 * The result of a call to AM: a value, a refusal, or no answer.
 *
 * @param <T> the value
 */
public sealed interface AmResult<T> {

    /** AM returned a value. */
    record Value<T>(T value) implements AmResult<T> {
        @Override
        public <R> R fold(
                Function<? super T, ? extends R> onValue,
                Function<? super Refused<T>, ? extends R> onRefusal,
                Function<? super Outage, ? extends R> onOutage) {
            return onValue.apply(value);
        }
    }

    /**
     * AM refused the request (RFC 6749, 4.1.2.1 and 5.2), or the session that made it has ended.
     *
     * @param status HTTP status
     * @param error for example {@code invalid_grant}
     * @param description empty for none
     */
    record Refused<T>(int status, String error, String description) implements AmResult<T> {
        @Override
        public <R> R fold(
                Function<? super T, ? extends R> onValue,
                Function<? super Refused<T>, ? extends R> onRefusal,
                Function<? super Outage, ? extends R> onOutage) {
            return onRefusal.apply(this);
        }

        /** Returns the exception that reports this refusal to the application. */
        public ApiError toException() {
            return new ApiError(status, error, description);
        }
    }

    /** AM did not answer. */
    record NoAnswer<T>(Outage outage) implements AmResult<T> {
        /** An outage in which AM has done nothing, and that is likely to end within a second. */
        public NoAnswer(String what) {
            this(new Outage(what));
        }

        @Override
        public <R> R fold(
                Function<? super T, ? extends R> onValue,
                Function<? super Refused<T>, ? extends R> onRefusal,
                Function<? super Outage, ? extends R> onOutage) {
            return onOutage.apply(outage);
        }
    }

    /** AM's answer to a session that has ended. */
    static <T> AmResult<T> sessionEnded() {
        return new Refused<>(401, "unauthorized", "the session has ended");
    }

    /** Returns what the function for this kind of result returns. */
    <R> R fold(
            Function<? super T, ? extends R> onValue,
            Function<? super Refused<T>, ? extends R> onRefusal,
            Function<? super Outage, ? extends R> onOutage);

    /** Returns what the function for this kind of result returns, where a refusal means as little as no answer. */
    default <R> R fold(Function<? super T, ? extends R> onValue, Function<? super Outage, ? extends R> onOutage) {
        return fold(onValue, refused -> onOutage.apply(new Outage("status " + refused.status())), onOutage);
    }

    /** Applies a function to the value, if there is one. */
    default <R> AmResult<R> map(Function<? super T, ? extends R> function) {
        return flatMap(value -> new Value<>(function.apply(value)));
    }

    /** Makes the next call with the value, if there is one. */
    default <R> AmResult<R> flatMap(Function<? super T, ? extends AmResult<R>> next) {
        return fold(
                next,
                refused -> new Refused<>(refused.status(), refused.error(), refused.description()),
                NoAnswer::new);
    }

    /**
     * Returns the value.
     *
     * @throws ApiError when AM refused the request
     * @throws org.journeyguard.Unavailable when AM did not answer
     */
    default T orElseThrow() {
        return fold(
                value -> value,
                refused -> {
                    throw refused.toException();
                },
                outage -> {
                    throw outage.toException();
                });
    }
}
