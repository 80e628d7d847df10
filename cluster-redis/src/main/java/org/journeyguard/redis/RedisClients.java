package org.journeyguard.redis;

import io.lettuce.core.AbstractRedisClient;
import io.lettuce.core.ClientOptions;
import io.lettuce.core.MaintNotificationsConfig;
import io.lettuce.core.RedisChannelHandler;
import io.lettuce.core.RedisClient;
import io.lettuce.core.RedisConnectionStateListener;
import io.lettuce.core.RedisURI;
import io.lettuce.core.SocketOptions;
import io.lettuce.core.TimeoutOptions;
import io.lettuce.core.api.StatefulConnection;
import io.lettuce.core.api.StatefulRedisConnection;
import io.lettuce.core.cluster.ClusterClientOptions;
import io.lettuce.core.cluster.RedisClusterClient;
import io.lettuce.core.cluster.api.StatefulRedisClusterConnection;
import io.lettuce.core.cluster.models.partitions.RedisClusterNode;
import io.lettuce.core.codec.ByteArrayCodec;
import io.lettuce.core.codec.RedisCodec;
import io.lettuce.core.pubsub.RedisPubSubAdapter;
import io.lettuce.core.pubsub.StatefulRedisPubSubConnection;
import io.lettuce.core.resource.ClientResources;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;

/**
 * Makes links, each by a client of its own. The clients need not be closed: they have neither threads of their own nor connections but
 * those of their links.
 */
final class RedisClients {
    /** No other connection of a client has it, such as those that ask Sentinels or for the nodes of a cluster. */
    private static final RedisCodec<byte[], byte[]> CODEC = ByteArrayCodec.INSTANCE;

    /** A command is sent once, and fails when its connection does: only so is it known whether a write has succeeded. */
    private static final ClientOptions OPTIONS = ClientOptions.builder()
            .autoReconnect(false)
            .maintNotificationsConfig(MaintNotificationsConfig.disabled())
            .socketOptions(SocketOptions.builder()
                    .connectTimeout(RedisAddress.CONNECT_TIMEOUT)
                    .build())
            .timeoutOptions(TimeoutOptions.create())
            .build();

    private final RedisAddress address;
    private final ClientResources resources;
    private final byte[] channel;
    private final Consumer<byte[]> changed;

    /**
     * @param channel to subscribe to
     * @param changed is called with each message
     */
    RedisClients(RedisAddress address, ClientResources resources, byte[] channel, Consumer<byte[]> changed) {
        this.address = address;
        this.resources = resources;
        this.channel = channel;
        this.changed = changed;
    }

    /** Connects and subscribes. */
    CompletionStage<RedisLink> connect() {
        return address.isCluster()
                ? connectToCluster()
                : connectToServer(address.uris().get(0));
    }

    private CompletionStage<RedisLink> connectToServer(RedisURI uri) {
        RedisClient client = RedisClient.create(resources, uri);
        client.setOptions(OPTIONS);
        CompletableFuture<Void> lost = lossOf(client);
        return client.connectAsync(CODEC, uri)
                .thenCompose(server -> closedOnFailure(
                        server,
                        subscribed(client.connectPubSubAsync(CODEC, uri))
                                .thenApply(changes ->
                                        new RedisLink(server, server.async(), List.of(server), changes, lost))));
    }

    private CompletionStage<RedisLink> connectToCluster() {
        RedisClusterClient client = RedisClusterClient.create(resources, address.uris());
        client.setOptions(ClusterClientOptions.builder(OPTIONS).build());
        CompletableFuture<Void> lost = lossOf(client);
        return client.refreshPartitionsAsync()
                .thenCompose(known -> client.connectAsync(CODEC))
                .thenCompose(cluster -> closedOnFailure(
                        cluster,
                        primaries(cluster)
                                .thenCompose(primaries -> subscribed(client.connectPubSubAsync(CODEC))
                                        .thenApply(changes ->
                                                new RedisLink(cluster, cluster.async(), primaries, changes, lost)))));
    }

    /** Connects to all primaries: commands are not sent to one that is not connected. */
    private static CompletionStage<List<StatefulRedisConnection<byte[], byte[]>>> primaries(
            StatefulRedisClusterConnection<byte[], byte[]> cluster) {
        CompletionStage<List<StatefulRedisConnection<byte[], byte[]>>> all =
                CompletableFuture.completedFuture(List.of());
        for (RedisClusterNode node : cluster.getPartitions()) {
            if (node.is(RedisClusterNode.NodeFlag.UPSTREAM) && !node.hasNoSlots()) {
                RedisURI uri = node.getUri();
                all = all.thenCombine(cluster.getConnectionAsync(uri.getHost(), uri.getPort()), RedisClients::with);
            }
        }
        return all;
    }

    private static <T> List<T> with(List<T> some, T another) {
        List<T> all = new ArrayList<>(some);
        all.add(another);
        return all;
    }

    private <C extends StatefulRedisPubSubConnection<byte[], byte[]>> CompletionStage<C> subscribed(
            CompletionStage<C> connection) {
        return connection.thenCompose(changes -> {
            changes.addListener(new RedisPubSubAdapter<byte[], byte[]>() {
                @Override
                public void message(byte[] channel, byte[] message) {
                    changed.accept(message);
                }
            });
            return closedOnFailure(
                    changes,
                    inTime(changes.async().subscribe(channel).toCompletableFuture())
                            .thenApply(subscribed -> changes));
        });
    }

    /** Commands of a connection have no time limit of their own after its handshake. */
    private <T> CompletionStage<T> inTime(CompletableFuture<T> answer) {
        Future<?> limit = resources
                .eventExecutorGroup()
                .schedule(
                        () -> answer.completeExceptionally(new TimeoutException("no answer in time")),
                        RedisAddress.CONNECT_TIMEOUT.toSeconds(),
                        TimeUnit.SECONDS);
        return answer.whenComplete((result, failure) -> limit.cancel(false));
    }

    private static CompletableFuture<Void> lossOf(AbstractRedisClient client) {
        CompletableFuture<Void> lost = new CompletableFuture<>();
        client.addListener(new RedisConnectionStateListener() {
            @Override
            public void onRedisDisconnected(RedisChannelHandler<?, ?> connection) {
                if (connection instanceof StatefulConnection<?, ?> ours && ours.getCodec() == CODEC) {
                    lost.complete(null);
                }
            }
        });
        return lost;
    }

    private static <T> CompletionStage<T> closedOnFailure(
            StatefulConnection<?, ?> connection, CompletionStage<T> rest) {
        return rest.whenComplete((link, failure) -> {
            if (failure != null) {
                var unused = connection.closeAsync();
            }
        });
    }
}
