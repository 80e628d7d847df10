package org.journeyguard.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.journeyguard.it.App.cookie;

import jakarta.json.Json;
import jakarta.json.JsonArray;
import jakarta.json.JsonObject;
import java.io.StringReader;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.journeyguard.fixtures.Await;
import org.journeyguard.it.am.OpenAmSettings;
import org.journeyguard.it.am.Provisioner;
import org.journeyguard.it.proxy.AmProxy;
import org.journeyguard.it.server.ServerProcess;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** All sessions of one user, seen and ended one by one or all at once, on Payara Micro and the real OpenAM. */
class SessionsIT {
    private static final String PATH = "/sessions";
    private static final AmProxy PROXY = Servers.proxy();

    private static ServerProcess server;

    private final String here = Realm.ROOT.session(Provisioner.COUNTED_USER);
    private final String there = Realm.ROOT.session(Provisioner.COUNTED_USER);
    private final String bobs = Realm.ROOT.session(Provisioner.PLAIN_USER);

    @BeforeAll
    static void start() {
        WebArchive war =
                Realm.ROOT.demo("sessions", Provisioner.DEMO_CLIENT, Map.of("journey.session.cache-ttl", "PT1S"));
        Servers.am().admit(Servers.appUrl() + PATH);
        server = Servers.payara("sessions", war);
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @AfterEach
    void end() {
        PROXY.heal();
        for (String each : List.of(here, there, bobs)) {
            if (isAtAm(each)) {
                Servers.am().rest().logout(each);
            }
        }
    }

    private static boolean isAtAm(String session) {
        return Servers.am().rest().isValid(session);
    }

    private static int status(String session) {
        return App.get(PATH + "/api/me", cookie(session)).statusCode();
    }

    private static Set<String> ids(String session) {
        HttpResponse<String> answer = App.get(PATH + "/api/sessions", cookie(session));
        assertThat(answer.statusCode()).as("%s", answer.body()).isEqualTo(200);
        JsonArray all = Json.createReader(new StringReader(answer.body())).readArray();
        Set<String> ids = new TreeSet<>();
        for (JsonObject each : all.getValuesAs(JsonObject.class)) {
            assertThat(each.keySet())
                    .containsExactlyInAnyOrder("id", "latestAccessAt", "idleExpiresAt", "expiresAt", "current");
            ids.add(each.getString("id"));
        }
        return ids;
    }

    @Test
    void currentSessionIsMarked() {
        assertThat(current(here)).hasSize(1);
        assertThat(current(there)).hasSize(1).isNotEqualTo(current(here));
    }

    private static Set<String> current(String session) {
        String answer = App.get(PATH + "/api/sessions", cookie(session)).body();
        Set<String> current = new TreeSet<>();
        for (JsonObject each :
                Json.createReader(new StringReader(answer)).readArray().getValuesAs(JsonObject.class)) {
            if (each.getBoolean("current")) {
                current.add(each.getString("id"));
            }
        }
        return current;
    }

    @Test
    void nameInAnotherCaseIsTheSameUser() {
        String typed = Realm.ROOT.session(Provisioner.COUNTED_USER.toUpperCase(Locale.ROOT));
        assertThat(ids(typed)).containsAll(ids(here));

        App.call("POST", PATH + "/logout/everywhere", cookie(typed));

        assertThat(status(here)).as("at once").isEqualTo(401);
        assertThat(isAtAm(typed)).isFalse();
        assertThat(isAtAm(here)).isFalse();
    }

    /** Begins a session and returns its id, the one that the list did not have before. */
    private static String idOfANewSession(String asking, List<String> begun) {
        Set<String> before = ids(asking);
        begun.add(Realm.ROOT.session(Provisioner.COUNTED_USER));
        Set<String> now = ids(asking);
        now.removeAll(before);
        assertThat(now).hasSize(1);
        return now.iterator().next();
    }

    private static HttpResponse<String> delete(String id, String session) {
        return App.call("DELETE", PATH + "/api/sessions/" + id, cookie(session));
    }

    @Test
    void sessionIsEndedFromAnother() {
        List<String> begun = new ArrayList<>();
        String id = idOfANewSession(here, begun);
        String other = begun.get(0);
        assertThat(status(other)).isEqualTo(200);

        assertThat(delete(id, here).statusCode()).isEqualTo(204);

        assertThat(isAtAm(other)).isFalse();
        Await.until("the other browser is out", () -> status(other) == 401);
        assertThat(status(here)).isEqualTo(200);
        assertThat(delete(id, here).statusCode()).isEqualTo(404);
        assertThat(server.log()).doesNotContain("shandle:");
    }

    @Test
    void sessionOfAnotherUserIsNeitherListedNorEnded() {
        Set<String> bobsIds = ids(bobs);
        assertThat(bobsIds).isNotEmpty();
        assertThat(ids(here)).isNotEmpty().doesNotContainAnyElementsOf(bobsIds);

        for (String id : bobsIds) {
            assertThat(delete(id, here).statusCode()).isEqualTo(404);
        }

        assertThat(isAtAm(bobs)).isTrue();
        assertThat(status(bobs)).isEqualTo(200);
    }

    @Test
    void logoutEverywhereEndsOnlyTheUsersSessions() {
        for (String each : List.of(here, there, bobs)) {
            assertThat(status(each)).isEqualTo(200);
        }

        HttpResponse<String> page = App.call("POST", PATH + "/logout/everywhere", cookie(here));

        assertThat(page.statusCode()).as("%s", page.body()).isIn(200, 204, 303);
        assertThat(status(here)).isEqualTo(401);
        assertThat(status(there)).as("at once").isEqualTo(401);
        assertThat(isAtAm(here)).isFalse();
        assertThat(isAtAm(there)).isFalse();
        assertThat(isAtAm(bobs)).isTrue();
        assertThat(status(bobs)).isEqualTo(200);
    }

    @Test
    void logoutEverywhereEndsMoreSessionsThanOnePageOfTheList() {
        List<String> many = new ArrayList<>();
        for (int i = 0; i < 130; i++) {
            many.add(Realm.ROOT.session(Provisioner.COUNTED_USER));
        }
        assertThat(ids(here)).hasSizeLessThan(many.size());

        App.call("POST", PATH + "/logout/everywhere", cookie(here));

        assertThat(many).noneMatch(SessionsIT::isAtAm);
    }

    @Test
    void logsOmitTheAgentsPassword() {
        ids(here);
        HttpResponse<String> page = App.get(PATH + "/account", cookie(here));
        assertThat(page.body()).contains("Your sessions").doesNotContain(OpenAmSettings.ADMIN_PASSWORD);
        assertThat(server.tail()).doesNotContain(OpenAmSettings.ADMIN_PASSWORD);
    }
}
