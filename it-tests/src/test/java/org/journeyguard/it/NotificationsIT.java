package org.journeyguard.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.journeyguard.it.App.cookie;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.journeyguard.fixtures.Await;
import org.journeyguard.it.am.AmRest;
import org.journeyguard.it.am.OpenAmSettings;
import org.journeyguard.it.am.Provisioner;
import org.journeyguard.it.server.ServerProcess;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The real OpenAM says which sessions have ended, and nobody has to ask. */
class NotificationsIT {
    private static final Duration TTL = Duration.ofSeconds(5);

    private static ServerProcess server;

    @BeforeAll
    static void start() {
        // past the proxy, which passes no WebSockets on
        String am = "<init-param><param-name>journey.am.url</param-name><param-value>"
                + Servers.am().url() + "</param-value></init-param>";
        String filter = Wars.filter("journey", am) + Wars.mapping("journey", "/*");
        Map<String, String> believing = Map.of("journey.session.cache-ttl", "PT5M");
        Map<String, String> listening = new HashMap<>(believing);
        listening.put("journey.am.notifications", "true");
        listening.put("journey.am.agent.name", Provisioner.AGENT);
        listening.put("journey.am.agent.password", Provisioner.AGENT_PASSWORD);
        server = Servers.payara(
                "notified",
                Wars.described("notified", listening, "", filter),
                Wars.described("believing", believing, "", filter),
                Wars.described("asking", Map.of("journey.session.cache-ttl", TTL.toString()), "", filter));
        Await.until("the agent listens", () -> server.log().contains("AM notifies of sessions that end"));
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @Test
    void sessionEndedByAnAdministratorIsRefusedWithinASecondOrTheTtl() {
        String session = Realm.ROOT.session(Provisioner.ADMIN_USER);
        for (String application : List.of("notified", "believing")) {
            assertThat(status(application, session)).as(application).isEqualTo(404);
        }
        AmRest am = Servers.am().rest();
        String admin = am.login("", "amadmin", OpenAmSettings.ADMIN_PASSWORD);
        JsonObject info = am.call("POST", "/json/sessions?_action=getSessionInfo", "resource=2.0", session, "{}")
                .body();
        String handles = Json.createObjectBuilder()
                .add("sessionHandles", Json.createArrayBuilder().add(info.getString("sessionHandle")))
                .build()
                .toString();
        awaitQuiet();
        assertThat(status("asking", session)).isEqualTo(404);
        AmRest.Answer ended = am.call("POST", "/json/sessions?_action=logoutByHandle", "resource=2.0", admin, handles);
        assertThat(ended.status()).as("%s", ended).isEqualTo(200);
        Instant since = Instant.now();
        assertThat(status("asking", session)).as("believed for a while").isEqualTo(404);

        awaitPassed(since, Duration.ofSeconds(1));
        assertThat(status("notified", session)).isEqualTo(401);
        awaitPassed(since, TTL);
        assertThat(status("asking", session)).isEqualTo(401);
        assertThat(status("believing", session)).as("believed, as ever").isEqualTo(404);
    }

    @Test
    void onlyTheSessionEndedElsewhereIsRefused() {
        String session = Realm.ROOT.session(Provisioner.PLAIN_USER);
        String other = Realm.ROOT.session(Provisioner.PLAIN_USER);
        assertThat(List.of(status("notified", session), status("notified", other)))
                .containsOnly(404);
        awaitQuiet();
        Servers.am().rest().logout(session);
        Await.until("the session is refused", () -> status("notified", session) == 401);
        assertThat(status("notified", other)).isEqualTo(404);
    }

    /**
     * Until OpenAM has sent what it had to tell of the sign-ins: it sends once in a second, and of what it sends at once it loses all but
     * the first, because it does not wait for one message to be written before it writes the next.
     */
    private static void awaitQuiet() {
        awaitPassed(Instant.now(), Duration.ofSeconds(2));
    }

    private static void awaitPassed(Instant since, Duration time) {
        Await.until(time + " have passed", () -> Instant.now().isAfter(since.plus(time)));
    }

    private static int status(String application, String session) {
        return App.get("/" + application + "/nothing-here", cookie(session)).statusCode();
    }
}
