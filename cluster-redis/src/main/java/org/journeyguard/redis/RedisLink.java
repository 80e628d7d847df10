package org.journeyguard.redis;

import io.lettuce.core.api.StatefulConnection;
import io.lettuce.core.api.StatefulRedisConnection;
import io.lettuce.core.cluster.api.async.RedisClusterAsyncCommands;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import java.util.stream.Stream;

/** Connections to each primary, and one that hears of changes. All are lost as soon as one of them is, so that nothing is missed. */
final class RedisLink {
    private final StatefulConnection<byte[], byte[]> connection;
    private final RedisClusterAsyncCommands<byte[], byte[]> commands;
    private final List<StatefulRedisConnection<byte[], byte[]>> primaries;
    private final StatefulRedisConnection<byte[], byte[]> changes;
    private final CompletableFuture<Void> lost;
    private CompletableFuture<Void> pulse = CompletableFuture.completedFuture(null);

    /**
     * @param connection to the server or the cluster
     * @param commands of the connection
     * @param primaries the connections that it consists of
     * @param changes hears of changes
     * @param lost completes when a connection is lost
     */
    RedisLink(
            StatefulConnection<byte[], byte[]> connection,
            RedisClusterAsyncCommands<byte[], byte[]> commands,
            List<StatefulRedisConnection<byte[], byte[]>> primaries,
            StatefulRedisConnection<byte[], byte[]> changes,
            CompletableFuture<Void> lost) {
        this.connection = connection;
        this.commands = commands;
        this.primaries = primaries;
        this.changes = changes;
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
        pulse = CompletableFuture.allOf(Stream.concat(primaries.stream(), Stream.of(changes))
                .map(pinged -> pinged.async().ping().toCompletableFuture())
                .toArray(CompletableFuture<?>[]::new));
        return true;
    }

    /** Closes the connections; completes when they are closed. */
    CompletionStage<Void> close() {
        return CompletableFuture.allOf(connection.closeAsync(), changes.closeAsync());
    }
}
