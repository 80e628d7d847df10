package org.journeyguard.jcache;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.hazelcast.core.HazelcastInstance;
import java.net.URL;
import java.net.URLClassLoader;
import java.time.Duration;
import java.util.Arrays;
import java.util.Map;
import java.util.ServiceLoader;
import java.util.stream.Stream;
import javax.cache.Caching;
import org.journeyguard.spi.ClusterStore;
import org.journeyguard.spi.ClusterStoreProvider;
import org.journeyguard.spi.ClusterStoreSettings;
import org.journeyguard.spi.RecordingListener;
import org.jsr107.ri.spi.RICachingProvider;
import org.junit.jupiter.api.Test;

/** Applications on containers that have only some of the libraries. */
class OptionalLibrariesTest {
    private static final ClusterStoreSettings SETTINGS =
            new ClusterStoreSettings("space", Duration.ofMillis(500), Map.of());

    @Test
    void missingJCacheApiIsReportedWithWhatToAdd() throws Exception {
        try (URLClassLoader application = application()) {
            ClusterStoreProvider provider = provider(application);
            assertThat(provider.name()).isEqualTo("jcache");
            assertThatThrownBy(() -> provider.open(SETTINGS, new RecordingListener()))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContainingAll("journey.cluster: ", "data grid", "infinispan-jcache", "cache-api");
        }
    }

    @Test
    void missingJCacheProviderIsReportedWithWhatToAdd() throws Exception {
        try (URLClassLoader application = application(Caching.class)) {
            assertThatThrownBy(() -> open(application))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContainingAll("journey.cluster.jcache.provider: ", "infinispan-jcache");
        }
    }

    @Test
    void possiblyLocalProviderMustBeNamed() throws Exception {
        try (URLClassLoader application = application(Caching.class, RICachingProvider.class)) {
            assertThatThrownBy(() -> open(application))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContainingAll("journey.cluster.jcache.provider: ", RICachingProvider.class.getName());
        }
    }

    @Test
    void namedProviderNeedsNoOtherEngine() throws Exception {
        ClusterStoreSettings named = new ClusterStoreSettings(
                SETTINGS.space(), SETTINGS.timeout(), Map.of("jcache.provider", RICachingProvider.class.getName()));
        try (URLClassLoader application = application(Caching.class, RICachingProvider.class);
                ClusterStore store = open(application, named)) {
            assertThat(store.announced().putIfAbsent("x", new byte[1], Duration.ofMinutes(1)))
                    .isTrue();
        }
    }

    @Test
    void hazelcastClientIsNotChosenByDefault() throws Exception {
        try (URLClassLoader application = application(Caching.class, HazelcastInstance.class)) {
            assertThatThrownBy(() -> open(application))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContainingAll(
                            "journey.cluster.jcache.provider: ", "HazelcastMemberCachingProvider", "data grid");
        }
    }

    private static ClusterStore open(ClassLoader application) {
        return open(application, SETTINGS);
    }

    private static ClusterStore open(ClassLoader application, ClusterStoreSettings settings) {
        Thread thread = Thread.currentThread();
        ClassLoader before = thread.getContextClassLoader();
        thread.setContextClassLoader(application);
        try {
            return provider(application).open(settings, new RecordingListener());
        } finally {
            thread.setContextClassLoader(before);
        }
    }

    private static ClusterStoreProvider provider(ClassLoader application) {
        return ServiceLoader.load(ClusterStoreProvider.class, application)
                .findFirst()
                .orElseThrow();
    }

    /** Loads this module and the libraries of some classes again, and only the SPI from outside. */
    private static URLClassLoader application(Class<?>... packed) {
        URL[] urls = Stream.concat(Stream.of(JCacheStoreProvider.class), Arrays.stream(packed))
                .map(type -> type.getProtectionDomain().getCodeSource().getLocation())
                .toArray(URL[]::new);
        return new URLClassLoader(urls, new SpiOnly());
    }

    private static final class SpiOnly extends ClassLoader {
        SpiOnly() {
            super(getPlatformClassLoader());
        }

        @Override
        protected Class<?> findClass(String name) throws ClassNotFoundException {
            if (name.startsWith("org.journeyguard.spi.")) {
                return OptionalLibrariesTest.class.getClassLoader().loadClass(name);
            }
            throw new ClassNotFoundException(name);
        }
    }
}
