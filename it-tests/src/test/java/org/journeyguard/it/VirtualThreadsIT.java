package org.journeyguard.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.journeyguard.it.App.cookie;

import jakarta.json.JsonObject;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.function.IntFunction;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import jdk.jfr.consumer.RecordedEvent;
import jdk.jfr.consumer.RecordedFrame;
import jdk.jfr.consumer.RecordedMethod;
import jdk.jfr.consumer.RecordingFile;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.journeyguard.fixtures.Await;
import org.journeyguard.it.am.Provisioner;
import org.journeyguard.it.container.TomcatServer;
import org.journeyguard.it.probe.NodeServlet;
import org.journeyguard.it.proxy.Fault;
import org.journeyguard.it.server.ServerProcess;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;

/** The filter on a server with a virtual thread for each request: no call to AM holds a carrier thread, and the limits hold. */
@EnabledIf("org.journeyguard.it.server.Jdk#isForJakartaEe11Wanted")
class VirtualThreadsIT {
    private static final int SESSIONS = 50;
    private static final int REQUESTS = 500;
    private static final int MAX_CALLS = 8;
    private static final Duration SLOWLY = Duration.ofMillis(300);

    private final Path recording = Servers.home("virtual-threads.jfr");

    @AfterEach
    void heal() {
        Servers.proxy().heal();
    }

    @Test
    void carrierThreadsAreNotPinnedAndCallsAreLimited() throws IOException {
        TomcatServer tomcat = TomcatServer.onVirtualThreads(recording);
        Instant warm;
        try (ServerProcess server = Servers.on(tomcat, tomcat.equip(application()), "/open/who")) {
            String[] alice = cookie(Realm.ROOT.session(Provisioner.ADMIN_USER));
            Servers.proxy().reset();
            assertThat(App.get("/node/token", alice).statusCode())
                    .as(server.tail())
                    .isEqualTo(200);
            Servers.proxy().set(new Fault.Delay(SLOWLY));
            // loads and initializes classes, for which threads wait once
            sendUncachedCookies();
            assertThat(statuses(number -> alice, "/node/token")).contains(200);
            List<JsonObject> issued = Servers.proxy().issued();
            warm = Instant.now();
            Servers.proxy().reset();

            sendUncachedCookies();
            assertThat(Servers.proxy().mostInFlight()).isBetween(1, MAX_CALLS);

            for (JsonObject token : issued) {
                Await.until(
                        "AM ends the token",
                        () -> !Realm.ROOT.isActive(Realm.SHORT_CLIENT, token.getString("access_token")));
            }
            assertThat(statuses(number -> alice, "/node/token"))
                    .hasSize(REQUESTS)
                    .containsOnly(200);
        }
        List<RecordedEvent> events = RecordingFile.readAllEvents(recording);
        assertThat(events).filteredOn(named("jdk.VirtualThreadStart")).hasSizeGreaterThan(REQUESTS);
        assertThat(events)
                .filteredOn(named("jdk.VirtualThreadPinned"))
                .filteredOn(event -> event.getStartTime().isAfter(warm))
                .filteredOn(VirtualThreadsIT::isOurs)
                .isEmpty();
    }

    private static void sendUncachedCookies() {
        List<String[]> strangers = IntStream.range(0, SESSIONS)
                .mapToObj(number -> cookie(Realm.ROOT.session(Provisioner.ADMIN_USER)))
                .toList();
        assertThat(statuses(number -> strangers.get(number % SESSIONS), "/node/who"))
                .hasSize(REQUESTS)
                .allMatch(status -> status == 200 || status == 503)
                .contains(200);
    }

    private static WebArchive application() {
        return Wars.empty(
                        "ROOT",
                        Map.of(
                                "journey.paths.public",
                                "/open/*",
                                "journey.oauth.client-id",
                                Realm.SHORT_CLIENT,
                                "journey.oauth.client-secret",
                                Provisioner.CLIENT_SECRET,
                                "journey.oauth.threshold",
                                "PT0S",
                                "journey.am.timeout",
                                "PT30S",
                                "journey.am.max-calls",
                                String.valueOf(MAX_CALLS)))
                .addClasses(NodeServlet.class);
    }

    private static List<Integer> statuses(IntFunction<String[]> cookies, String path) {
        List<CompletableFuture<HttpResponse<Void>>> sent = IntStream.range(0, REQUESTS)
                .mapToObj(number -> App.http()
                        .sendAsync(App.request("GET", path, cookies.apply(number)), BodyHandlers.discarding()))
                .toList();
        return sent.stream()
                .map(CompletableFuture::join)
                .map(HttpResponse::statusCode)
                .toList();
    }

    private static Predicate<RecordedEvent> named(String name) {
        return event -> event.getEventType().getName().equals(name);
    }

    /** Whether our code was running, and the container was not just loading a class for it, which it does once. */
    private static boolean isOurs(RecordedEvent event) {
        List<RecordedMethod> methods = event.getStackTrace().getFrames().stream()
                .map(RecordedFrame::getMethod)
                .toList();
        return methods.stream().anyMatch(method -> method.getType().getName().startsWith("org.journeyguard."))
                && methods.stream().noneMatch(method -> method.getName().equals("loadClass"));
    }
}
