package org.journeyguard.redis;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.lettuce.core.cluster.api.async.RedisClusterAsyncCommands;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import org.journeyguard.spi.ClusterEntries;
import org.journeyguard.spi.ClusterStore;
import org.journeyguard.spi.ClusterStoreListener;

/** Entries in Redis. */
final class RedisStore implements ClusterStore {
    /** Has no braces, so that the entries of a space spread over all nodes of a Redis Cluster. */
    private static final String PREFIX = "journeyguard:";

    private final RedisConnector connector;
    private final Duration timeout;
    private final ClusterEntries announced;
    private final ClusterEntries quiet;

    RedisStore(RedisAddress address, String space, Duration timeout, ClusterStoreListener listener) {
        String prefix = PREFIX + space;
        byte[] channel = octets(prefix);
        this.timeout = timeout;
        this.announced = new Entries(prefix + ":a:", channel);
        this.quiet = new Entries(prefix + ":q:", new byte[0]);
        this.connector = new RedisConnector(address, channel, listener);
    }

    @Override
    public ClusterEntries announced() {
        return announced;
    }

    @Override
    public ClusterEntries quiet() {
        return quiet;
    }

    @Override
    public void close() {
        connector.close();
    }

    /** Waits for the result of an operation; an exception has no cause, because those of the client may show what was sent. */
    private <T> T await(Function<RedisClusterAsyncCommands<byte[], byte[]>, CompletionStage<T>> operation) {
        try {
            return connector
                    .link()
                    .thenCompose(link -> link.run(operation))
                    .get(timeout.toNanos(), TimeUnit.NANOSECONDS);
        } catch (TimeoutException e) {
            throw new IllegalStateException("Redis has not answered within " + timeout);
        } catch (ExecutionException e) {
            throw new IllegalStateException("Redis has failed: " + RedisFailure.reason(e));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted while waiting for Redis");
        }
    }

    private final class Entries implements ClusterEntries {
        private final String prefix;
        private final byte[] channel;

        /**
         * @param channel for the names of entries that change; empty if nobody hears of them
         */
        Entries(String prefix, byte[] channel) {
            this.prefix = prefix;
            this.channel = channel;
        }

        @Override
        public Optional<byte[]> get(String name) {
            return await(redis -> redis.get(key(name)).thenApply(Optional::ofNullable));
        }

        @Override
        public boolean putIfAbsent(String name, byte[] value, Duration lasts) {
            return run(RedisScript.PUT_IF_ABSENT, name, value, millis(lasts));
        }

        @Override
        public boolean replace(String name, byte[] present, byte[] next, Duration lasts) {
            return run(RedisScript.REPLACE, name, present, next, millis(lasts));
        }

        @Override
        public boolean remove(String name, byte[] present) {
            return run(RedisScript.REMOVE, name, present);
        }

        private boolean run(RedisScript script, String name, byte[]... values) {
            byte[][] arguments = new byte[values.length + 2][];
            arguments[0] = channel;
            arguments[1] = octets(name);
            System.arraycopy(values, 0, arguments, 2, values.length);
            return await(redis -> script.run(redis, key(name), arguments));
        }

        private byte[] key(String name) {
            return octets(prefix + name);
        }

        /** Rounds up, because an entry must not expire early. */
        private static byte[] millis(Duration lasts) {
            return octets(Long.toString(lasts.plusNanos(999_999).toMillis()));
        }
    }

    private static byte[] octets(String text) {
        return text.getBytes(US_ASCII);
    }
}
