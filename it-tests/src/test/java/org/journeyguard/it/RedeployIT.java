package org.journeyguard.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;
import org.jboss.shrinkwrap.api.ShrinkWrap;
import org.jboss.shrinkwrap.api.asset.StringAsset;
import org.jboss.shrinkwrap.api.exporter.ZipExporter;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.journeyguard.it.am.AmRest;
import org.journeyguard.it.am.Provisioner;
import org.journeyguard.it.server.Classpath;
import org.journeyguard.it.server.Machine;
import org.journeyguard.it.server.PayaraMicro;
import org.journeyguard.it.server.ServerProcess;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a redeployed application leaves in its server, compared with one without JourneyGuard. */
class RedeployIT {
    /** Columns of {@code /proc/net/tcp}, and the state of a connection that has ended and is only remembered. */
    private static final int REMOTE = 2;

    private static final int STATE = 3;
    private static final String TIME_WAIT = "06";

    @TempDir
    private Path folder;

    @Test
    void redeploymentsLeaveNoThreadConnectionOrClassLoader() throws IOException {
        export(ShrinkWrap.create(WebArchive.class).addAsWebResource(new StringAsset("hello"), "index.html"), "plain");
        export(Wars.demo(Map.of()), "guarded");
        Servers.proxy().reset();
        int port = Machine.freePort();
        Path file = folder.resolve("findings");

        try (ServerProcess server = start(20, port, Servers.proxy().url(), file)) {
            server.await(() -> Files.exists(file), Duration.ofMinutes(10));
            Properties findings = read(file);

            assertThat(findings.getProperty("plain.war.answers")).isEqualTo("[[200, 200, 404, 404, 404, 404]]");
            assertThat(findings.getProperty("guarded.war.answers")).isEqualTo("[[200, 200, 200, 200, 401, 200]]");
            assertThat(Servers.proxy().count("getSessionInfo"))
                    .as("each application asks AM for itself")
                    .isGreaterThanOrEqualTo(20);
            assertThat(connectionsToAm()).as("connections").isZero();
            assertThatNothingIsLeft(findings);
        }
    }

    @Test
    void redeploymentsWithNotificationsLeaveNoThreadConnectionOrClassLoader() throws IOException {
        export(ShrinkWrap.create(WebArchive.class).addAsWebResource(new StringAsset("hello"), "index.html"), "plain");
        Map<String, String> listening = Map.of(
                "journey.am.notifications", "true",
                "journey.am.agent.name", Provisioner.AGENT,
                "journey.am.agent.password", Provisioner.AGENT_PASSWORD);
        export(Wars.demo(listening), "guarded");
        Path file = folder.resolve("findings");

        // past the proxy, which passes no WebSockets on
        try (ServerProcess server = start(5, Machine.freePort(), Servers.am().url(), file)) {
            server.await(() -> Files.exists(file), Duration.ofMinutes(10));
            assertThat(server.log()).contains("AM notifies of sessions that end");
            assertThatNothingIsLeft(read(file));
        }
    }

    private ServerProcess start(int times, int port, String am, Path findings) {
        List<String> main = new ArrayList<>(List.of(Redeployer.class.getName()));
        main.addAll(List.of("http://127.0.0.1:" + port, AmRest.COOKIE + "=" + alice(), findings.toString()));
        main.addAll(List.of(
                "3",
                war("plain").toString(),
                String.valueOf(times),
                war("guarded").toString()));
        main.addAll(PayaraMicro.options(port, folder));
        return PayaraMicro.java(
                Path.of(System.getProperty("payara.microJar")),
                List.of(Classpath.of(RedeployIT.class)),
                List.of("-Djourney.am.url=" + am, "-Djourney.app.url=http://127.0.0.1:" + port),
                main,
                folder);
    }

    private static void assertThatNothingIsLeft(Properties findings) {
        assertThat(findings.getProperty("guarded.war.threads.ours")).isEqualTo("[]");
        assertThat(findings.getProperty("guarded.war.classes.ours")).isEqualTo("[]");
        assertThat(findings.getProperty("guarded.war.loaders")).isEqualTo(findings.getProperty("plain.war.loaders"));
        assertThat(findings.getProperty("guarded.war.threads.applications"))
                .isEqualTo(findings.getProperty("plain.war.threads.applications"));
    }

    /** Those that some process has opened to the proxy and not closed; only Payara's server does that here. */
    private static long connectionsToAm() throws IOException {
        String port = String.format(
                Locale.ROOT, ":%04X", URI.create(Servers.proxy().url()).getPort());
        List<String> connections = new ArrayList<>();
        for (String table : List.of("/proc/net/tcp", "/proc/net/tcp6")) {
            // elsewhere than on Linux threads and class loaders have to do
            if (Files.exists(Path.of(table))) {
                connections.addAll(Files.readAllLines(Path.of(table)));
            }
        }
        return connections.stream()
                .map(line -> line.strip().split("\\s+", -1))
                .filter(columns -> columns[REMOTE].endsWith(port) && !columns[STATE].equals(TIME_WAIT))
                .count();
    }

    private static Properties read(Path file) throws IOException {
        Properties found = new Properties();
        try (BufferedReader in = Files.newBufferedReader(file)) {
            found.load(in);
        }
        return found;
    }

    private static String alice() {
        return Servers.am().rest().login("", Provisioner.ADMIN_USER, Provisioner.USER_PASSWORD);
    }

    private void export(WebArchive archive, String name) {
        archive.as(ZipExporter.class).exportTo(war(name).toFile());
    }

    private Path war(String name) {
        return folder.resolve(name + ".war");
    }
}
