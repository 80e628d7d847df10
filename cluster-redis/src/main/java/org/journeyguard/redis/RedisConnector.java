package org.journeyguard.redis;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.lettuce.core.metrics.CommandLatencyRecorder;
import io.lettuce.core.resource.ClientResources;
import io.lettuce.core.resource.DefaultClientResources;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import org.journeyguard.spi.ClusterStoreListener;

/** Keeps a node connected: makes a link, and the next one when that is lost, until it is closed. */
final class RedisConnector implements AutoCloseable {
    private static final System.Logger LOG = System.getLogger(RedisConnector.class.getName());
    private static final int THREADS = 2;
    private static final long PING_SECONDS = 5;
    private static final long SHORTEST_PAUSE_MILLIS = 50;
    private static final int MOST_DOUBLINGS = 5;
    private static final long CLOSE_SECONDS = 1;

    private final RedisThreads threads = new RedisThreads(THREADS);
    private final ClientResources resources = DefaultClientResources.builder()
            .eventLoopGroupProvider(threads)
            .computationThreadPoolSize(THREADS)
            .commandLatencyRecorder(CommandLatencyRecorder.disabled())
            .build();
    private final RedisClients clients;
    private final ClusterStoreListener listener;
    private volatile CompletableFuture<RedisLink> link =
            CompletableFuture.failedFuture(new IllegalStateException("not connected yet"));
    private volatile boolean isClosed;
    /** Since a link has last answered a ping. */
    private int attempts;

    private boolean isReported;

    /**
     * Begins to connect.
     *
     * @param channel has the changes
     */
    RedisConnector(RedisAddress address, byte[] channel, ClusterStoreListener listener) {
        this.clients = new RedisClients(address, resources, channel, this::changed);
        this.listener = listener;
        connectNow();
        var unused = executor().scheduleAtFixedRate(this::ping, PING_SECONDS, PING_SECONDS, TimeUnit.SECONDS);
    }

    /** Returns the present link: incomplete during an attempt to connect, failed until the next one. */
    CompletableFuture<RedisLink> link() {
        return link;
    }

    private ScheduledExecutorService executor() {
        return resources.eventExecutorGroup();
    }

    private CompletableFuture<RedisLink> connect() {
        return CompletableFuture.supplyAsync(clients::connect, executor())
                .thenCompose(Function.identity())
                .whenComplete((made, failure) -> {
                    if (failure != null) {
                        failed(failure);
                    } else {
                        connected(made);
                    }
                });
    }

    private synchronized void connected(RedisLink made) {
        if (isClosed) {
            made.close();
            return;
        }
        if (isReported) {
            LOG.log(System.Logger.Level.INFO, "Redis is connected again");
            isReported = false;
        }
        made.lost().thenRun(() -> lost(made));
        listener.resumed();
    }

    private synchronized void failed(Throwable failure) {
        if (isClosed) {
            return;
        }
        if (!isReported) {
            LOG.log(
                    System.Logger.Level.WARNING,
                    "Redis can''t be reached, and is tried again until it can: {0}",
                    RedisFailure.reason(failure));
            isReported = true;
        }
        connectLater();
    }

    private synchronized void lost(RedisLink last) {
        if (!isClosed) {
            last.close();
            link = CompletableFuture.failedFuture(new IllegalStateException("the connection was lost"));
            connectLater();
        }
    }

    private void connectLater() {
        long pause = attempts == 0 ? 0 : SHORTEST_PAUSE_MILLIS << Math.min(attempts, MOST_DOUBLINGS);
        attempts++;
        var unused = executor().schedule(this::connectNow, pause, TimeUnit.MILLISECONDS);
    }

    private synchronized void connectNow() {
        if (!isClosed) {
            link = connect();
        }
    }

    private synchronized void ping() {
        RedisLink present = link.isCompletedExceptionally() ? null : link.getNow(null);
        if (present != null && present.ping()) {
            attempts = 0;
        }
    }

    private void changed(byte[] name) {
        if (!isClosed) {
            listener.changed(new String(name, US_ASCII));
        }
    }

    @Override
    public void close() {
        CompletableFuture<RedisLink> last;
        synchronized (this) {
            isClosed = true;
            last = link;
            link = CompletableFuture.failedFuture(new IllegalStateException("the store is closed"));
        }
        try {
            last.thenCompose(RedisLink::close).get(CLOSE_SECONDS, TimeUnit.SECONDS);
        } catch (ExecutionException | TimeoutException e) {
            LOG.log(System.Logger.Level.DEBUG, "There was no link to close");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        resources.shutdown(0, CLOSE_SECONDS, TimeUnit.SECONDS).awaitUninterruptibly(CLOSE_SECONDS, TimeUnit.SECONDS);
        threads.shutdown(0, CLOSE_SECONDS, TimeUnit.SECONDS).awaitUninterruptibly(CLOSE_SECONDS, TimeUnit.SECONDS);
    }
}
