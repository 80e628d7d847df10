package org.journeyguard.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.journeyguard.it.am.OpenAm;
import org.journeyguard.it.am.OpenAmSettings;
import org.journeyguard.it.server.Classpath;
import org.journeyguard.it.server.Machine;
import org.journeyguard.it.server.ServerFailed;
import org.journeyguard.it.server.ServerProcess;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Servers fail at once and with a helpful message. */
class ServerProcessIT {
    @TempDir
    private Path folder;

    @Test
    void usedPortIsReportedBeforeTheStart() throws IOException {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            OpenAmSettings settings = new OpenAmSettings(folder.resolve("no.war"), folder, taken.getLocalPort());

            assertThatThrownBy(() -> OpenAm.start(settings, line -> {}))
                    .isInstanceOf(ServerFailed.class)
                    .hasMessageContaining("Port " + taken.getLocalPort())
                    .hasMessageContaining("-Dopenam.port=");
        }
    }

    @Test
    void missingMemoryIsReportedInMegabytes() {
        assertThatThrownBy(() -> Machine.requireMemory("OpenAM", 100_000_000))
                .isInstanceOf(ServerFailed.class)
                .hasMessageContaining("100000000 MB");
    }

    @Test
    void failedServerIsReportedWithTheEndOfItsLog() {
        Instant start = Instant.now();
        try (ServerProcess server = child(Dying.class)) {
            assertThatThrownBy(() -> server.await(() -> false, Duration.ofMinutes(1)))
                    .isInstanceOf(ServerFailed.class)
                    .hasMessageContaining("died with exit code 3")
                    .hasMessageContaining("the disk is full of eels");
        }
        assertThat(start).isAfter(Instant.now().minusSeconds(20));
    }

    @Test
    void serverEndsWhenItsOwnerIsKilled() throws IOException, InterruptedException {
        Path pidFile = folder.resolve("pid");
        try (ServerProcess owner = child(Owner.class, pidFile.toString())) {
            owner.await(() -> Files.exists(pidFile), Duration.ofSeconds(30));
            ProcessHandle grandchild =
                    ProcessHandle.of(Long.parseLong(Files.readString(pidFile))).orElseThrow();
            assertThat(grandchild.isAlive()).isTrue();

            owner.kill();

            assertThat(grandchild.onExit()).succeedsWithin(Duration.ofSeconds(30));
        }
    }

    private ServerProcess child(Class<?> main, String... args) {
        List<String> command = new ArrayList<>(List.of(main.getName()));
        command.addAll(List.of(args));
        return ServerProcess.java(
                "Child",
                List.of("-Xmx64m"),
                List.of(Classpath.of(ServerProcessIT.class)),
                command,
                folder,
                folder.resolve(main.getSimpleName() + ".log"));
    }

    /** A server that gives up. */
    public static final class Dying {
        public static void main(String[] args) {
            System.err.println("the disk is full of eels");
            System.exit(3);
        }
    }

    /** A server that never stops by itself. */
    public static final class Waiting {
        public static void main(String[] args) throws InterruptedException {
            Thread.currentThread().join();
        }
    }

    /** Starts a server and writes down its process id. */
    public static final class Owner {
        public static void main(String[] args) throws Exception {
            Path pidFile = Path.of(args[0]);
            ServerProcess server = ServerProcess.java(
                    "Grandchild",
                    List.of("-Xmx64m"),
                    List.of(Classpath.of(ServerProcessIT.class)),
                    List.of(Waiting.class.getName()),
                    pidFile.resolveSibling("grandchild"),
                    pidFile.resolveSibling("grandchild.log"));
            Path partial = pidFile.resolveSibling("pid.partial");
            Files.writeString(partial, String.valueOf(server.pid()));
            Files.move(partial, pidFile);
            server.awaitEnd();
        }
    }
}
