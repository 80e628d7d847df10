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

/** Realm {@code /gamma}, whose sessions end after one idle minute and after two in any case. */
@ExtendWith(ArquillianExtension.class)
@RunAsClient
class GammaRealmIT {
    private static final String USE = "/account";
    private static final String NO_USE = "/api/me";
    private static final Duration NOW_AND_THEN = Duration.ofSeconds(4);
    /** AM's times are whole seconds. */
    private static final Duration SURELY = Duration.ofSeconds(2);
    /** A quarter of the idle minute, over two minutes. */
    private static final int MOST_TOUCHES = 8;

    @Deployment(testable = false)
    static WebArchive demo() {
        return Wars.demo(Map.of(
                "journey.am.realm", "/gamma",
                "journey.session.cache-ttl", "PT10M",
                "journey.session.passive-paths", NO_USE));
    }

    @Test
    void usedSessionLastsToItsMaximumAndAnUnusedCachedOneExpires() {
        String[] used = signIn();
        String[] unused = signIn();
        String[] polled = signIn();
        Instant end = expiry(used, "expiresAt");
        Instant idleEnd = expiry(unused, "idleExpiresAt");
        assertThat(App.get(NO_USE, polled).statusCode()).isEqualTo(200);
        assertThat(idleEnd).isBefore(end.minusSeconds(30));

        Servers.proxy().reset();
        while (Instant.now().isBefore(idleEnd.plus(SURELY))) {
            assertThat(App.get(USE, used).statusCode()).isEqualTo(200);
            if (Instant.now().isBefore(idleEnd.minus(SURELY))) {
                assertThat(App.get(NO_USE, polled).statusCode()).isEqualTo(200);
            }
            waitUntil(Instant.now().plus(NOW_AND_THEN));
        }
        assertNoUser(unused);
        assertThat(App.get(NO_USE, polled).statusCode()).isEqualTo(401);
        while (Instant.now().isBefore(end.minus(SURELY).minus(NOW_AND_THEN))) {
            assertThat(App.get(USE, used).statusCode()).isEqualTo(200);
            waitUntil(Instant.now().plus(NOW_AND_THEN));
        }
        // and one question about each of the two others
        assertThat(Servers.proxy().count("/sessions/")).isBetween(3L, MOST_TOUCHES + 2L);
        waitUntil(end.plus(SURELY));
        assertNoUser(used);
    }

    private static void assertNoUser(String[] alice) {
        HttpResponse<String> program = App.get(NO_USE, alice);
        assertThat(program.statusCode()).isEqualTo(401);
        assertThat(header(program, "WWW-Authenticate")).isEqualTo("Bearer");
        HttpResponse<String> person = App.get(USE, and(PERSON, alice));
        assertThat(person.statusCode()).isEqualTo(302);
        assertThat(header(person, "Location")).contains("/UI/Login?realm=%2Fgamma&goto=");
        assertThat(App.get("/api/hello", alice).body()).isEqualTo("Hello, stranger");
    }

    private static String[] signIn() {
        return cookie(Servers.am().rest().login("/gamma", "alice", Provisioner.USER_PASSWORD));
    }

    private static Instant expiry(String[] alice, String which) {
        HttpResponse<String> response = App.get(NO_USE, alice);
        assertThat(response.statusCode()).isEqualTo(200);
        return Instant.parse(App.json(response).getJsonObject("session").getString(which));
    }

    private static void waitUntil(Instant moment) {
        while (Instant.now().isBefore(moment)) {
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(100));
        }
    }
}
