package org.journeyguard.redis;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.logging.Level;
import org.journeyguard.fixtures.Await;
import org.journeyguard.spi.ClusterStore;
import org.journeyguard.spi.ClusterStoreContract;
import org.journeyguard.spi.ClusterStoreListener;
import org.journeyguard.spi.RecordingListener;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Passwords and users. The user of the contract may do no more than {@link RedisStoreProvider} says. */
@WithRedis
class RedisAccessTest extends ClusterStoreContract {
    /** With characters that are special in a URL. */
    private static final String SECRET = "5ecret/@:#,%41";

    private static final String SECRET_IN_URL = "5ecret%2F%40%3A%23%2C%2541";
    private static final Duration LONG = Duration.ofMinutes(10);
    private static RedisServer server;

    private final LogCapture log = new LogCapture();

    @BeforeAll
    static void start() {
        server = RedisServer.start(
                ("--requirepass " + SECRET + " --user guard on >" + SECRET + " ~journeyguard:* &journeyguard:* -@all "
                                + "+get +set +del +eval +evalsha +publish +subscribe +ping")
                        .split(" ", -1));
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @BeforeEach
    void capture() {
        log.start();
    }

    @AfterEach
    void release() {
        log.stop();
    }

    @Override
    protected ClusterStore open(String space, ClusterStoreListener listener) {
        return open(server.port(), Map.of("redis.user", "guard", "redis.password", SECRET), space, listener);
    }

    private static ClusterStore open(
            int port, Map<String, String> properties, String space, ClusterStoreListener listener) {
        Map<String, String> all = new HashMap<>(Map.of("redis.url", "redis://127.0.0.1:" + port));
        all.putAll(properties);
        return new RedisStoreProvider().open(Nodes.settings(space, all), listener);
    }

    @Test
    void passwordWithoutUserIsThatOfTheDefaultUser() {
        assertWorks(Map.of("redis.password", SECRET));
    }

    @Test
    void passwordInTheUrlIsUsed() {
        assertWorks(Map.of("redis.url", "redis://:" + SECRET_IN_URL + "@127.0.0.1:" + server.port()));
        assertWorks(Map.of("redis.url", "redis://guard:" + SECRET_IN_URL + "@127.0.0.1:" + server.port()));
    }

    private void assertWorks(Map<String, String> properties) {
        RecordingListener listener = new RecordingListener();
        try (ClusterStore store = open(server.port(), properties, "access", listener)) {
            Await.until("the node connects", () -> listener.resumptions() > 0);
            assertThat(store.announced().get("x")).isEmpty();
        }
        assertThat(log.text()).isNotEmpty().doesNotContain(SECRET, SECRET_IN_URL);
    }

    @Test
    void wrongPasswordFailsAndIsNotShown() {
        assertFails(server.port(), Map.of("redis.password", "5ecret-wrong"), "WRONGPASS");
        assertFails(server.port(), Map.of("redis.user", "5omebody", "redis.password", "5ecret-wrong"), "WRONGPASS");
        assertFails(server.port(), Map.of(), "NOAUTH");
        String url = "redis://5omebody:5ecret-wrong@127.0.0.1:" + server.port();
        assertFails(server.port(), Map.of("redis.url", url), "WRONGPASS");
        assertFails(server.port(), Map.of("redis.url", url + "," + url), "WRONGPASS");
    }

    /** As Redis 5 does. At the level FINE the client itself logs what such a server says. */
    @Test
    void passwordRepeatedByTheServerIsNotShown() {
        log.setLevel(Level.INFO);
        String answer = "-ERR unknown command 'HELLO', with args beginning with: 'AUTH' '5ecret-wrong'\r\n";
        try (FakeServer repeating = new FakeServer(request -> answer)) {
            assertFails(repeating.port(), Map.of("redis.password", "5ecret-wrong"), "ERR unknown command");
        }
    }

    private void assertFails(int port, Map<String, String> properties, String why) {
        RecordingListener listener = new RecordingListener();
        try (ClusterStore store = open(port, properties, "access", listener)) {
            Await.until("the reason is logged", () -> log.text().contains(why));
            Await.until(
                    "an operation fails for that reason", () -> failure(store).contains(why));
            assertThatThrownBy(() -> store.quiet().putIfAbsent("x", new byte[] {1}, LONG))
                    .isInstanceOf(IllegalStateException.class)
                    .hasNoCause()
                    .message()
                    .doesNotContain("5ecret", "5omebody", "**");
            assertThat(listener.resumptions()).isZero();
        }
        assertThat(log.text()).doesNotContain("5ecret");
        log.forget();
    }

    private static String failure(ClusterStore store) {
        try {
            store.quiet().get("x");
            return "";
        } catch (IllegalStateException e) {
            return e.toString();
        }
    }

    @Test
    void neitherNamesNorValuesAreLogged() {
        RecordingListener listener = new RecordingListener();
        try (ClusterStore store = open("access", listener)) {
            Await.until("the node connects", () -> listener.resumptions() > 0);
            store.announced().putIfAbsent("5ecret-name", "5ecret-value".getBytes(US_ASCII), LONG);
            assertThat(store.announced().get("5ecret-name")).isPresent();
            Await.until("changes are heard of", () -> listener.changes().contains("5ecret-name"));
        }
        assertThat(log.text()).isNotEmpty().doesNotContain("5ecret");
    }
}
