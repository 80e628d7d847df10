package org.journeyguard.test;

import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;

/** How {@link FakeAm} treats a call. */
@FunctionalInterface
public interface Fault {

    /** None. */
    Fault NONE = (call, honest) -> honest.call();
    /** The connection ends after the request was read; AM did nothing. */
    Fault DROP = (call, honest) -> null;
    /** AM does what it is asked to, and the connection ends before it says so. */
    Fault DROP_AFTER_ANSWERING = (call, honest) -> {
        FakeReply lost = honest.call();
        return lost.status() == 0 ? lost : null;
    };
    /** No answer ever. */
    Fault HANG = (call, honest) -> {
        new CountDownLatch(1).await();
        return null;
    };
    /** A good answer whose bytes come one by one, and whose last never does. */
    Fault TRICKLE = (call, honest) -> honest.call().at(FakeReply.Pace.TRICKLE);
    /** An answer without end. */
    Fault FLOOD = (call, honest) -> honest.call().at(FakeReply.Pace.FLOOD);

    /**
     * Treats a call.
     *
     * @param honest what AM does and answers by itself
     * @return what is answered; null for a dropped connection
     */
    @Nullable
    FakeReply treat(FakeCall call, Callable<FakeReply> honest) throws Exception;

    /** Always this. */
    static Fault reply(FakeReply reply) {
        return (call, honest) -> reply;
    }

    /** Always this JSON. */
    static Fault reply(int status, String json) {
        return reply(FakeReply.json(status, json));
    }

    /** AM takes its time, until the gate opens. */
    static Fault heldBy(CountDownLatch gate) {
        return (call, honest) -> {
            gate.await();
            return honest.call();
        };
    }

    /**
     * Only calls like this fare so.
     *
     * @param part of method and target, as {@code _action=logout}
     */
    default Fault onlyFor(String part) {
        return (call, honest) -> call.asksFor(part) ? treat(call, honest) : honest.call();
    }

    /**
     * Only calls with such a body fare so.
     *
     * @param part of the body, as {@code grant_type=refresh_token}
     */
    default Fault onlyWith(String part) {
        return (call, honest) -> call.bears(part) ? treat(call, honest) : honest.call();
    }
}
