package org.journeyguard.it.container;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.List;
import org.journeyguard.it.server.Folders;
import org.journeyguard.it.server.Jdk;
import org.journeyguard.it.server.ServerFailed;
import org.journeyguard.it.server.ServerProcess;
import org.journeyguard.it.server.Site;

/** What the starts of servers have in common. */
final class Launch {
    /** Options of a JVM that shares a small machine with others. */
    static final List<String> SMALL = List.of("-Xmx512m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1");

    private static final Duration LIMIT = Duration.ofMinutes(3);

    private Launch() {}

    /** The JDK for servers of Jakarta EE 11. */
    static Jdk jdkOfJakartaEe11() {
        return Jdk.forJakartaEe11().orElseThrow(() -> new ServerFailed(Jdk.MISSING));
    }

    /** Something that deals with files. */
    interface FileWork {
        void run() throws IOException;
    }

    /** Makes a folder that holds nothing of an earlier run, and fills it. */
    static void prepare(Path folder, FileWork fill) {
        try {
            Folders.delete(folder);
            Files.createDirectories(folder);
            fill.run();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static void copy(Path file, Path to) throws IOException {
        Files.createDirectories(to.getParent());
        Files.copy(file, to, StandardCopyOption.REPLACE_EXISTING);
    }

    /** Waits until the application answers. */
    static ServerProcess ready(ServerProcess process, int port, String path) {
        Site site = new Site(port, path);
        try {
            process.await(site::isUp, LIMIT);
        } catch (RuntimeException | Error e) {
            process.close();
            throw e;
        }
        return process;
    }
}
