package org.journeyguard.am;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.net.http.WebSocketHandshakeException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.journeyguard.credential.SsoToken;
import org.journeyguard.credential.TokenDigest;
import org.jspecify.annotations.Nullable;

/**
 * Listens to what AM tells agents about sessions: WebSocket {@code /notifications}, which AM closes now and then. While it is not
 * connected nothing is told, and what is remembered of sessions counts as long as it would anyway.
 *
 * @see "OpenAM 16 and PingAM, NotificationsWebSocketFilter: subprotocol v1.notifications.forgerock.org"
 */
public final class NotificationSocket implements AutoCloseable {
    private static final System.Logger LOG = System.getLogger(NotificationSocket.class.getName());
    private static final String PROTOCOL = "v1.notifications.forgerock.org";
    private static final String SUBSCRIBE =
            "{\"id\":\"1\",\"action\":\"subscribe\",\"topic\":\"" + SessionNotice.TOPIC + "\"}";
    private static final int REFUSED = 401;
    private static final int FORBIDDEN = 403;
    /** A connection that has died without a word is found out by pings that nobody answers. */
    private static final Duration BETWEEN_PINGS = Duration.ofSeconds(20);

    private static final Duration LONGEST_SILENCE = BETWEEN_PINGS.multipliedBy(3);

    private final URI url;
    private final Supplier<String> cookieName;
    private final AgentSignIn agent;
    private final Consumer<TokenDigest> ended;
    private final Duration limit;
    private final Pauses pauses;
    private final ExecutorService threads = Executors.newFixedThreadPool(2, task -> daemon(task, "journeyguard-heard"));
    private final HttpClient http;
    private final Thread listening;
    private @Nullable SsoToken dead;
    private volatile boolean isClosed;

    /**
     * How long to wait before the next attempt.
     *
     * @param shortest after the first failure
     * @param longest however many there were
     */
    record Pauses(Duration shortest, Duration longest) {
        /** Doubled with each failure, and half of it by chance, so that not all come back at once. */
        Duration after(int failures, double chance) {
            long doubled = shortest.toMillis() << Math.min(failures - 1, 20);
            long most = Math.min(doubled, longest.toMillis());
            return Duration.ofMillis(most / 2 + (long) (most * chance / 2));
        }
    }

    /**
     * Begins to listen.
     *
     * @param am base URL of AM, without a trailing slash
     * @param cookieName name of the header that bears the agent's token
     * @param agent signs in
     * @param ended is told of each session that has ended, known here or not; quick
     * @param limit how long a connection may take to open
     */
    public NotificationSocket(
            URI am, Supplier<String> cookieName, AgentSignIn agent, Consumer<TokenDigest> ended, Duration limit) {
        this(am, cookieName, agent, ended, limit, new Pauses(Duration.ofSeconds(2), Duration.ofMinutes(1)));
    }

    NotificationSocket(
            URI am,
            Supplier<String> cookieName,
            AgentSignIn agent,
            Consumer<TokenDigest> ended,
            Duration limit,
            Pauses pauses) {
        this.url = URI.create(am.toString().replaceFirst("^(?i)http", "ws") + "/notifications");
        this.cookieName = cookieName;
        this.agent = agent;
        this.ended = ended;
        this.limit = limit;
        this.pauses = pauses;
        // the client's own thread would otherwise hold the class loader of the application
        Thread starting = Thread.currentThread();
        ClassLoader application = starting.getContextClassLoader();
        starting.setContextClassLoader(ClassLoader.getPlatformClassLoader());
        try {
            this.http = HttpClient.newBuilder()
                    .version(HttpClient.Version.HTTP_1_1)
                    .followRedirects(HttpClient.Redirect.NEVER)
                    .connectTimeout(limit)
                    .executor(threads)
                    .build();
        } finally {
            starting.setContextClassLoader(application);
        }
        this.listening = daemon(this::listen, "journeyguard-notifications");
        listening.setContextClassLoader(application);
        listening.start();
    }

