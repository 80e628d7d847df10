package org.journeyguard.it.server;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.jar.Attributes;
import java.util.jar.JarFile;

/** Payara Micro on loopback with one WAR at the root context. */
public final class PayaraMicro {
    private static final long MEGABYTES_NEEDED = 600;
    private static final Duration START_LIMIT = Duration.ofMinutes(2);

    private PayaraMicro() {}

    /**
     * Starts Payara Micro and returns when the WAR answers.
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
        ServerProcess.requireFreePort("Payara Micro", port, "demo.port");
        ServerProcess.requireMemory("Payara Micro", MEGABYTES_NEEDED);
        List<String> options = new ArrayList<>();
        properties.forEach((key, value) -> options.add("-D" + key + "=" + value));
        List<String> main = new ArrayList<>(List.of("fish.payara.micro.PayaraMicro"));
        main.addAll(options(port, home));
        main.addAll(List.of("--contextroot", "/", "--deploy", war.toString()));
        ServerProcess process = java(jar, List.of(), options, main, home);
        try {
            HttpClient http = HttpClient.newHttpClient();
            URI uri = URI.create("http://localhost:" + port + ready);
            process.await(() -> answers(http, uri) || failIfDone(process, http, uri), START_LIMIT);
        } catch (RuntimeException | Error e) {
            process.close();
            throw e;
        }
        return process;
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
        List<String> options = new ArrayList<>(List.of("-Xmx512m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1"));
        options.addAll(openings(jar));
        options.addAll(jvmOptions);
        List<Path> all = new ArrayList<>(List.of(jar));
        all.addAll(classpath);
        Path log = home.resolve("payara.log");
        deleteIfExists(log);
        return ServerProcess.java("Payara Micro", options, all, main, home, log);
    }

    /**
     * The options of a Payara Micro that keeps to itself.
     *
     * @param port HTTP port on 127.0.0.1
     * @param home folder for all that the server writes
     */
    public static List<String> options(int port, Path home) {
        return List.of(
                "--port",
                String.valueOf(port),
                "--nohazelcast",
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
        Path file = folder.resolve("loopback.txt");
        try {
            Files.createDirectories(folder);
            Files.writeString(
                    file,
                    "set configs.config.server-config.network-config.network-listeners.network-listener."
                            + "http-listener.address=127.0.0.1\n");
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
    private static boolean failIfDone(ServerProcess process, HttpClient http, URI uri) {
        if (process.tail().contains(") ready in ") && !answers(http, uri)) {
            throw new ServerFailed("Payara Micro is up, but the application is not. Its log ends:\n" + process.tail());
        }
        return false;
    }

    private static boolean answers(HttpClient http, URI uri) {
        try {
            return http.send(
                                    HttpRequest.newBuilder(uri)
                                            .timeout(Duration.ofSeconds(5))
                                            .build(),
                                    BodyHandlers.discarding())
                            .statusCode()
                    == 200;
        } catch (IOException e) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new ServerFailed("interrupted while waiting for Payara Micro", e);
        }
    }
}
