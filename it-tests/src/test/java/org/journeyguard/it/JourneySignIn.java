package org.journeyguard.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.journeyguard.it.App.cookie;
import static org.journeyguard.it.App.header;

import jakarta.json.JsonObject;
import java.net.http.HttpResponse;
import java.util.Map;
import org.jboss.arquillian.container.test.api.RunAsClient;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.journeyguard.internal.journey.JourneyContract;
import org.journeyguard.internal.journey.JourneyParty;
import org.journeyguard.it.am.AmRest;
import org.journeyguard.it.am.Provisioner;
import org.journeyguard.it.probe.JourneyServlet;
import org.journeyguard.it.probe.ProbeServlet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Journeys at the real OpenAM, from a program and from an application; each realm has its own deployment. */
@ExtendWith(ArquillianExtension.class)
@RunAsClient
abstract class JourneySignIn extends JourneyContract {
    private final String realm;

    JourneySignIn(String realm) {
        super(new RealAm(realm));
        this.realm = realm;
    }

    /** An application of a realm that signs users in. */
    static WebArchive demo(String realm) {
        return Wars.demo(Map.of("journey.am.realm", realm, "journey.paths.public", "/, /open/*, /api/open/*"))
                .addClasses(JourneyServlet.class, ProbeServlet.class);
    }

    private record RealAm(String realm) implements JourneyParty {
        @Override
        public String url() {
            return Servers.am().url();
        }

        @Override
        public String password() {
            return Provisioner.USER_PASSWORD;
        }

        @Override
        public String lockable() {
            return realm.equals("/") ? Provisioner.LOCKED_USER : Provisioner.LOCKED_ALPHA_USER;
        }

        @Override
        public int lockedAfter() {
            return Provisioner.LOCKED_AFTER;
        }

        @Override
        public boolean isValid(String token) {
            return Servers.am().rest().isValid(token);
        }

        @Override
        public void close() {
            // lives on for other tests
        }
    }

    @Test
    void sessionOfAJourneyIsAcceptedByTheFilter() {
        HttpResponse<String> response =
                App.get("/api/me", cookie(signIn(Provisioner.ADMIN_USER).value()));
        assertThat(response.statusCode()).isEqualTo(200);
        JsonObject me = App.json(response);
        assertThat(me.getString("name")).isEqualTo(Provisioner.ADMIN_USER);
        assertThat(me.getString("realm")).isEqualTo(realm);
    }

    @Test
    void applicationSignsTheBrowserIn() {
        HttpResponse<String> answer =
                App.post("/open/journey", "name=" + Provisioner.PLAIN_USER + "&password=" + Provisioner.USER_PASSWORD);
        assertThat(answer.body()).startsWith(Provisioner.PLAIN_USER + " ");
        String session = answer.body().split(" ", -1)[1].strip();
        assertThat(header(answer, "Set-Cookie")).isEqualTo(AmRest.COOKIE + "=" + session + "; Path=/; HttpOnly");
        assertThat(App.get("/api/me", cookie(session)).statusCode()).isEqualTo(200);
        assertThat(App.post("/open/journey", "name=bob&password=wrong-password").body())
                .startsWith("Failure(401 Unauthorized)");
    }
}
