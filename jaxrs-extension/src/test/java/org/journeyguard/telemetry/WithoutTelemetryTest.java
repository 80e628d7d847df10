package org.journeyguard.telemetry;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.lang.reflect.Proxy;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.ServiceLoader;
import org.junit.jupiter.api.Test;

/** A container that has none of the libraries: everything is found, loaded and verified, and there is just nothing to hear with. */
class WithoutTelemetryTest {
    private static final List<String> OPTIONAL = List.of(
            "org.eclipse.microprofile.health", "org.eclipse.microprofile.metrics", "io.micrometer", "io.opentelemetry");

    @Test
    void providersFindNothingWithoutTelemetryApis() throws Exception {
        try (URLClassLoader bare = new Bare()) {
            Class<?> service = Class.forName("org.journeyguard.spi.JourneyObserverProvider", true, bare);
            Class<?> status = Class.forName("org.journeyguard.spi.JourneyStatus", true, bare);
            List<String> observed = ServiceLoader.load(service, bare).stream()
                    .map(provider -> observe(service, status, provider.get()))
                    .toList();
            assertThat(observed)
                    .contains("Metering: Optional.empty", "Tracing: Optional.empty")
                    .hasSize(3);
        }
    }

    @Test
    void noBeanIsAddedWithoutTelemetryApis() throws Exception {
        try (URLClassLoader bare = new Bare()) {
            Class<?> extension = Class.forName(TelemetryExtension.class.getName(), true, bare);
            Class<?> discovery = Class.forName("jakarta.enterprise.inject.spi.BeforeBeanDiscovery", true, bare);
            Object none = Proxy.newProxyInstance(bare, new Class<?>[] {discovery}, (self, method, args) -> {
                throw new AssertionError(method.getName());
            });
            var addBeans = extension.getDeclaredMethod("addBeans", discovery);
            addBeans.setAccessible(true);
            assertThat(addBeans.invoke(extension.getDeclaredConstructor().newInstance(), none))
                    .isNull();
        }
    }

    @Test
    void presentTelemetryApisAreFound() {
        assertThat(OPTIONAL).hasSize(4);
        assertThat(Present.isPresent("org.eclipse.microprofile.health.HealthCheck"))
                .isTrue();
        assertThat(Present.isPresent("io.opentelemetry.api.GlobalOpenTelemetry"))
                .isTrue();
        assertThat(Present.isPresent("no.such.Class")).isFalse();
    }

    private static String observe(Class<?> service, Class<?> status, Object provider) {
        try {
            Object idle = Proxy.newProxyInstance(
                    service.getClassLoader(), new Class<?>[] {status}, (self, method, args) -> "/");
            return provider.getClass().getSimpleName() + ": "
                    + service.getMethod("observe", status).invoke(provider, idle);
        } catch (ReflectiveOperationException e) {
            throw new LinkageError(e.getMessage(), e);
        }
    }

    /** This class path without the optional libraries, and without what is loaded already. */
    private static final class Bare extends URLClassLoader {
        Bare() {
            super(
                    Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator, -1))
                            .map(Bare::url)
                            .toArray(URL[]::new),
                    ClassLoader.getPlatformClassLoader());
        }

        @Override
        protected Class<?> findClass(String name) throws ClassNotFoundException {
            if (OPTIONAL.stream().anyMatch(name::startsWith)) {
                throw new ClassNotFoundException(name);
            }
            return super.findClass(name);
        }

        private static URL url(String entry) {
            try {
                return Path.of(entry).toUri().toURL();
            } catch (MalformedURLException e) {
                throw new IllegalStateException(e);
            }
        }
    }
}
