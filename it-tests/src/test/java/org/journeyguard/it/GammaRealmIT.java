package org.journeyguard.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.journeyguard.it.App.PERSON;
import static org.journeyguard.it.App.and;
import static org.journeyguard.it.App.cookie;
import static org.journeyguard.it.App.header;

import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.container.test.api.RunAsClient;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.journeyguard.it.am.Provisioner;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Realm {@code /gamma}, whose sessions end after one idle minute. */
@ExtendWith(ArquillianExtension.class)
@RunAsClient
class GammaRealmIT {
    @Deployment(testable = false)
    static WebArchive demo() {
        return Wars.demo(Map.of("journey.am.realm", "/gamma", "journey.session.cache-ttl", "PT10M"));
    }

    @Test
    void aSessionThatEndedUnusedIsNobodyThoughItIsStillCached() {
        String[] alice = cookie(Servers.am().rest().login("/gamma", "alice", Provisioner.USER_PASSWORD));
        HttpResponse<String> response = App.get("/api/me", alice);
        assertThat(response.statusCode()).isEqualTo(200);
        Instant idleEnd =
                Instant.parse(App.json(response).getJsonObject("session").getString("idleExpiresAt"));
        assertThat(idleEnd).isBefore(Instant.now().plus(Duration.ofSeconds(65)));

        waitUntil(idleEnd.plusSeconds(2));

        HttpResponse<String> program = App.get("/api/me", alice);
        assertThat(program.statusCode()).isEqualTo(401);
        assertThat(header(program, "WWW-Authenticate")).isEqualTo("Bearer");
        HttpResponse<String> person = App.get("/account", and(PERSON, alice));
        assertThat(person.statusCode()).isEqualTo(302);
        assertThat(header(person, "Location")).contains("/UI/Login?realm=%2Fgamma&goto=");
        assertThat(App.get("/api/hello", alice).body()).isEqualTo("Hello, stranger");
    }

    private static void waitUntil(Instant moment) {
        while (Instant.now().isBefore(moment)) {
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(100));
        }
    }
}
