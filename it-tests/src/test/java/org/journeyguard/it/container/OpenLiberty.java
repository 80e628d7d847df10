package org.journeyguard.it.container;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.journeyguard.it.Snippet;
import org.journeyguard.it.server.ServerProcess;

/** Open Liberty 26 with the features that docs/containers.md lists. */
public final class OpenLiberty implements Container {
    private static final Path INSTALLED = Path.of(System.getProperty("liberty.home"));
    private static final String SERVER_XML = """
            <server>
            %s
              <httpEndpoint id="defaultHttpEndpoint" host="localhost" httpPort="%d" httpsPort="-1"/>
            </server>
            """;

    @Override
    public String title() {
        return "Open Liberty 26";
    }

    @Override
    public WebArchive equip(WebArchive library) {
        return library;
    }

    @Override
    public ServerProcess start(Path war, int port, String ready, Map<String, String> properties, Path home) {
        // all servers have their folders in the installation
        String name = Objects.requireNonNull(home.getParent()).getFileName() + "-" + home.getFileName();
        Path server = INSTALLED.resolve("usr/servers").resolve(name);
        Launch.prepare(server, () -> {
            Launch.copy(war, server.resolve("apps/smoke.war"));
            Files.writeString(server.resolve("server.xml"), SERVER_XML.formatted(snippet(), port));
        });
        makeHome(home);
        List<String> options = new ArrayList<>(Launch.SMALL);
        // what the JVM has to open for it, as its own script tells the JVM
        options.add("@" + INSTALLED.resolve("lib/platform/java/java9.options"));
        options.add("-javaagent:" + INSTALLED.resolve("bin/tools/ws-javaagent.jar"));
        properties.forEach((key, value) -> options.add("-D" + key + "=" + value));
        ServerProcess process = ServerProcess.java(
                title(),
                options,
                List.of(INSTALLED.resolve("bin/tools/ws-server.jar")),
                List.of("com.ibm.ws.kernel.boot.cmdline.EnvCheck", name),
                home,
                home.resolve("liberty.log"));
        return Launch.ready(process, port, ready);
    }

    /** The features, as the page shows them. */
    private String snippet() {
        return Snippet.all().stream()
                .filter(each -> each.page().equals("containers.md")
                        && each.section().equals(title())
                        && each.language().equals("xml"))
                .map(Snippet::text)
                .findFirst()
                .orElseThrow();
    }

    private static void makeHome(Path home) {
        try {
            Files.createDirectories(home);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
