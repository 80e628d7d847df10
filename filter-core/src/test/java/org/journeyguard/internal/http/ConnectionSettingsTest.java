package org.journeyguard.internal.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.journeyguard.fixtures.TestHttps;
import org.journeyguard.fixtures.TestSettings;
import org.journeyguard.fixtures.TestTls;
import org.journeyguard.internal.am.AmClient;
import org.journeyguard.internal.am.AmSettings;
import org.journeyguard.internal.am.session.ServerInfo;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** AM behind TLS with certificates that no JVM knows, and behind a proxy. */
class ConnectionSettingsTest {
    private static final String SERVER_INFO = "{\"cookieName\":\"sso\",\"domains\":[]}";

    private final Queue<String> asked = new ConcurrentLinkedQueue<>();
    private TestHttps https;
    private HttpServer http;

    @BeforeEach
    void start() throws IOException, GeneralSecurityException {
        https = new TestHttps(this::answer);
        http = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        http.createContext("/", this::answer);
        http.start();
    }

    @AfterEach
    void stop() {
        https.close();
        http.stop(0);
    }

    private void answer(HttpExchange exchange) {
        try (exchange) {
            asked.add(exchange.getRequestURI() + " of " + TestHttps.client(exchange));
            byte[] body = SERVER_INFO.getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders().set("Content-Type", "application/json");
            exchange.sendResponseHeaders(200, body.length);
            exchange.getResponseBody().write(body);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private AmResult<ServerInfo> ask(URI am, String... settings) {
        Map<String, String> all = new HashMap<>(Map.of("journey.am.url", am.toString()));
        for (int i = 0; i < settings.length; i += 2) {
            all.put(settings[i], settings[i + 1]);
        }
        AmSettings config = TestSettings.read(all).am();
        try (AmClient client =
                new AmClient(config.url(), "/", config.connection(), Duration.ofSeconds(5), System::nanoTime)) {
            return client.serverInfo();
        }
    }

    private URI secure() {
        return URI.create("https://localhost:" + https.port() + "/am");
    }

    @Test
    void untrustedCertificateIsRefused() {
        assertThat(ask(secure())).isInstanceOf(AmResult.NoAnswer.class);
        assertThat(asked).isEmpty();
    }

    @Test
    void certificateInTheTrustStoreIsAccepted() {
        assertThat(ask(
                        secure(),
                        "journey.am.trust-store",
                        TestTls.serverCertificate().toString()))
                .isInstanceOf(AmResult.Value.class);
        assertThat(asked).containsExactly("/am/json/realms/root/serverinfo/* of nobody");
    }

    @Test
    void configuredTrustStoreReplacesThatOfTheJvm() {
        assertThat(ask(
                        secure(),
                        "journey.am.trust-store",
                        TestTls.clientTrust().toString(),
                        "journey.am.trust-store-password",
                        TestTls.PASSWORD))
                .isInstanceOf(AmResult.NoAnswer.class);
    }

    @Test
    void certificateForAnotherHostIsRefused() {
        URI other = URI.create("https://localhost.localdomain:" + https.port() + "/am");
        assertThat(ask(
                        other,
                        "journey.am.trust-store",
                        TestTls.serverCertificate().toString()))
                .isInstanceOf(AmResult.NoAnswer.class);
        assertThat(asked).isEmpty();
    }

    @Test
    void clientCertificateIsSent() {
        assertThat(ask(
                        secure(),
                        "journey.am.trust-store",
                        TestTls.serverCertificate().toString(),
                        "journey.am.key-store",
                        TestTls.clientStore().toString(),
                        "journey.am.key-store-password",
                        TestTls.PASSWORD))
                .isInstanceOf(AmResult.Value.class);
        assertThat(asked).containsExactly("/am/json/realms/root/serverinfo/* of CN=client");
    }

    @Test
    void callsGoThroughTheConfiguredProxy() {
        String proxy = "http://127.0.0.1:" + http.getAddress().getPort();
        assertThat(ask(URI.create("http://am.example.test/am"), "journey.am.proxy", proxy))
                .isInstanceOf(AmResult.Value.class);
        assertThat(asked).containsExactly("http://am.example.test/am/json/realms/root/serverinfo/* of nobody");
    }
}
