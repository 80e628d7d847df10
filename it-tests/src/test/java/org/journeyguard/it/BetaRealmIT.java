package org.journeyguard.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.journeyguard.it.App.cookie;

import java.util.Map;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.Test;

/** Realm {@code /beta}, whose sessions live in the cookie, so that AM itself can't end them. */
class BetaRealmIT extends SubRealmIT {
    BetaRealmIT() {
        super("/beta");
    }

    @Deployment(testable = false)
    static WebArchive demo() {
        return Wars.demo(Map.of("journey.am.realm", "/beta"));
    }

    @Test
    void onlyTheTombstoneEndsAClientSideSession() {
        String token = login("alice");

        // never seen here before: the logout has to find out first whose session ends, and for how long
        assertThat(App.call("POST", "/logout", cookie(token)).statusCode()).isEqualTo(204);

        assertThat(Servers.am().rest().isValid(token)).isTrue();
        assertThat(App.get("/api/me", cookie(token)).statusCode()).isEqualTo(401);
    }
}
