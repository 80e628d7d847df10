package org.journeyguard.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.journeyguard.it.App.cookie;

import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
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

    @Test
    void theTombstoneStandsHoweverTheTokenIsSpelt() {
        String token = login("alice");
        List<String> spellings = spellingsThatAmTakesToo(token);
        assertThat(App.get("/api/me", cookie(spellings.get(0))).statusCode()).isEqualTo(200);

        assertThat(App.call("POST", "/logout", cookie(token)).statusCode()).isEqualTo(204);

        assertThat(spellings)
                .allSatisfy(
                        other -> assertThat(App.get("/api/me", cookie(other)).statusCode())
                                .isEqualTo(401));
    }

    /** The signature's last character has bits that mean nothing, and what stands before the JWT is hardly looked at. */
    private static List<String> spellingsThatAmTakesToo(String token) {
        String base64 = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
        int end = token.length() - 1;
        int last = base64.indexOf(token.charAt(end));
        List<String> spellings = Stream.concat(
                        Stream.of("x" + token),
                        IntStream.range(1, 4).mapToObj(bits -> token.substring(0, end) + base64.charAt(last ^ bits)))
                .filter(Servers.am().rest()::isValid)
                .toList();
        assertThat(spellings).isNotEmpty();
        return spellings;
    }
}
