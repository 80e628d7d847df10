package org.journeyguard.it.server;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;
import java.util.jar.Attributes;
import java.util.jar.JarFile;

/** Payara Micro on loopback. */
public final class PayaraMicro {
    private static final long MEGABYTES_NEEDED = 600;
    /** What the server says when all that it has to deploy is deployed, or has failed. */
    private static final String READY = ") ready in ";

    private static final Duration START_LIMIT = Duration.ofMinutes(2);

    private PayaraMicro() {}

    /**
     * Starts Payara Micro with one WAR at the root context and returns when the WAR answers.
     *
     * @param jar {@code payara-micro.jar}
     * @param war what to deploy
     * @param port HTTP port on 127.0.0.1
     * @param ready path that answers 200 when the application is up
     * @param properties system properties, which MicroProfile Config puts above the WAR's own
     * @param home folder for all that the server writes
     * @throws ServerFailed within seconds when the port is taken or the server dies
     */
    public static ServerProcess start(
            Path jar, Path war, int port, String ready, Map<String, String> properties, Path home) {
        return start(jar, war, port, ready, DataGrid.OFF, properties, home);
    }

    /**
     * The same, as a node of a data grid.
     *
     * @param grid {@linkplain DataGrid#options options} for the grid
     */
    public static ServerProcess start(
            Path jar, Path war, int port, String ready, List<String> grid, Map<String, String> properties, Path home) {
        return start(Jdk.current(), jar, war, port, ready, grid, properties, home);
    }

    /** The same with another JDK. */
    public static ServerProcess start(
            Jdk jdk,
            Path jar,
            Path war,
            int port,
            String ready,
            List<String> grid,
            Map<String, String> properties,
            Path home) {
        List<String> options = new ArrayList<>(grid);
        options.addAll(List.of("--contextroot", "/", "--deploy", war.toString()));
        ServerProcess process = launch(jdk, jar, port, options, properties, home);
        Site site = new Site(port, ready);
        await(process, () -> site.isUp() || failIfDone(process, site));
        return process;
    }

    /**
     * Starts Payara Micro with any number of WARs, each at the context that its file is named after unless it says otherwise
     * itself, and returns when all are deployed or have failed to. They are deployed by commands, because of WARs given as
     * options none is started any more once one has failed.
     *
     * @param jar {@code payara-micro.jar}
     * @param wars what to deploy
     * @param port HTTP port on 127.0.0.1
     * @param more further options of the server
     * @param properties system properties, which MicroProfile Config puts above the WARs' own
     * @param home folder for all that the server writes
     * @throws ServerFailed within seconds when the port is taken or the server dies
     */
    public static ServerProcess start(
            Path jar, List<Path> wars, int port, List<String> more, Map<String, String> properties, Path home) {
        List<String> options = new ArrayList<>(more);
        options.addAll(DataGrid.OFF);
        options.addAll(List.of(
                "--postbootcommandfile",
                commands(
                                home,
                                "deploy.txt",
                                wars.stream().map(war -> "deploy " + war).toList())
                        .toString()));
        ServerProcess process = launch(Jdk.current(), jar, port, options, properties, home);
        await(process, () -> process.log().contains(READY));
        return process;
    }

    private static ServerProcess launch(
            Jdk jdk, Path jar, int port, List<String> more, Map<String, String> properties, Path home) {
        Machine.requireFreePort("Payara Micro", port, "demo.port");
        Machine.requireMemory("Payara Micro", MEGABYTES_NEEDED);
        List<String> options = new ArrayList<>();
        properties.forEach((key, value) -> options.add("-D" + key + "=" + value));
        List<String> main = new ArrayList<>(List.of("fish.payara.micro.PayaraMicro"));
        main.addAll(listener(port, home));
        main.addAll(more);
        return java(jdk, jar, List.of(), options, main, home);
    }

    private static void await(ServerProcess process, BooleanSupplier ready) {
        try {
            process.await(ready, START_LIMIT);
        } catch (RuntimeException | Error e) {
            process.close();
            throw e;
        }
    }

    /**
     * A JVM in which Payara Micro can run.
     *
     * @param jar {@code payara-micro.jar}
     * @param classpath what is needed beside it
     * @param jvmOptions options beside the ones that it needs
     * @param main the main class, then its arguments
     * @param home folder for all that the server writes
     */
    public static ServerProcess java(
            Path jar, List<Path> classpath, List<String> jvmOptions, List<String> main, Path home) {
        return java(Jdk.current(), jar, classpath, jvmOptions, main, home);
    }

    private static ServerProcess java(
            Jdk jdk, Path jar, List<Path> classpath, List<String> jvmOptions, List<String> main, Path home) {
        List<String> options = new ArrayList<>(List.of("-Xmx512m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1"));
        options.addAll(openings(jar));
        options.addAll(jvmOptions);
        List<Path> all = new ArrayList<>(List.of(jar));
        all.addAll(classpath);
        Path log = home.resolve("payara.log");
        deleteIfExists(log);
        return ServerProcess.java(jdk, "Payara Micro", options, all, main, home, log);
    }

    /**
     * The options of a Payara Micro that keeps to itself.
     *
     * @param port HTTP port on 127.0.0.1
     * @param home folder for all that the server writes
     */
    public static List<String> options(int port, Path home) {
        List<String> options = new ArrayList<>(listener(port, home));
        options.addAll(DataGrid.OFF);
        return options;
    }

    private static List<String> listener(int port, Path home) {
        return List.of(
                "--port",
                String.valueOf(port),
                "--disablephonehome",
                "--prebootcommandfile",
                loopbackOnly(home).toString());
    }

    /**
     * Writes the boot commands that keep Payara Micro off all addresses but 127.0.0.1.
     *
     * @param folder where to; made where it is missing
     * @return the file for {@code --prebootcommandfile}
     */
    public static Path loopbackOnly(Path folder) {
        return commands(
                folder,
                "loopback.txt",
                List.of("set configs.config.server-config.network-config.network-listeners.network-listener."
                        + "http-listener.address=127.0.0.1"));
    }

    private static Path commands(Path folder, String name, List<String> commands) {
        Path file = folder.resolve(name);
        try {
            Files.createDirectories(folder);
            Files.write(file, commands);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return file;
    }

    private static void deleteIfExists(Path file) {
        try {
            Files.deleteIfExists(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What {@code java -jar} would read from the manifest. */
    private static List<String> openings(Path jar) {
        try (JarFile file = new JarFile(jar.toFile())) {
            Attributes manifest = file.getManifest().getMainAttributes();
            List<String> options = new ArrayList<>();
            for (String kind : List.of("opens", "exports")) {
                String packages = manifest.getValue("add-" + kind);
                for (String name :
                        packages == null ? new String[0] : packages.strip().split("\\s+", -1)) {
                    options.add("--add-" + kind + "=" + name + "=ALL-UNNAMED");
                }
            }
            return options;
        } catch (IOException e) {
            throw new UncheckedIOException(jar + " can't be read", e);
        }
    }

    /** Payara Micro stays up although a deployment failed, so that waiting on would be in vain. */
    private static boolean failIfDone(ServerProcess process, Site site) {
        if (process.log().contains(READY) && !site.isUp()) {
            throw new ServerFailed("Payara Micro is up, but the application is not. Its log ends:\n" + process.tail());
        }
        return false;
    }
}
