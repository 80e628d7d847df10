package org.journeyguard.redis;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.lang.ref.WeakReference;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.ServiceLoader;
import java.util.stream.Stream;
import org.journeyguard.fixtures.Await;
import org.journeyguard.spi.ClusterStore;
import org.journeyguard.spi.ClusterStoreProvider;
import org.journeyguard.spi.RecordingListener;
import org.junit.jupiter.api.Test;

/** A server that outlives an application does not keep the application's classes. */
@WithRedis
class RedeployTest {
    private static final Duration LONG = Duration.ofMinutes(10);

    @Test
    void closedStoreReleasesItsClassLoader() throws IOException {
        try (RedisServer server = RedisServer.start()) {
            WeakReference<ClassLoader> loader = deploy(server.url());
            Await.until("the class loader is collected", () -> {
                System.gc();
                return loader.get() == null;
            });
            assertThat(loader.get()).isNull();
        }
    }

    private static WeakReference<ClassLoader> deploy(String url) throws IOException {
        try (Application application = new Application()) {
            Thread thread = Thread.currentThread();
            ClassLoader before = thread.getContextClassLoader();
            thread.setContextClassLoader(application);
            try {
                use(url);
            } finally {
                thread.setContextClassLoader(before);
            }
            return new WeakReference<>(application);
        }
    }

    private static void use(String url) {
        ClusterStoreProvider provider =
                ServiceLoader.load(ClusterStoreProvider.class).findFirst().orElseThrow();
        assertThat(provider.getClass().getClassLoader()).isInstanceOf(Application.class);
        RecordingListener listener = new RecordingListener();
        try (ClusterStore store = provider.open(Nodes.settings("redeploy", Map.of("redis.url", url)), listener)) {
            Await.until("the node connects", () -> listener.resumptions() > 0);
            assertThat(store.announced().putIfAbsent("x", new byte[] {1}, LONG)).isTrue();
            Await.until("changes are heard of", () -> listener.changes().contains("x"));
        }
    }

    /** The class loader of an application, which has its own libraries. */
    private static final class Application extends URLClassLoader {
        Application() {
            super(
                    Stream.of(System.getProperty("java.class.path").split(File.pathSeparator))
                            .map(Application::url)
                            .toArray(URL[]::new),
                    RedeployTest.class.getClassLoader());
        }

        @Override
        protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
            boolean isOwn = name.startsWith("org.journeyguard.redis.")
                    || Stream.of("io.lettuce.", "io.netty.", "reactor.").anyMatch(name::startsWith);
            synchronized (getClassLoadingLock(name)) {
                Class<?> loaded = findLoadedClass(name);
                return loaded != null ? loaded : isOwn ? findClass(name) : super.loadClass(name, resolve);
            }
        }

        private static URL url(String entry) {
            try {
                return Path.of(entry).toUri().toURL();
            } catch (MalformedURLException e) {
                throw new IllegalArgumentException(e);
            }
        }
    }
}
