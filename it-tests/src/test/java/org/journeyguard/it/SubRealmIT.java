package org.journeyguard.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.journeyguard.it.App.PERSON;
import static org.journeyguard.it.App.and;
import static org.journeyguard.it.App.cookie;
import static org.journeyguard.it.App.header;

import jakarta.json.JsonObject;
import java.net.http.HttpResponse;
import org.jboss.arquillian.container.test.api.RunAsClient;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.journeyguard.it.am.Provisioner;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Checks for any realm below root; each realm has its own deployment. */
@ExtendWith(ArquillianExtension.class)
@RunAsClient
abstract class SubRealmIT {
    private final String realm;

    SubRealmIT(String realm) {
        this.realm = realm;
    }

    String login(String user) {
        return Servers.am().rest().login(realm, user, Provisioner.USER_PASSWORD);
    }

    @Test
    void sessionOfTheRealmIsAuthenticated() {
        HttpResponse<String> response = App.get("/api/me", cookie(login("alice")));

        assertThat(response.statusCode()).isEqualTo(200);
        JsonObject me = App.json(response);
        assertThat(me.getString("name")).isEqualTo("alice");
        assertThat(me.getString("realm")).isEqualTo(realm);
        assertThat(me.getJsonObject("session").getString("realm")).isEqualTo(realm);
    }

    @Test
    void rolesComeFromTheRealm() {
        assertThat(App.get("/api/admin", cookie(login("alice"))).statusCode()).isEqualTo(200);
        assertThat(App.get("/api/admin", cookie(login("bob"))).statusCode()).isEqualTo(403);
    }

    @Test
    void sessionOfTheRootRealmIsRefusedWithoutALoginLoop() {
        String root = Servers.am().rest().login("", "alice", Provisioner.USER_PASSWORD);

        assertThat(App.get("/api/me", cookie(root)).statusCode()).isEqualTo(401);
        HttpResponse<String> person = App.get("/account", and(PERSON, cookie(root)));
        assertThat(person.statusCode()).isEqualTo(403);
        assertThat(header(person, "Location")).isEmpty();
        assertThat(person.body()).contains("Signed in elsewhere");
        assertThat(App.get("/api/hello", cookie(root)).body()).isEqualTo("Hello, stranger");
    }

    @Test
    void cookieIsRefusedAfterLogout() {
        String[] alice = cookie(login("alice"));
        assertThat(App.get("/api/me", alice).statusCode()).isEqualTo(200);

        assertThat(App.call("POST", "/logout", alice).statusCode()).isEqualTo(204);

        assertThat(App.get("/api/me", alice).statusCode()).isEqualTo(401);
        assertThat(App.get("/api/hello", alice).body()).isEqualTo("Hello, stranger");
    }
}
