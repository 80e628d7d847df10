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
        Path loopbackOnly = home.resolve("loopback.txt");
        try {
            Files.createDirectories(home);
            Files.writeString(
                    loopbackOnly,
                    "set configs.config.server-config.network-config.network-listeners.network-listener."
                            + "http-listener.address=127.0.0.1\n");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        List<String> options = new ArrayList<>(List.of("-Xmx512m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1"));
        properties.forEach((key, value) -> options.add("-D" + key + "=" + value));
        List<String> main = List.of(
                "fish.payara.micro.PayaraMicro",
                "--port",
                String.valueOf(port),
                "--nohazelcast",
                "--disablephonehome",
                "--contextroot",
                "/",
                "--prebootcommandfile",
                loopbackOnly.toString(),
                "--deploy",
                war.toString());
        ServerProcess process =
                ServerProcess.java("Payara Micro", options, List.of(jar), main, home, home.resolve("payara.log"));
        try {
            HttpClient http = HttpClient.newHttpClient();
            process.await(() -> answers(http, URI.create("http://localhost:" + port + ready)), START_LIMIT);
        } catch (RuntimeException | Error e) {
            process.close();
            throw e;
        }
        return process;
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
