package org.journeyguard.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.journeyguard.it.App.cookie;

import jakarta.json.JsonObject;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.stream.Stream;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.container.test.api.RunAsClient;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.journeyguard.fixtures.Await;
import org.journeyguard.it.am.Provisioner;
import org.journeyguard.it.proxy.AmProxy;
import org.journeyguard.it.proxy.Fault;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * A thousand requests at once with the session of one expired token of the real OpenAM, which lives for three seconds and by its
 * word for two. The application renews none ahead of time.
 */
@ExtendWith(ArquillianExtension.class)
@RunAsClient
class ConcurrentTokenRequestsIT {
    private static final String REFRESH = "grant_type=refresh_token";
    private static final String AUTHORIZE = "/authorize?";

    private static final Duration SLOWLY = Duration.ofMillis(500);
    /** As the application has it by default: what is not answered by then is a 503. */
    private static final Duration AM_TIMEOUT = Duration.ofSeconds(5);
    /** How long it takes a busy machine to send or answer a thousand requests; the threads of Payara are 200. */
    private static final Duration MANY_REQUESTS = Duration.ofSeconds(10);

    private static final AmProxy PROXY = Servers.proxy();

    @Deployment(testable = false)
    static WebArchive demo() {
        return Wars.demo(Map.of("journey.oauth.client-id", Realm.SHORT_CLIENT, "journey.oauth.threshold", "PT0S"));
    }

    @AfterEach
    void healAm() {
        PROXY.heal();
    }

    /** What becomes of the refresh. */
    static Stream<Named<Fault>> failures() {
        return Stream.of(
                Named.of("a 500", new Fault.Reply(500, "application/json", "{}")),
                Named.of("a dropped connection", new Fault.Drop()),
                Named.of("a connection dropped after the tokens were issued", new Fault.DropAfterAnswer()));
    }

    @Test
    void concurrentRequestsWithAnExpiredTokenMakeOneRefresh() {
        String[] alice = withExpiredToken();

        TokenResponses answers = TokenResponses.with(alice);

        assertAllGetTheSame(answers);
    }

    @Test
    void concurrentRequestsWithAnExpiredTokenMakeOneRefreshWhenAmIsSlow() {
        String[] alice = withExpiredToken();
        PROXY.set(new Fault.Only(REFRESH, new Fault.Delay(SLOWLY)));

        TokenResponses answers = TokenResponses.with(alice);

        assertAllGetTheSame(answers);
        assertThat(answers.all()).anyMatch(answer -> answer.took().compareTo(SLOWLY) >= 0);
    }

    private static void assertAllGetTheSame(TokenResponses answers) {
        answers.areAllTheSame();
        assertThat(PROXY.count(REFRESH)).isBetween(1L, (long) answers.mostTokens());
        assertThat(PROXY.count(AUTHORIZE)).isZero();
    }

    @ParameterizedTest
    @MethodSource("failures")
    void failedRefreshFallsBackToTheSessionForAllRequests(Fault failure) {
        String[] alice = withExpiredToken();
        PROXY.set(new Fault.Only(REFRESH, new Fault.Times(1, failure)));

        TokenResponses answers = TokenResponses.with(alice);

        answers.areAllTheSame();
        assertThat(PROXY.count(REFRESH))
                .as("AM may have used up the refresh token, which is never sent again")
                .isBetween(1L, (long) answers.mostTokens());
        assertThat(PROXY.count(AUTHORIZE)).isOne();
        assertThat(PROXY.count("grant_type=authorization_code")).isOne();
    }

    /** No request waits longer than AM's timeout; later ones are served with the session. */
    @Test
    void onlyRequestsThatWaitForAHangingRefreshGet503() {
        String[] alice = withExpiredToken();
        PROXY.set(new Fault.Only(REFRESH, new Fault.Times(1, new Fault.Hang())));
        Instant start = Instant.now();

        TokenResponses answers = TokenResponses.with(alice);

        answers.areGood();
        assertThat(answers.with(503)).isNotEmpty().allSatisfy(answer -> {
            assertThat(answer.retryAfter()).matches("[1-9][0-9]?");
            assertThat(answer.sent()).isBefore(start.plus(AM_TIMEOUT));
            assertThat(answer.took()).isLessThan(AM_TIMEOUT.plus(MANY_REQUESTS));
        });
        assertThat(PROXY.count(REFRESH)).isBetween(1L, (long) answers.mostTokens());
        assertThat(PROXY.count(AUTHORIZE)).isOne();
        assertThat(App.get("/api/token", alice).statusCode()).isEqualTo(200);
    }

    /** The cookie of a new session, whose token AM has just ended. Everybody had it, and so has a connection by now. */
    private static String[] withExpiredToken() {
        String[] alice = cookie(Realm.ROOT.session(Provisioner.ADMIN_USER));
        PROXY.reset();
        // of a crowd with a session that nobody knows yet few may wait for AM
        assertThat(App.get("/api/token", alice).statusCode()).isEqualTo(200);
        assertThat(TokenResponses.with(alice).with(200)).hasSize(TokenResponses.SIZE);
        for (JsonObject issued : PROXY.issued()) {
            Await.until(
                    "AM ends the token",
                    () -> !Realm.ROOT.isActive(Realm.SHORT_CLIENT, issued.getString("access_token")));
        }
        PROXY.reset();
        return alice;
    }
}
