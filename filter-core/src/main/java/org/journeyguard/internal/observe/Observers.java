package org.journeyguard.internal.observe;

import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.ServiceLoader;
import java.util.function.BiConsumer;
import java.util.function.BiPredicate;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.LongSupplier;
import org.journeyguard.JourneyEvent;
import org.journeyguard.JourneyEvent.SignedIn;
import org.journeyguard.LogoutReport;
import org.journeyguard.RequestInfo;
import org.journeyguard.spi.AmCall;
import org.journeyguard.spi.ClusterCall;
import org.journeyguard.spi.JourneyObserver;
import org.journeyguard.spi.JourneyObserver.Calling;
import org.journeyguard.spi.JourneyObserverProvider;
import org.journeyguard.spi.JourneyStatus;
import org.jspecify.annotations.Nullable;

/**
 * Dispatches events to the observers of one realm of an application. A failing observer does not affect the request, and no events are
 * created without observers.
 */
public final class Observers implements AutoCloseable {
    /** No observers. */
    public static final Observers NONE = new Observers("/", null);

    /** Header with the transaction id, by which AM and its gateways trace a request. */
    public static final String TRANSACTION_ID = "X-ForgeRock-TransactionId";

    private static final System.Logger LOG = System.getLogger(Observers.class.getName());

    private final String realm;
    private volatile JourneyObserver[] all = {};
    private final @Nullable AuditLog audit;

    /**
     * @param realm as AM path
     * @param audit null for none
     */
    Observers(String realm, @Nullable AuditLog audit) {
        this.realm = realm;
        this.audit = audit;
    }

    /**
     * Creates observers with only the audit log.
     *
     * @param realm as AM path
     * @param refusalsPerMinute how many refusals of one reason have a line of their own there
     * @param later runs tasks after a delay; returns false if it will not
     * @param nanoTime monotonic time
     */
    public static Observers of(
            String realm,
            int refusalsPerMinute,
            BiPredicate<Duration, Runnable> later,
            Clock clock,
            LongSupplier nanoTime) {
        return new Observers(realm, new AuditLog(realm, refusalsPerMinute, later::test, clock, nanoTime));
    }

    /** Adds the application's observers. */
    public void join(JourneyStatus status) {
        List<JourneyObserver> found = new ArrayList<>();
        for (JourneyObserverProvider provider : ServiceLoader.load(JourneyObserverProvider.class)) {
            try {
                provider.observe(status).ifPresent(found::add);
            } catch (RuntimeException | LinkageError e) {
                LOG.log(
                        System.Logger.Level.WARNING,
                        "JourneyGuard goes on without " + provider.getClass().getName(),
                        e);
            }
        }
        join(found);
    }

    void join(List<JourneyObserver> observers) {
        all = observers.toArray(JourneyObserver[]::new);
    }

    /** Reports that the filter has allowed a request. */
    public void allowed(boolean asPublic, @Nullable String user) {
        for (JourneyObserver each : all) {
            heard(each, observer -> observer.allowed(asPublic));
        }
        if (audit != null && audit.isDetailed()) {
            audit.allowed(realm, user == null ? "" : user, CurrentRequest.requestInfo());
        }
    }

    /** Reports a cache lookup of a session or token. */
    public void cacheLookup(boolean hit) {
        for (JourneyObserver each : all) {
            heard(each, observer -> observer.cacheLookup(hit));
        }
    }

    /** Reports a user who was seen here for the first time. */
    public void signedIn(String user, SignedIn.By by) {
        happened(requestInfo -> new SignedIn(realm, user, requestInfo, by));
    }

    /** Reports that the tokens of a session were renewed. */
    public void renewed(String user) {
        happened(requestInfo -> new JourneyEvent.Renewed(realm, user, requestInfo));
    }

    /** Reports a failed renewal. */
    public void notRenewed(String user, boolean isOver, String why) {
        happened(requestInfo -> new JourneyEvent.NotRenewed(realm, user, requestInfo, isOver, why));
    }

    /** Reports a refused request. */
    public void refused(@Nullable String user, String reason) {
        happened(
                audit != null && audit.isKept(reason),
                requestInfo -> new JourneyEvent.Refused(realm, user == null ? "" : user, requestInfo, reason));
    }

    /** Reports the end of a session or token, by a logout or by AM. */
    public void signedOut(String user, boolean everywhere, @Nullable LogoutReport report) {
        happened(requestInfo ->
                new JourneyEvent.SignedOut(realm, user, requestInfo, everywhere, Optional.ofNullable(report)));
    }

    /** Reports that a user's open connection is about to be closed. */
    public void connectionEnds(String user, JourneyEvent.ConnectionEnd.Kind kind) {
        happened(requestInfo -> new JourneyEvent.ConnectionEnd(realm, user, requestInfo, kind));
    }

    private void happened(Function<RequestInfo, JourneyEvent> what) {
        happened(audit != null && audit.isKept(), what);
    }

    private void happened(boolean isAudited, Function<RequestInfo, JourneyEvent> what) {
        if (!isAudited && all.length == 0) {
            return;
        }
        JourneyEvent event = what.apply(CurrentRequest.requestInfo());
        if (audit != null && isAudited) {
            audit.happened(event);
        }
        for (JourneyObserver each : all) {
            heard(each, observer -> observer.happened(event));
        }
    }

    /** Reports the start of a call to AM. */
    public Calling calling(AmCall call, BiConsumer<String, String> header) {
        String transactionId = CurrentRequest.requestInfo().transactionId();
        if (!transactionId.isEmpty()) {
            header.accept(TRANSACTION_ID, transactionId);
        }
        if (all.length == 0) {
            return Calling.UNHEARD;
        }
        List<Calling> callings = new ArrayList<>();
        for (JourneyObserver each : all) {
            heard(each, observer -> callings.add(observer.calling(call, header)));
        }
        return (status, failure, took) -> callings.forEach(each -> heard(each, c -> c.ended(status, failure, took)));
    }

    /** Reports a call that was not made. */
    public void callNotPermitted(String operation) {
        for (JourneyObserver each : all) {
            heard(each, observer -> observer.callNotPermitted(operation));
        }
    }

    /** Reports a call to the engine that the nodes share. */
    public void clusterCalled(ClusterCall call) {
        for (JourneyObserver each : all) {
            heard(each, observer -> observer.clusterCalled(call));
        }
    }

    private static <T> void heard(T observer, Consumer<T> what) {
        try {
            what.accept(observer);
        } catch (RuntimeException | LinkageError e) {
            LOG.log(System.Logger.Level.WARNING, observer.getClass().getName() + " failed", e);
        }
    }

    @Override
    public void close() {
        if (audit != null) {
            audit.close();
        }
        for (JourneyObserver each : all) {
            heard(each, JourneyObserver::close);
        }
    }
}
