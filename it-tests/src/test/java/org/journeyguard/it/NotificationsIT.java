package org.journeyguard.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.journeyguard.it.App.cookie;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.journeyguard.Crowd;
import org.journeyguard.it.am.AmRest;
import org.journeyguard.it.am.OpenAmSettings;
import org.journeyguard.it.am.Provisioner;
import org.journeyguard.it.server.ServerProcess;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The real OpenAM says which sessions have ended, and nobody has to ask. */
class NotificationsIT {
    private static final String PATH = "/notified/nothing-here";
    private static ServerProcess server;

    @BeforeAll
    static void start() {
        // past the proxy, which passes no WebSockets on
        String am = "<init-param><param-name>journey.am.url</param-name><param-value>"
                + Servers.am().url() + "</param-value></init-param>";
        server = Servers.payara(
                "notified",
                Wars.described(
                        "notified",
                        Map.of(
                                "journey.am.notifications",
                                "true",
                                "journey.am.agent.name",
                                Provisioner.AGENT,
                                "journey.am.agent.password",
                                Provisioner.AGENT_PASSWORD,
                                "journey.session.cache-ttl",
                                "PT5M"),
                        "",
                        Wars.filter("journey", am) + Wars.mapping("journey", "/*")));
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @Test
    void aSessionThatAnAdministratorEndsIsRefusedWithinFiveSecondsAlthoughItIsBelievedForFiveMinutes() {
        AmRest am = Servers.am().rest();
        String session = Realm.ROOT.session(Provisioner.ADMIN_USER);
        assertThat(status(session)).isEqualTo(404);
        String admin = am.login("", "amadmin", OpenAmSettings.ADMIN_PASSWORD);
        JsonObject info = am.call("POST", "/json/sessions?_action=getSessionInfo", "resource=2.0", session, "{}")
                .body();
        String handles = Json.createObjectBuilder()
                .add("sessionHandles", Json.createArrayBuilder().add(info.getString("sessionHandle")))
                .build()
                .toString();
        AmRest.Answer ended = am.call("POST", "/json/sessions?_action=logoutByHandle", "resource=2.0", admin, handles);
        assertThat(ended.status()).as("%s", ended).isEqualTo(200);
        Instant since = Instant.now();
        Crowd.until("the session is refused", () -> status(session) == 401);
        assertThat(Duration.between(since, Instant.now())).isLessThan(Duration.ofSeconds(5));
    }

    private static int status(String session) {
        return App.get(PATH, cookie(session)).statusCode();
    }
}
