package org.journeyguard.internal.guard;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.HashMap;
import java.util.Map;
import java.util.ServiceConfigurationError;
import org.journeyguard.fixtures.Await;
import org.journeyguard.fixtures.RegisteredEngine;
import org.journeyguard.fixtures.TestSettings;
import org.journeyguard.internal.cluster.TestNode;
import org.journeyguard.spi.LogoutListener;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A failed start of an application closes everything that it opened. */
class FailedStartTest {
    private final ClassLoader before = Thread.currentThread().getContextClassLoader();

    @TempDir
    private Path classes;

    @AfterEach
    void end() {
        Thread.currentThread().setContextClassLoader(before);
    }

    @Test
    void startFailedByAListenerLeavesNoConnectionOrThread() throws IOException {
        Path listeners = classes.resolve("META-INF/services/" + LogoutListener.class.getName());
        Files.createDirectories(listeners.getParent());
        Files.writeString(listeners, "com.example.MissingListener");
        Map<String, String> settings = new HashMap<>(TestSettings.MINIMAL);
        settings.put("journey.cluster", RegisteredEngine.NAME);
        settings.put("journey.cluster.secret", TestNode.SECRET);
        int connections = RegisteredEngine.connections();
        try (URLClassLoader application =
                new URLClassLoader(new URL[] {classes.toUri().toURL()}, before)) {
            Thread.currentThread().setContextClassLoader(application);
            assertThatThrownBy(() -> new Guard(TestSettings.read(settings), null, Clock.systemUTC(), System::nanoTime))
                    .isInstanceOf(ServiceConfigurationError.class)
                    .hasMessageContaining("MissingListener");
            assertThat(RegisteredEngine.connections()).isEqualTo(connections);
            Thread.currentThread().setContextClassLoader(before);
            Await.until(
                    "its threads end",
                    () -> Thread.getAllStackTraces().keySet().stream()
                            .noneMatch(thread -> thread.getContextClassLoader() == application));
        }
    }
}
