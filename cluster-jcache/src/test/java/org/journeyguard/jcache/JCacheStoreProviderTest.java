package org.journeyguard.jcache;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.hazelcast.core.Hazelcast;
import java.net.URI;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.ServiceLoader;
import javax.cache.CacheManager;
import javax.cache.Caching;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.journeyguard.fixtures.Await;
import org.journeyguard.spi.ClusterStore;
import org.journeyguard.spi.ClusterStoreProvider;
import org.journeyguard.spi.ClusterStoreSettings;
import org.journeyguard.spi.RecordingListener;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The three providers on the class path of this test are Hazelcast, Infinispan and the reference implementation. */
class JCacheStoreProviderTest {
    private static final String INFINISPAN = "org.infinispan.jcache.embedded.JCachingProvider";
    private static final String HAZELCAST = "com.hazelcast.cache.HazelcastMemberCachingProvider";
    private static final Duration LONG = Duration.ofMinutes(10);

    private final ClusterStoreProvider provider = new JCacheStoreProvider();
    private final RecordingListener heard = new RecordingListener();

    @Test
    void serviceLoaderFindsTheProvider() {
        assertThat(ServiceLoader.load(ClusterStoreProvider.class))
                .extracting(ClusterStoreProvider::name)
                .contains("jcache");
    }

    @ParameterizedTest
    @CsvSource({
        HAZELCAST + ",classpath:hazelcast-loopback.xml",
        INFINISPAN + ",infinispan-loopback.xml",
        "org.jsr107.ri.spi.RICachingProvider,",
    })
    void configuredProviderAndUriAreUsed(String name, @Nullable String uri) {
        ClusterStore second = open("second", name, uri);
        try (ClusterStore first = open("first", name, uri)) {
            Await.until("both connect", () -> heard.resumptions() >= 2);
            assertThat(first.announced().putIfAbsent("x", new byte[1], LONG)).isTrue();
            Await.until("hears of it", () -> heard.changes().contains("x"));
            // of the same cache manager
            second.close();
            assertThat(first.announced().get("x")).isPresent();
        }
    }

    @Test
    void cacheManagerIsClosedWithTheLastStore() {
        open("first", HAZELCAST, "classpath:hazelcast-loopback.xml").close();
        assertThat(Hazelcast.getAllHazelcastInstances()).isEmpty();
        String uri = "infinispan-loopback.xml";
        int before = heard.resumptions();
        ClusterStore store = open("first", INFINISPAN, uri);
        Await.until("connects", () -> heard.resumptions() > before);
        CacheManager manager = Caching.getCachingProvider(INFINISPAN)
                .getCacheManager(URI.create(uri), Thread.currentThread().getContextClassLoader());
        assertThat(manager.isClosed()).isFalse();
        store.close();
        assertThat(manager.isClosed()).isTrue();
    }

    @Test
    void unnamedProviderIsRefusedIfThereAreSeveral() {
        assertRefused(null, null, "journey.cluster.jcache.provider: ", "Multiple", "class name");
    }

    @Test
    void missingProviderIsRefused() {
        assertRefused(
                "org.example.NoSuchProvider",
                null,
                "journey.cluster.jcache.provider: ",
                "org.example.NoSuchProvider",
                "add");
    }

    @Test
    void malformedUriIsRefused() {
        assertRefused(INFINISPAN, "no uri", "journey.cluster.jcache.uri: ", "classpath:hazelcast.xml");
    }

    @Test
    void infinispanWithoutTransportIsRefused() {
        Engine engine = CachingEngine.of("space", Optional.of(INFINISPAN), Optional.of("no-such-file.xml"));
        assertThatThrownBy(() -> engine.open(heard, () -> {}))
                .isInstanceOf(MisconfiguredEngine.class)
                .hasMessageContainingAll("journey.cluster.jcache.uri: ", "transport");
        engine.close();
    }

    private void assertRefused(@Nullable String name, @Nullable String uri, String... words) {
        List<ThrowingCallable> beforeAndAtTheStart =
                List.of(() -> provider.check(settings("space", name, uri)), () -> open("space", name, uri));
        assertThat(beforeAndAtTheStart)
                .allSatisfy(moment -> assertThatThrownBy(moment)
                        .isInstanceOf(IllegalArgumentException.class)
                        .hasMessageContainingAll(words));
    }

    private ClusterStore open(String space, @Nullable String name, @Nullable String uri) {
        return provider.open(settings(space, name, uri), heard);
    }

    private static ClusterStoreSettings settings(String space, @Nullable String name, @Nullable String uri) {
        Map<String, String> properties = new HashMap<>();
        if (name != null) {
            properties.put("jcache.provider", name);
        }
        if (uri != null) {
            properties.put("jcache.uri", uri);
        }
        return new ClusterStoreSettings(space, Duration.ofMillis(500), properties);
    }
}
