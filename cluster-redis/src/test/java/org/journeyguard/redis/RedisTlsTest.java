package org.journeyguard.redis;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.time.Duration;
import java.util.Base64;
import org.journeyguard.fixtures.Await;
import org.journeyguard.spi.ClusterStore;
import org.journeyguard.spi.RecordingListener;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** TLS, with certificates that the JVM trusts and such that it does not. */
@WithRedis
class RedisTlsTest {
    private static final String TRUST_STORE = "javax.net.ssl.trustStore";
    private static final String TRUST_STORE_PASSWORD = "javax.net.ssl.trustStorePassword";
    private static final String PASSWORD = "changeit";
    private static final Duration LONG = Duration.ofMinutes(10);

    @TempDir
    private Path folder;

    private final LogCapture log = new LogCapture();

    @BeforeEach
    void capture() {
        log.start();
    }

    @AfterEach
    void release() {
        log.stop();
        System.clearProperty(TRUST_STORE);
        System.clearProperty(TRUST_STORE_PASSWORD);
    }

    @Test
    void trustedCertificateIsAccepted() throws Exception {
        trust(keys("ip:127.0.0.1"));
        RecordingListener listener = new RecordingListener();
        try (RedisServer server = server();
                ClusterStore store = Nodes.open(url(server), "tls", listener)) {
            Await.until("the node connects", () -> listener.resumptions() > 0);
            assertThat(store.announced().putIfAbsent("x", new byte[] {1}, LONG)).isTrue();
            Await.until("changes are heard of", () -> listener.changes().contains("x"));
        }
    }

    @Test
    void untrustedCertificateIsRefused() throws Exception {
        keys("ip:127.0.0.1");
        assertIsNotUsed("PKIX path building failed");
    }

    @Test
    void certificateForAnotherHostIsRefused() throws Exception {
        trust(keys("dns:redis.example.com"));
        assertIsNotUsed("No subject alternative names matching IP address 127.0.0.1 found");
    }

    private void assertIsNotUsed(String why) {
        RecordingListener listener = new RecordingListener();
        try (RedisServer server = server();
                ClusterStore store = Nodes.open(url(server), "tls", listener)) {
            Await.until("the reason is logged", () -> log.text().contains("Redis can't be reached"));
            assertThat(log.text()).contains(why);
            assertThat(listener.resumptions()).isZero();
            assertThat(store).isNotNull();
        }
    }

    private RedisServer server() {
        return RedisServer.startWithTls(folder.resolve("certificate"), folder.resolve("key"));
    }

    private static String url(RedisServer server) {
        return "rediss://127.0.0.1:" + server.port();
    }

    private static void trust(Path store) {
        System.setProperty(TRUST_STORE, store.toString());
        System.setProperty(TRUST_STORE_PASSWORD, PASSWORD);
    }

    /** Makes a key and a certificate in the forms that the server reads. */
    private Path keys(String name) throws IOException, GeneralSecurityException, InterruptedException {
        Path store = folder.resolve("keys");
        Process keytool = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "keytool")
                                .toString(),
                        "-genkeypair",
                        "-alias",
                        "redis",
                        "-keyalg",
                        "EC",
                        "-dname",
                        "CN=redis",
                        "-ext",
                        "san=" + name,
                        "-storetype",
                        "PKCS12",
                        "-keystore",
                        store.toString(),
                        "-storepass",
                        PASSWORD)
                .inheritIO()
                .start();
        assertThat(keytool.waitFor()).isZero();
        KeyStore keys = KeyStore.getInstance(store.toFile(), PASSWORD.toCharArray());
        write("certificate", "CERTIFICATE", keys.getCertificate("redis").getEncoded());
        write("key", "PRIVATE KEY", keys.getKey("redis", PASSWORD.toCharArray()).getEncoded());
        return store;
    }

    private void write(String file, String kind, byte[] content) throws IOException {
        String text = Base64.getMimeEncoder(64, "\n".getBytes(US_ASCII)).encodeToString(content);
        Files.writeString(
                folder.resolve(file), "-----BEGIN " + kind + "-----\n" + text + "\n-----END " + kind + "-----\n");
    }
}