    private static Thread daemon(Runnable task, String name) {
        Thread thread = new Thread(task, name);
        thread.setDaemon(true);
        thread.setContextClassLoader(ClassLoader.getPlatformClassLoader());
        return thread;
    }

    private void listen() {
        int failures = 0;
        while (!isClosed) {
            try {
                failures = connection() ? 1 : failures + 1;
                Thread.sleep(pauses.after(failures, ThreadLocalRandom.current().nextDouble())
                        .toMillis());
            } catch (InterruptedException e) {
                return;
            } catch (RuntimeException e) {
                failures++;
                LOG.log(System.Logger.Level.WARNING, "Listening to AM failed", e);
            }
        }
    }

    /**
     * One connection, from its beginning to its end.
     *
     * @return whether AM has said anything
     */
    private boolean connection() throws InterruptedException {
        Answer<SsoToken> session = agent.session(dead);
        if (!(session instanceof Answer.Told<SsoToken> told)) {
            failed(session instanceof Answer.Silent<SsoToken> silent ? silent.what() : "no session for the agent");
            return false;
        }
        NotificationListener listener = new NotificationListener(this::heard, System::nanoTime);
        WebSocket socket = open(told.value(), listener);
        if (socket == null) {
            return false;
        }
        LOG.log(System.Logger.Level.INFO, "Listening to AM's notifications of sessions");
        try {
            CompletableFuture<WebSocket> sent = socket.sendText(SUBSCRIBE, true);
            while (!listener.end().await(BETWEEN_PINGS.toMillis(), TimeUnit.MILLISECONDS)) {
                boolean isDead = System.nanoTime() - listener.heardAt() > LONGEST_SILENCE.toNanos();
                if (isClosed || isDead || sent.isCompletedExceptionally()) {
                    break;
                }
                sent = socket.sendPing(ByteBuffer.allocate(0));
            }
        } finally {
            socket.abort();
        }
        return listener.hasSpoken();
    }

    private @Nullable WebSocket open(SsoToken token, NotificationListener listener) throws InterruptedException {
        CompletableFuture<WebSocket> opening = http.newWebSocketBuilder()
                .subprotocols(PROTOCOL)
                .header(cookieName.get(), token.value())
                .connectTimeout(limit)
                .buildAsync(url, listener);
        try {
            return opening.get(limit.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            // should it open all the same, it closes again
            CompletableFuture<Void> unused = opening.thenAccept(WebSocket::abort);
            failed("no answer in time");
        } catch (ExecutionException e) {
            failed(refusal(e.getCause(), token));
        } catch (InterruptedException e) {
            CompletableFuture<Void> unused = opening.thenAccept(WebSocket::abort);
            throw e;
        }
        return null;
    }

    private String refusal(@Nullable Throwable cause, SsoToken token) {
        if (!(cause instanceof WebSocketHandshakeException handshake)) {
            return cause == null ? "no connection" : cause.getClass().getSimpleName();
        }
        int status = handshake.getResponse().statusCode();
        if (status == REFUSED || status == FORBIDDEN) {
            dead = token;
        }
        return "status " + status;
    }

    private static void failed(String why) {
        LOG.log(
                System.Logger.Level.WARNING,
                "AM''s notifications of sessions are not to be had, and journey.session.cache-ttl counts: {0}",
                why);
    }

    private void heard(String message) {
        try {
            SessionNotice.ended(message).ifPresent(ended);
        } catch (RuntimeException e) {
            LOG.log(System.Logger.Level.WARNING, "A session has ended at AM, and not here", e);
        }
    }

    /** The HTTP client's own thread ends once nothing refers to it any more. */
    @Override
    public void close() {
        isClosed = true;
        listening.interrupt();
        try {
            listening.join(limit.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        threads.shutdownNow();
    }
}
