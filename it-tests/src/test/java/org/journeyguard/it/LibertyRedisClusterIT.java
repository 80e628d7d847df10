package org.journeyguard.it;

import java.util.List;
import java.util.Map;
import org.journeyguard.it.container.Container;
import org.journeyguard.it.container.OpenLiberty;
import org.journeyguard.redis.RedisServer;
import org.journeyguard.redis.WithRedis;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;

/** The checks on two nodes of Open Liberty that share state in Redis. */
@WithRedis
class LibertyRedisClusterIT extends ShortClusterChecks {
    // set before the nodes start
    @SuppressWarnings("NullAway.Init")
    private RedisServer redis;

    @Override
    List<? extends Container> containers() {
        return List.of(new OpenLiberty(), new OpenLiberty());
    }

    @Override
    @BeforeAll
    void start() {
        redis = RedisServer.start();
        super.start();
    }

    @Override
    Map<String, String> engine(int node) {
        return Map.of("journey.cluster", "redis", "journey.cluster.redis.url", redis.url());
    }

    @Override
    @AfterAll
    void stop() {
        super.stop();
        redis.close();
    }
}
