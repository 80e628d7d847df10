package org.journeyguard.internal.am.notification;

import java.net.http.WebSocketHandshakeException;
import java.time.Duration;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.DoubleSupplier;
import java.util.function.Supplier;
import org.journeyguard.Unavailable;
import org.journeyguard.internal.am.notification.NotificationReader.Event;
import org.journeyguard.internal.am.session.AgentSession;
import org.journeyguard.internal.credential.SsoToken;
import org.journeyguard.internal.http.AmHttp;
import org.journeyguard.internal.http.AmResponse;
import org.journeyguard.internal.resilience.BackOff;
import org.journeyguard.internal.resilience.Deadline;
import org.journeyguard.internal.resilience.DelayedTasks;
import org.jspecify.annotations.Nullable;

/**
 * Receives AM's notifications of sessions that end and of policies that change, as the agent: a WebSocket at {@code /notifications}. Reconnects for ever, with growing
 * pauses. Sessions that end while it is not connected are noticed when their cached answer expires, after
 * {@code journey.session.cache-ttl}.
 *
 * @see "OpenAM 16 and PingAM: subprotocol v1.notifications.forgerock.org, topic /agent/session"
 */
public final class NotificationSocket implements AutoCloseable {
    /** How often AM has to send something. It pings every half minute, and closes connections that are idle for a minute. */
    static final Duration BEAT = Duration.ofSeconds(30);

    private static final System.Logger LOG = System.getLogger(NotificationSocket.class.getName());
    private static final String SUBPROTOCOL = "v1.notifications.forgerock.org";
    private static final int UNAUTHORIZED = 401;
    private static final int FORBIDDEN = 403;

    private final AmHttp http;
    private final AgentSession agent;
    private final Supplier<String> cookieName;
    private final Supplier<Deadline> deadlines;
    private final NotificationListener listener;
    private final DelayedTasks later;
    private final BackOff backOff;
    private final NotificationReader reader = new NotificationReader();
    private volatile @Nullable NotificationConnection connection;
    private volatile boolean isSubscribed;
    private volatile boolean isClosed;
    /** The agent's session that AM does not honour any more; null for none. */
    private @Nullable SsoToken dead;

    /** Whether the agent's session was renewed for a 403 already, which a second renewal would not mend. */
    private boolean isRenewedInVain;

    /**
     * Opens the socket in the background, and again whenever it is lost, until it is closed.
     *
     * @param cookieName the name of AM's cookie; may throw {@link Unavailable}
     * @param deadlines of calls that begin now
     * @param listener hears them, in their order
     */
    public static NotificationSocket open(
            AmHttp http,
            AgentSession agent,
            Supplier<String> cookieName,
            Supplier<Deadline> deadlines,
            NotificationListener listener) {
        return new NotificationSocket(
                        http,
                        agent,
                        cookieName,
                        deadlines,
                        listener,
                        DelayedTasks.onThread("journeyguard-notifications"),
                        () -> ThreadLocalRandom.current().nextDouble())
                .listening();
    }

    NotificationSocket(
            AmHttp http,
            AgentSession agent,
            Supplier<String> cookieName,
            Supplier<Deadline> deadlines,
            NotificationListener listener,
            DelayedTasks later,
            DoubleSupplier random) {
        this.http = http;
        this.agent = agent;
        this.cookieName = cookieName;
        this.deadlines = deadlines;
        this.listener = listener;
        this.later = later;
        this.backOff = new BackOff(random);
    }

    /** Begins to listen, without waiting for the connection. */
    NotificationSocket listening() {
        later.in(Duration.ZERO, this::connect);
        return this;
    }

    /** Whether AM notifies of sessions at the moment. */
    public boolean isConnected() {
        return isSubscribed;
    }

    private void connect() {
        try {
            String name = cookieName.get();
            Deadline deadline = deadlines.get();
            open(agent.session(dead, deadline).orElseThrow(), name, deadline);
        } catch (Unavailable e) {
            tryAgain(String.valueOf(e.getMessage()));
        } catch (RuntimeException e) {
            LOG.log(System.Logger.Level.WARNING, "AM's notifications failed unexpectedly", e);
            tryAgain(e.getClass().getSimpleName());
        }
    }

