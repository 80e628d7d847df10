package org.journeyguard.internal.web;

import jakarta.servlet.AsyncContext;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpSession;
import jakarta.servlet.http.HttpUpgradeHandler;
import java.time.Duration;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.LongSupplier;
import org.journeyguard.internal.auth.AuthenticatedUser;
import org.journeyguard.internal.credential.Authentication;
import org.journeyguard.internal.credential.Credential;
import org.journeyguard.internal.guard.Liveness;
import org.journeyguard.internal.observe.Observers;
import org.journeyguard.internal.resilience.BackgroundTasks;
import org.jspecify.annotations.Nullable;

/**
 * Ends the asynchronous responses and WebSockets of users whose session or token has ended, within a second after this node learns of it in
 * any way; notifies observers first. While AM does not answer they stay open until the session expires.
 */
final class OpenConnections implements AutoCloseable {
    /** How many HttpSessions may be kept for the WebSockets of one session or token, beside the application's own. */
    private static final int MOST_SESSIONS = 100;

    /** How long an HttpSession that was created for WebSockets alone may last without a request. */
    private static final Duration LONGEST = Duration.ofDays(1);

    private static final System.Logger LOG = System.getLogger(OpenConnections.class.getName());
    private static final String SOCKETS = "org.journeyguard.sockets";

    private final Liveness liveness;
    /** Runs the checks at AM, at most one per connection; separate, so that other background tasks do not delay them. */
    private final BackgroundTasks checks = new BackgroundTasks();

    private final LongSupplier nanoTime;
    private final Map<RequestContext, OpenResponse> responses = new ConcurrentHashMap<>();
    private final Map<String, OpenSockets> sockets = new ConcurrentHashMap<>();
    private final ConnectionCloser closer;

    /**
     * @param observers notified before something ends
     */
    OpenConnections(Liveness liveness, Observers observers, LongSupplier nanoTime) {
        this.liveness = liveness;
        this.nanoTime = nanoTime;
        this.closer = new ConnectionCloser(observers);
    }

    /** Adds an asynchronous response, or notes that it continues in another asynchronous cycle. */
    void opened(RequestContext context, AsyncContext async) {
        OpenResponse known = responses.get(context);
        if (known == null) {
            closer.start(this::look);
            OpenResponse open = new OpenResponse(context, async);
            open.confirmed(nanoTime.getAsLong());
            responses.put(context, open);
        } else {
            known.goesOn(async);
        }
    }

    /** Forgets an asynchronous response that has ended. */
    void closed(RequestContext context) {
        responses.remove(context);
    }

    /**
     * Prepares for the WebSocket that a user is about to open: creates an HttpSession if there is none, because the container closes
     * WebSockets with their HttpSession.
     *
     * @return key for {@link #failed}; null where no HttpSession was created for it, or there can be none
     */
    @Nullable
    String opening(HttpServletRequest request, AuthenticatedUser user, RequestContext context) {
        try {
            HttpSession before = request.getSession(false);
            HttpSession session = HttpSessionBinding.see(request, context, true);
            if (session == null || find(session) != null) {
                return null;
            }
            closer.start(this::look);
            boolean isOurs = before == null || HttpSessionBinding.isOver(before);
            if (isOurs) {
                session.setMaxInactiveInterval((int) LONGEST.toSeconds());
                makeRoom(user.credential());
            }
            String key = UUID.randomUUID().toString();
            session.setAttribute(SOCKETS, key);
            OpenSockets open = new OpenSockets(session, user, context, isOurs, nanoTime.getAsLong());
            open.confirmed(nanoTime.getAsLong());
            sockets.put(key, open);
            return key;
        } catch (IllegalStateException e) {
            LOG.log(
                    System.Logger.Level.WARNING,
                    "A WebSocket is not closed at sign-out, because it has no HttpSession",
                    e);
            return null;
        }
    }

