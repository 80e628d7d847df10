package org.journeyguard.it;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jboss.shrinkwrap.api.exporter.ZipExporter;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.journeyguard.it.am.AmRest;
import org.journeyguard.it.am.OpenAm;
import org.journeyguard.it.am.OpenAmSettings;
import org.journeyguard.it.container.Container;
import org.journeyguard.it.proxy.AmProxy;
import org.journeyguard.it.server.Machine;
import org.journeyguard.it.server.PayaraMicro;
import org.journeyguard.it.server.ServerProcess;
import org.jspecify.annotations.Nullable;

/**
 * What all tests of a process share: one AM, started when the first test needs it and stopped at the end, the proxy in front of
 * it, and the settings of the Payara Micro that Arquillian starts for each deployment.
 */
final class Servers {
    private static final OpenAmSettings SETTINGS = OpenAmSettings.fromSystemProperties();
    private static final int APP_PORT = Machine.freePort();
    private static final AmProxy PROXY =
            new AmProxy(URI.create("http://" + OpenAmSettings.HOST + ":" + SETTINGS.port() + "/openam"));
    /** Our own loggers tell all they can, so that the search for secrets means something. */
    private static final String EVERYTHING_OF_OURS = """
            handlers=java.util.logging.ConsoleHandler,java.util.logging.FileHandler
            java.util.logging.ConsoleHandler.level=INFO
            java.util.logging.ConsoleHandler.formatter=java.util.logging.SimpleFormatter
            java.util.logging.FileHandler.level=FINEST
            java.util.logging.FileHandler.formatter=java.util.logging.SimpleFormatter
            java.util.logging.FileHandler.pattern=%s
            java.util.logging.FileHandler.append=true
            .level=INFO
            org.journeyguard.level=FINEST
            """;

    private static final String SECRETS = "secrets.txt";

    private static @Nullable OpenAm am;

    private Servers() {}

    /** Tells Arquillian how to start Payara Micro. */
    static void prepare() {
        Path loopbackOnly = PayaraMicro.loopbackOnly(logs());
        try {
            Files.writeString(logging(), EVERYTHING_OF_OURS.formatted(logs().resolve("payara.log")));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        System.setProperty("payara.clusterEnabled", "true");
        System.setProperty("payara.randomHttpPort", "false");
        System.setProperty("payara.autoBindHttp", "false");
        System.setProperty("payara.startupTimeoutInSeconds", "120");
        System.setProperty(
                "payara.cmdOptions",
                "-Xmx512m -XX:+UseSerialGC -XX:TieredStopAtLevel=1 -Djourney.am.url=" + PROXY.url()
                        + " -Djourney.am.public-url=" + amPublicUrl() + " -Djourney.app.url=" + appUrl());
        System.setProperty(
                "payara.extraMicroOptions",
                "--nohazelcast --disablephonehome --port " + APP_PORT + " --prebootcommandfile " + loopbackOnly
                        + " --contextroot / --logproperties " + logging());
    }

    /** Stops what was started, and keeps the secrets that were used. */
    static synchronized void close() {
        if (am != null) {
            am.close();
            am = null;
        }
        PROXY.close();
        keepSecrets();
    }

    /** So that another process can look for them, when all tests are over. */
    private static void keepSecrets() {
        Set<String> secrets = new HashSet<>(AmRest.seenTokens());
        secrets.addAll(PROXY.secrets());
        try {
            Files.write(home(SECRETS), secrets, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The cookies, tokens and codes that the tests before have used, in this process and others. */
    static Set<String> usedSecrets() throws IOException {
        Set<String> secrets = new HashSet<>();
        try (DirectoryStream<Path> processes = Files.newDirectoryStream(build(), "process-*")) {
            for (Path process : processes) {
                Path kept = process.resolve(SECRETS);
                if (Files.exists(kept)) {
                    secrets.addAll(Files.readAllLines(kept));
                }
            }
        }
        return secrets;
    }

    /** The real AM. */
    static synchronized OpenAm am() {
        if (am == null) {
            am = OpenAm.start(SETTINGS, line -> System.getLogger("OpenAM").log(System.Logger.Level.INFO, line));
            am.admit(appUrl());
        }
        return am;
    }

    /** Between the application and AM. */
    static AmProxy proxy() {
        return PROXY;
    }

    /**
     * Several applications on one server, each at the context that it is named after.
     *
     * @param name of the folder for what the server writes
     */
    static ServerProcess payara(String name, WebArchive... applications) {
        Path home = home(name);
        Path folder = home.resolve("wars");
        List<Path> wars = new ArrayList<>();
        try {
            Files.createDirectories(folder);
            for (WebArchive application : applications) {
                Path war = folder.resolve(application.getName());
                application.as(ZipExporter.class).exportTo(war.toFile(), true);
                wars.add(war);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        am();
        return PayaraMicro.start(
                Path.of(System.getProperty("payara.microJar")),
                wars,
                APP_PORT,
                List.of("--logproperties", logging().toString()),
                Map.of("journey.am.url", PROXY.url(), "journey.am.public-url", amPublicUrl()),
                home);
    }

    /**
     * One application at the root context of a container.
     *
     * @param ready path that answers 200 when it is up
     */
    static ServerProcess on(Container container, WebArchive application, String ready) {
        am();
        Path home = home(container.title().toLowerCase(Locale.ROOT).replace(' ', '-'));
        Path war = home.resolveSibling(home.getFileName() + ".war");
        application.as(ZipExporter.class).exportTo(war.toFile(), true);
        return container.start(war, APP_PORT, ready, settings(), home);
    }

    /** Where AM and the application are. */
    static Map<String, String> settings() {
        return Map.of(
                "journey.am.url", PROXY.url(),
                "journey.am.public-url", amPublicUrl(),
                "journey.app.url", appUrl());
    }

    /** A folder for what a server writes. */
    static Path home(String name) {
        return logs().resolveSibling(name);
    }

    /** The folder for all that the build makes. */
    static Path build() {
        return home("..").normalize();
    }

    private static Path logs() {
        return Path.of(System.getProperty("log.directory"));
    }

    /** What servers log: all that the library has to say. */
    static Path logging() {
        return logs().resolve("logging.properties");
    }

    static String amPublicUrl() {
        return "http://localhost:" + SETTINGS.port() + "/openam";
    }

    static int appPort() {
        return APP_PORT;
    }

    /** Where the application is deployed, without a trailing slash. */
    static String appUrl() {
        return "http://localhost:" + APP_PORT;
    }
}