    private void open(SsoToken token, String name, Deadline deadline) {
        NotificationConnection next = new NotificationConnection(new InOrder());
        connection = next;
        var unused = http.webSocket("/notifications", SUBPROTOCOL, name, token.value(), deadline.left(), next)
                .whenComplete((socket, failure) -> {
                    boolean isPlanned = failure == null
                            ? later.in(BEAT, () -> beat(next))
                            : later.in(Duration.ZERO, () -> refused(next, token, failure));
                    if (isClosed || !isPlanned) {
                        next.abort();
                    }
                });
    }

    /** Has all of it dealt with in its order, off the connection's threads. */
    private final class InOrder implements NotificationConnection.MessageListener {
        @Override
        public void received(NotificationConnection by, String message, Runnable processed) {
            later.in(Duration.ZERO, () -> {
                try {
                    hear(by, reader.read(message));
                } finally {
                    processed.run();
                }
            });
        }

        @Override
        public void closed(NotificationConnection of, String why) {
            later.in(Duration.ZERO, () -> lost(of, why));
        }
    }

    private void hear(NotificationConnection by, Event event) {
        LOG.log(System.Logger.Level.DEBUG, "Notification: {0}", event.getClass().getSimpleName());
        if (event instanceof Event.Ended end) {
            try {
                listener.sessionEnded(end.session());
            } catch (RuntimeException e) {
                LOG.log(System.Logger.Level.WARNING, "A session that ended at AM could not be ended here", e);
            }
        } else if (event instanceof Event.PolicyChanged changed) {
            listener.policiesChanged(changed.policySet());
        } else if (event instanceof Event.SubscribedToPolicies && by == connection) {
            LOG.log(System.Logger.Level.INFO, "AM notifies of policies that change");
            listener.policiesChanged("");
        } else if (event instanceof Event.PoliciesDeclined) {
            LOG.log(System.Logger.Level.WARNING, "AM does not notify of policies that change; it declines");
        } else if (event instanceof Event.Subscribed && by == connection && !isSubscribed) {
            isSubscribed = true;
            isRenewedInVain = false;
            backOff.reset();
            LOG.log(System.Logger.Level.INFO, "AM notifies of sessions that end");
            if (listener.wantsPolicies()) {
                // not before: OpenAM loses messages that it sends at once
                by.send(NotificationReader.POLICY_SUBSCRIPTION);
            }
        } else if (event instanceof Event.Declined) {
            lost(by, "AM declines the subscription");
        }
    }

    private void beat(NotificationConnection of) {
        if (of == connection && isSubscribed && of.isAlive()) {
            later.in(BEAT, () -> beat(of));
        } else {
            lost(of, "AM has sent nothing for a while");
        }
    }

    /** The handshake came to nothing. */
    private void refused(NotificationConnection of, SsoToken token, Throwable failure) {
        Throwable cause =
                failure instanceof CompletionException && failure.getCause() != null ? failure.getCause() : failure;
        int status = cause instanceof WebSocketHandshakeException handshake && handshake.getResponse() != null
                ? handshake.getResponse().statusCode()
                : AmResponse.NONE;
        boolean mayBeOver = status == UNAUTHORIZED || (status == FORBIDDEN && !isRenewedInVain);
        if (mayBeOver) {
            dead = token;
            isRenewedInVain = status == FORBIDDEN;
        }
        lost(
                of,
                status == FORBIDDEN
                        ? "status 403: AM notifies agents only, not users or administrators"
                        : status == AmResponse.NONE ? "connection failed" : "status " + status);
    }

    private void lost(NotificationConnection of, String why) {
        of.abort();
        if (of == connection) {
            connection = null;
            isSubscribed = false;
            tryAgain(why);
        }
    }

    private void tryAgain(String why) {
        Duration pause = backOff.next();
        if (!isClosed && later.in(pause, this::connect)) {
            LOG.log(
                    System.Logger.Level.WARNING,
                    "AM does not notify of sessions that end ({0}); trying again in {1} s",
                    why,
                    pause.toSeconds());
        }
    }

    @Override
    public void close() {
        isClosed = true;
        isSubscribed = false;
        later.close();
        NotificationConnection open = connection;
        if (open != null) {
            open.abort();
        }
    }
}
