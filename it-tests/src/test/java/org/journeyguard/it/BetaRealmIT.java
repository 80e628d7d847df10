package org.journeyguard.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.journeyguard.it.App.cookie;

import java.util.List;
import java.util.Map;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.journeyguard.fixtures.TokenSpellings;
import org.journeyguard.it.am.AmRest;
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
    void clientSideSessionIsEndedOnlyByItsTombstone() {
        String token = login("alice");

        // never seen here before: the logout has to find out first whose session ends, and for how long
        assertThat(App.call("POST", "/logout", cookie(token)).statusCode()).isEqualTo(204);

        assertThat(Servers.am().rest().isValid(token)).isTrue();
        assertThat(App.get("/api/me", cookie(token)).statusCode()).isEqualTo(401);
    }

    /** Each spelling that AM accepts is either the same session, which ends with it, or refused. */
    @Test
    void logoutEndsEachSpellingThatAmAccepts() {
        String token = login("alice");
        List<String> taken = new TokenSpellings(1)
                .of(token)
                .distinct()
                .filter(BetaRealmIT::isCookie)
                .limit(1_500)
                .filter(BetaRealmIT::isTakenByAm)
                .toList();
        assertThat(taken).as("spellings that AM takes").hasSizeGreaterThan(50);
        taken.forEach(other -> assertThat(status(other)).as(other).isIn(200, 401));
        assertThat(taken).as("other heads").anyMatch(other -> status(other) == 200);

        assertThat(App.call("POST", "/logout", cookie(token)).statusCode()).isEqualTo(204);

        assertThat(taken)
                .allMatch(BetaRealmIT::isTakenByAm)
                .allSatisfy(other -> assertThat(status(other)).isEqualTo(401));
        assertThat(status(token)).isEqualTo(401);
    }

    @Test
    void spellingsOfASessionShareOneCall() {
        String token = login("alice");
        assertThat(status(token)).isEqualTo(200);
        Servers.proxy().reset();
        new TokenSpellings(2)
                .of(token)
                .filter(BetaRealmIT::isCookie)
                .limit(1_500)
                .filter(BetaRealmIT::isTakenByAm)
                .forEach(other -> assertThat(status(other)).isIn(200, 401));
        assertThat(Servers.proxy().count("_action=getSessionInfo")).isZero();
    }

    private static int status(String token) {
        return App.get("/api/me", cookie(token)).statusCode();
    }

    /** Of characters that stand in a cookie and in a header alike. */
    private static boolean isCookie(String text) {
        return text.length() < 8_000 && text.chars().noneMatch(c -> c <= ' ' || c > '~' || "\",;\\".indexOf(c) >= 0);
    }

    private static boolean isTakenByAm(String token) {
        AmRest.Answer answer = Servers.am()
                .rest()
                .call(
                        "POST",
                        "/json/realms/root/realms/beta/sessions?_action=getSessionInfo",
                        "resource=2.0",
                        token,
                        "{}");
        return answer.status() == 200 && answer.body().containsKey("username");
    }
}
