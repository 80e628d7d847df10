package org.journeyguard.it.am;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.apache.catalina.startup.Tomcat;
import org.apache.jasper.servlet.JspServlet;
import org.apache.tomcat.websocket.server.WsSci;
import org.eclipse.jdt.internal.compiler.Compiler;
import org.journeyguard.it.server.Classpath;
import org.journeyguard.it.server.Folders;
import org.journeyguard.it.server.Machine;
import org.journeyguard.it.server.ServerFailed;
import org.journeyguard.it.server.ServerProcess;

/**
 * A real OpenAM on loopback. The first start in a home folder explodes the WAR, configures AM with its embedded directory
 * and provisions it; later starts reuse that.
 */
public final class OpenAm implements AutoCloseable {
    private static final long MEGABYTES_NEEDED = 1_500;
    private static final Duration START_LIMIT = Duration.ofMinutes(4);
    private static final String CONTEXT = "/openam";
    /** Packages that OpenAM and its directory server reach into by reflection. */
    private static final List<String> OPENED = List.of(
            "java.base/java.lang",
            "java.base/java.lang.module",
            "java.base/java.lang.reflect",
            "java.base/java.util",
            "java.base/java.util.regex",
            "java.base/java.util.concurrent",
            "java.base/java.util.concurrent.atomic",
            "java.base/java.net",
            "java.base/java.io",
            "java.base/java.nio",
            "java.base/java.nio.charset",
            "java.base/java.security",
            "java.base/java.security.cert",
            "java.base/javax.security.auth.login",
            "java.base/jdk.internal.loader",
            "java.base/jdk.internal.math",
            "java.base/jdk.internal.module",
            "java.base/jdk.internal.ref",
            "java.base/jdk.internal.reflect",
            "java.base/jdk.internal.util.jar",
            "java.base/sun.nio.ch",
            "java.logging/java.util.logging",
            "java.naming/javax.naming.spi",
            "jdk.management/com.sun.management.internal");
    /** Packages whose inner classes they use directly. */
    private static final List<String> EXPORTED = List.of(
            "java.base/jdk.internal.misc",
            "java.base/jdk.internal.ref",
            "java.base/jdk.internal.util.random",
            "java.base/sun.nio.ch",
            "java.base/sun.security.jca",
            "java.base/sun.security.tools.keytool",
            "java.base/sun.security.util",
            "java.base/sun.security.x509",
            "java.management.rmi/com.sun.jmx.remote.internal.rmi",
            "java.rmi/sun.rmi.registry",
            "java.rmi/sun.rmi.server",
            "java.security.jgss/sun.security.krb5",
            "java.sql/java.sql");

    private final OpenAmSettings settings;
    private final AmRest rest;
    private final AmOAuth oauth;
    private final Consumer<String> progress;
    private ServerProcess process;

    private OpenAm(OpenAmSettings settings, Consumer<String> progress) {
        this.settings = settings;
        this.progress = progress;
        this.rest = new AmRest(settings.url());
        this.oauth = new AmOAuth(settings.url(), rest);
        this.process = launch();
    }

    /**
     * Starts AM, prepares it where that has not been done, and returns when its REST API answers.
     *
     * @param settings where and with what
     * @param progress told what is going on, a line each
     * @throws ServerFailed within seconds when a port is taken, memory is short or the server dies
     */
    public static OpenAm start(OpenAmSettings settings, Consumer<String> progress) {
        settings.ports().forEach((what, port) -> Machine.requireFreePort(what, port, "openam.port"));
        Machine.requireMemory("OpenAM", MEGABYTES_NEEDED);
        try {
            explode(settings, progress);
            String recipe = SettingsDigest.digest(settings);
            boolean prepared =
                    recipe.equals(Files.exists(settings.marker()) ? Files.readString(settings.marker()) : "");
            Folders.delete(settings.configuration());
            Folders.delete(settings.log());
            if (prepared) {
                Folders.copy(settings.snapshot(), settings.configuration());
            } else {
                Folders.delete(settings.marker());
            }
            OpenAm am = new OpenAm(settings, progress);
            try {
                am.prepare(prepared, recipe);
            } catch (RuntimeException | Error e) {
                am.close();
                throw e;
            }
            return am;
        } catch (IOException e) {
            throw new UncheckedIOException("OpenAM can't be prepared in " + settings.home(), e);
        }
    }

