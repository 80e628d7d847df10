package org.journeyguard.redis;

import io.netty.util.concurrent.FastThreadLocal;
import org.journeyguard.spi.ClusterStore;
import org.journeyguard.spi.ClusterStoreListener;
import org.journeyguard.spi.ClusterStoreProvider;
import org.journeyguard.spi.ClusterStoreSettings;

/**
 * Keeps shared state in Redis 6 or later, or Valkey, for {@code journey.cluster=redis}.
 *
 * <p>{@code redis.url} is one of
 *
 * <ul>
 *   <li>{@code redis://host:6379/0}: one server; the number of the database may be omitted,
 *   <li>{@code redis-sentinel://host1:26379,host2:26379/0#name}: the primary of that name, which Sentinels know,
 *   <li>{@code redis://host1:6379,redis://host2:6379}: Redis Cluster, by some of its nodes; a cluster with a single address is named twice.
 * </ul>
 *
 * <p>{@code rediss://} and {@code rediss-sentinel://} use TLS, and trust the certificates that the JVM trusts. {@code redis.password} and,
 * for an ACL user, {@code redis.user} take precedence over those of the URL. Sentinels are asked without a password.
 *
 * <p>The user needs the commands {@code GET}, {@code SET}, {@code DEL}, {@code EVAL}, {@code EVALSHA}, {@code PUBLISH},
 * {@code SUBSCRIBE} and {@code PING}, with Redis Cluster {@code CLUSTER} and {@code INFO} too, the keys {@code journeyguard:*} and the
 * channels {@code journeyguard:*}.
 */
public final class RedisStoreProvider implements ClusterStoreProvider {

    /** Called by {@link java.util.ServiceLoader}. */
    public RedisStoreProvider() {}

    @Override
    public String name() {
        return "redis";
    }

    @Override
    public void check(ClusterStoreSettings settings) {
        RedisAddress unused = RedisAddress.read(settings);
    }

    @Override
    public ClusterStore open(ClusterStoreSettings settings, ClusterStoreListener listener) {
        try {
            return new RedisStore(RedisAddress.read(settings), settings.space(), settings.timeout(), listener);
        } finally {
            // the thread is the container's, and outlives the application
            FastThreadLocal.removeAll();
        }
    }
}
