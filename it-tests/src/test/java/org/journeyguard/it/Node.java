package org.journeyguard.it;

import java.nio.file.Path;
import java.util.Map;
import org.journeyguard.it.container.Container;
import org.journeyguard.it.server.Machine;
import org.journeyguard.it.server.ServerProcess;

/** One of several servers with the same application: it can be killed, frozen and started again. */
final class Node implements AutoCloseable {
    private final Container container;
    private final Path war;
    private final Map<String, String> settings;
    private final Path home;
    private final int port = Machine.freePort();
    private final Endpoint endpoint = new Endpoint("http://localhost:" + port);
    private final StringBuilder earlierLogs = new StringBuilder();
    private ServerProcess process;

    Node(Container container, Path war, Map<String, String> settings, Path home) {
        this.container = container;
        this.war = war;
        this.settings = settings;
        this.home = home;
        this.process = launch();
    }

    private ServerProcess launch() {
        return container.start(war, port, "/open/who", settings, home);
    }

    int port() {
        return port;
    }

    Endpoint endpoint() {
        return endpoint;
    }

    /** All that it has written to its own log, also before it was started again. */
    String log() {
        return earlierLogs + process.log();
    }

    /** The last lines of it. */
    String tail() {
        return process.tail();
    }

    boolean isAlive() {
        return process.isAlive();
    }

    /** Ends it as a crash does. */
    void kill() {
        try {
            process.kill();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** Stops it in good order. */
    void stop() {
        process.close();
    }

    /** Starts it again. */
    void restart() {
        process.close();
        earlierLogs.append(process.log());
        process = launch();
    }

    void freeze() {
        process.freeze();
    }

    void thaw() {
        process.thaw();
    }

    @Override
    public void close() {
        process.close();
    }
}
