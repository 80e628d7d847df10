package org.journeyguard.internal.config.keys;

import java.time.Duration;
import java.util.List;

/** Configuration keys for applications on several nodes. */
public final class ClusterKeys {
    /** The engine. */
    public static final Key<String> ENGINE = Key.text("journey.cluster")
            .orElse("none")
            .example("redis")
            .says("What the nodes of the application share their state in: none for one node, redis with "
                    + "journeyguard-cluster-redis, or jcache with journeyguard-cluster-jcache.");

    /** The secret. */
    public static final Key<String> SECRET = Key.text("journey.cluster.secret")
            .example("pn4jZNd2v0qkT7c8mWbX1rQyUeHs5LgA")
            .says("Secret that all nodes have, of at least 32 random octets. All keys for what nodes share are derived "
                    + "from it. To change it without a restart of all nodes at once, list the old one and the new one: "
                    + "the first encrypts, and all decrypt.");

    /** The name of the application. */
    public static final Key<String> NAME = Key.text("journey.cluster.name")
            .example("shop")
            .says("Sets this application apart from others in the same engine. Default: journey.app.url. AM's URL, "
                    + "the realm, the client and the tenant always set applications apart as well.");

    /** Maximum time of a call to the engine. */
    public static final Key<Duration> TIMEOUT = Key.duration("journey.cluster.timeout")
            .orElse("PT0.5S")
            .example("PT0.5S")
            .says("How long a request waits for the engine.");

    /** Redis servers. */
    public static final Key<String> REDIS_URL = Key.text("journey.cluster.redis.url")
            .example("rediss://redis.example.com:6379")
            .says(
                    "Redis or Valkey, for journey.cluster=redis: redis:// or rediss:// (TLS) for one server, "
                            + "redis-sentinel:// for Sentinel, and several redis:// URLs separated by commas for Redis Cluster.");

    /** Redis user. */
    public static final Key<String> REDIS_USER = Key.text("journey.cluster.redis.user")
            .example("journeyguard")
            .says("User of Redis (ACL). Default: Redis's default user.");

    /** Redis password. */
    public static final Key<String> REDIS_PASSWORD =
            Key.text("journey.cluster.redis.password").example("opensesame").says("Password of the Redis user.");

    /** JCache provider. */
    public static final Key<String> JCACHE_PROVIDER = Key.text("journey.cluster.jcache.provider")
            .example("com.hazelcast.cache.HazelcastMemberCachingProvider")
            .says("Class of the caching provider, for journey.cluster=jcache. Default: the data grid of Payara, "
                    + "elsewhere the only provider of the application.");

    /** JCache configuration. */
    public static final Key<String> JCACHE_URI = Key.text("journey.cluster.jcache.uri")
            .example("classpath:hazelcast.xml")
            .says("URI of the cache manager, which names its configuration. Default: the provider's default.");

    /** The keys that engines read. */
    public static final List<Key<?>> OF_ENGINES =
            List.of(REDIS_URL, REDIS_USER, REDIS_PASSWORD, JCACHE_PROVIDER, JCACHE_URI);

    static final List<Key<?>> ALL =
            List.of(ENGINE, SECRET, NAME, TIMEOUT, REDIS_URL, REDIS_USER, REDIS_PASSWORD, JCACHE_PROVIDER, JCACHE_URI);

    private ClusterKeys() {}
}
