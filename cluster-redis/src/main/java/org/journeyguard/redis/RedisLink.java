package org.journeyguard.redis;

import io.lettuce.core.AbstractRedisClient;
import io.lettuce.core.api.StatefulRedisConnection;
import io.lettuce.core.cluster.api.async.RedisClusterAsyncCommands;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;

/** Connections to each primary, and one that hears of changes. All are lost as soon as one of them is, so that nothing is missed. */
final class RedisLink {
    private final AbstractRedisClient client;
    private final RedisClusterAsyncCommands<byte[], byte[]> commands;
    private final List<StatefulRedisConnection<byte[], byte[]>> connections;
    private final CompletableFuture<Void> lost;
    private CompletableFuture<Void> pulse = CompletableFuture.completedFuture(null);

    /**
     * @param commands goes to the right connection
     * @param lost completes when a connection is lost
     */
    RedisLink(
            AbstractRedisClient client,
            RedisClusterAsyncCommands<byte[], byte[]> commands,
            List<StatefulRedisConnection<byte[], byte[]>> connections,
            CompletableFuture<Void> lost) {
        this.client = client;
        this.commands = commands;
        this.connections = connections;
        this.lost = lost;
    }

    /** Runs an operation. */
    <T> CompletionStage<T> run(Function<RedisClusterAsyncCommands<byte[], byte[]>, CompletionStage<T>> operation) {
        return operation.apply(commands).whenComplete((result, failure) -> {
            if (failure != null && RedisFailure.isFromReplica(failure)) {
                lost.complete(null);
            }
        });
    }

    /** Completes when a connection is lost. */
    CompletionStage<Void> lost() {
        return lost;
    }

    /**
     * Pings all servers. A connection is lost as well if its server has not answered the ping before.
     *
     * @return whether all have answered
     */
    boolean ping() {
        if (!pulse.isDone()) {
            lost.complete(null);
            return false;
        }
        pulse = CompletableFuture.allOf(connections.stream()
                .map(connection -> connection.async().ping().toCompletableFuture())
                .toArray(CompletableFuture<?>[]::new));
        return true;
    }

    /** Closes the connections; completes when they are closed. */
    CompletionStage<Void> close() {
        return client.shutdownAsync(0, 0, TimeUnit.SECONDS);
    }
}