    /** Ends the HttpSession that was created for a failed handshake. */
    void failed(String key) {
        OpenSockets open = sockets.get(key);
        if (open != null && open.isOurs()) {
            sockets.remove(key);
            open.end();
        }
    }

    /** Adds the handler of a WebSocket that is being opened in an HttpSession. */
    void upgraded(@Nullable HttpSession session, HttpUpgradeHandler handler) {
        OpenSockets open = session == null ? null : find(session);
        if (open != null) {
            open.upgraded(handler);
        }
    }

    /**
     * Moves the WebSockets of an HttpSession to another session of the same user.
     *
     * @return whether WebSockets were opened in it
     */
    boolean rebound(HttpSession session, AuthenticatedUser user) {
        OpenSockets open = find(session);
        if (open == null) {
            return false;
        }
        open.belongTo(user);
        open.confirmed(nanoTime.getAsLong());
        return true;
    }

    /** Notifies observers that the WebSockets of an HttpSession end, because the HttpSession is about to. */
    void ends(HttpSession session) {
        OpenSockets open = find(session);
        if (open != null && sockets.values().remove(open)) {
            closer.tell(open, open.user());
            open.prepareEnd();
            closer.closeSilently(open);
        }
    }

    private @Nullable OpenSockets find(HttpSession session) {
        try {
            return !sockets.isEmpty() && session.getAttribute(SOCKETS) instanceof String key ? sockets.get(key) : null;
        } catch (IllegalStateException e) {
            // ended by a parallel request
            return null;
        }
    }

    /** Returns the number of known connections. */
    long size() {
        return (long) responses.size() + sockets.size();
    }

    private void makeRoom(Credential credential) {
        List<Map.Entry<String, OpenSockets>> same = sockets.entrySet().stream()
                .filter(each ->
                        each.getValue().isOurs() && each.getValue().credential().equals(credential))
                .sorted(Comparator.comparingLong(each -> each.getValue().openedAt()))
                .toList();
        for (int i = 0; i <= same.size() - MOST_SESSIONS; i++) {
            OpenSockets oldest = same.get(i).getValue();
            if (sockets.remove(same.get(i).getKey(), oldest)) {
                LOG.log(
                        System.Logger.Level.INFO,
                        "WebSockets are closed in favor of newer ones of the same session or token");
                closer.close(oldest, oldest.user());
            }
        }
    }

    /** Checks all connections, and ends those whose session or token has ended. */
    void look() {
        look(responses.values());
        look(sockets.values());
    }

    private void look(Collection<? extends OpenConnection> open) {
        for (OpenConnection each : List.copyOf(open)) {
            try {
                look(open, each);
            } catch (RuntimeException e) {
                LOG.log(System.Logger.Level.ERROR, "An open response or WebSocket could not be checked", e);
            }
        }
    }

    private void look(Collection<? extends OpenConnection> open, OpenConnection each) {
        Credential credential = each.credential();
        if (each.isOver()) {
            if (open.remove(each)) {
                closer.closeSilently(each);
            }
        } else if (credential != null && liveness.isEnded(credential)) {
            end(open, each);
        } else if (credential != null
                && each.takeCheck(liveness.isRemembered(credential), nanoTime.getAsLong())
                && !checks.submit(() -> check(open, each, credential))) {
            each.checked(nanoTime.getAsLong(), Duration.ZERO);
        }
    }

    private void check(Collection<? extends OpenConnection> open, OpenConnection each, Credential credential) {
        long then = nanoTime.getAsLong();
        Duration next = Duration.ZERO;
        try {
            Authentication<?> answer = liveness.validate(credential);
            if (answer.isRefused() && credential.equals(each.credential())) {
                end(open, each);
            } else {
                next = liveness.untilNext(credential, answer);
            }
        } finally {
            each.checked(then, next);
        }
    }

    private void end(Collection<? extends OpenConnection> open, OpenConnection each) {
        String user = each.user();
        if (open.remove(each)) {
            closer.close(each, user);
        }
    }

    @Override
    public void close() {
        checks.close();
        closer.close();
    }
}
