package org.journeyguard.it;

import java.util.List;
import java.util.Map;
import org.journeyguard.it.container.Container;
import org.journeyguard.it.container.OpenLiberty;
import org.journeyguard.redis.RedisExecutable;
import org.journeyguard.redis.RedisServer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.condition.EnabledIf;

/** The checks on two nodes of Open Liberty that share state in Redis. */
@EnabledIf(value = "org.journeyguard.it.TomcatRedisClusterIT#hasRedis", disabledReason = RedisExecutable.MISSING)
class LibertyRedisClusterIT extends ShortClusterChecks {
    // set before the nodes start
    @SuppressWarnings("NullAway.Init")
    private RedisServer redis;

    @Override
    List<? extends Container> containers() {
        return List.of(new OpenLiberty(), new OpenLiberty());
    }

    @Override
    Map<String, String> engine() {
        redis = RedisServer.start();
        return Map.of("journey.cluster", "redis", "journey.cluster.redis.url", redis.url());
    }

    @Override
    @AfterAll
    void stop() {
        super.stop();
        redis.close();
    }
}