    private void prepare(boolean prepared, String recipe) throws IOException {
        progress.accept("OpenAM: starting on " + settings.url() + (prepared ? "" : " (first start: about a minute)"));
        process.await(() -> rest.answers("/isAlive.jsp"), START_LIMIT);
        if (!prepared) {
            progress.accept("OpenAM: configuring");
            rest.configure(settings.configuratorForm());
            progress.accept("OpenAM: creating realms, users and clients");
            new Provisioner(rest).run();
            keep(recipe);
        }
        process.await(() -> rest.answers("/json/serverinfo/*"), START_LIMIT);
        progress.accept("OpenAM: ready, process " + process.pid());
    }

    /** Keeps what was prepared for later starts: each begins with it anew, without the sessions of an earlier run. */
    private void keep(String recipe) throws IOException {
        Folders.delete(settings.snapshot());
        Folders.copy(settings.configuration(), settings.snapshot());
        Files.writeString(settings.marker(), recipe);
    }

    /** The base URL, for example {@code http://localhost:18080/openam}. */
    public String url() {
        return settings.url();
    }

    /** AM's REST API, for tests that ask it directly. */
    public AmRest rest() {
        return rest;
    }

    /** AM's OAuth 2.0 endpoints, likewise. */
    public AmOAuth oauth() {
        return oauth;
    }

    /**
     * Makes every OAuth client send people back to an application. Lasts until {@link #close()}.
     *
     * @param appUrl base URL of the application, without a trailing slash
     */
    public void admit(String appUrl) {
        AdmittedApps.admit(appUrl, rest);
    }

    /** What AM's server has printed. */
    public Path log() {
        return settings.log();
    }

    /** Stops AM and starts it again with the same data, sessions included; returns when its REST API answers. */
    public void restart() {
        process.close();
        process = launch();
        process.await(() -> rest.answers("/json/serverinfo/*"), START_LIMIT);
    }

    @Override
    public void close() {
        process.close();
    }

    private ServerProcess launch() {
        List<String> options = new ArrayList<>(List.of(
                "-Xmx1g",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-Dfile.encoding=UTF-8",
                "-Djava.security.egd=file:/dev/urandom",
                "-Dcom.sun.identity.configuration.directory=" + settings.configuration(),
                "-Dcom.iplanet.services.configpath=" + settings.configuration()));
        OPENED.forEach(name -> options.add("--add-opens=" + name + "=ALL-UNNAMED"));
        EXPORTED.forEach(name -> options.add("--add-exports=" + name + "=ALL-UNNAMED"));
        List<Path> tomcat = List.of(
                Classpath.of(Tomcat.class),
                Classpath.of(JspServlet.class),
                Classpath.of(WsSci.class),
                Classpath.of(jakarta.el.ELContext.class),
                Classpath.of(jakarta.annotation.PostConstruct.class),
                Classpath.of(Compiler.class));
        List<String> main = List.of(
                AmServer.class.getName(),
                String.valueOf(settings.port()),
                CONTEXT,
                settings.webapp().toString(),
                settings.home().resolve("tomcat").toString());
        return ServerProcess.java("OpenAM", options, tomcat, main, settings.home(), settings.log());
    }

    private static void explode(OpenAmSettings settings, Consumer<String> progress) throws IOException {
        Path marker = settings.webapp().resolve(".exploded");
        if (Files.exists(marker)) {
            return;
        }
        progress.accept("OpenAM: unpacking " + settings.war().getFileName());
        Folders.delete(settings.webapp());
        Folders.unzip(settings.war(), settings.webapp());
        nameTheEmbeddedDirectory(settings);
        Files.createFile(marker);
    }

    /**
     * At each start OpenAM 16 waits a minute for the directory server that this file names, although the embedded one is
     * already up; so the file has to name the embedded one.
     */
    private static void nameTheEmbeddedDirectory(OpenAmSettings settings) throws IOException {
        Path defaults = settings.webapp().resolve("WEB-INF/classes/serviceDefaultValues.properties");
        Map<String, String> wanted = Map.of(
                "DIRECTORY_SERVER", OpenAmSettings.HOST,
                "DIRECTORY_PORT", String.valueOf(settings.directoryPort()),
                "DS_DIRMGRPASSWD", OpenAmSettings.ADMIN_PASSWORD);
        List<String> lines = new ArrayList<>();
        for (String line : Files.readAllLines(defaults, StandardCharsets.ISO_8859_1)) {
            int equals = line.indexOf('=');
            if (equals < 0 || !wanted.containsKey(line.substring(0, equals).strip())) {
                lines.add(line);
            }
        }
        wanted.forEach((key, value) -> lines.add(key + "=" + value));
        Files.write(defaults, lines, StandardCharsets.ISO_8859_1);
    }
}
