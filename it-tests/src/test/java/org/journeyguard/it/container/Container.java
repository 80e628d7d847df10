package org.journeyguard.it.container;

import java.nio.file.Path;
import java.util.Map;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.journeyguard.it.server.ServerProcess;

/** A server that can be started with one application at the root context. */
public interface Container {

    /** As people call it. */
    String title();

    /**
     * What an application brings along on this container: the library, and what the container lacks.
     *
     * @param library a WAR with the library alone
     */
    WebArchive equip(WebArchive library);

    /**
     * Starts the server and returns when the application answers or has failed to start.
     *
     * @param war the application
     * @param port HTTP port on 127.0.0.1
     * @param ready path that answers 200 when the application is up
     * @param properties system properties, which MicroProfile Config puts above the WAR's own
     * @param home folder for all that the server writes
     */
    ServerProcess start(Path war, int port, String ready, Map<String, String> properties, Path home);
}
