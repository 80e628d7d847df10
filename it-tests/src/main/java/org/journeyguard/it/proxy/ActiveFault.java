package org.journeyguard.it.proxy;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * What calls fare like, until it is over.
 *
 * @param struck how many calls a {@link Fault.Times} has met
 * @param over open when it is over
 */
record ActiveFault(Fault fault, AtomicInteger struck, CountDownLatch over) {
    private static final Fault NONE = new Fault.None();

    ActiveFault(Fault fault) {
        this(fault, new AtomicInteger(), new CountDownLatch(1));
    }

    /** How a call fares; each is asked about once. */
    Fault faultOf(String call) {
        return of(fault, call);
    }

    private Fault of(Fault wanted, String call) {
        if (wanted instanceof Fault.Only only) {
            return call.contains(only.part()) ? of(only.fault(), call) : NONE;
        }
        if (wanted instanceof Fault.Times times) {
            Fault hit = of(times.fault(), call);
            return hit instanceof Fault.None || struck.getAndIncrement() >= times.most() ? NONE : hit;
        }
        return wanted;
    }
}
