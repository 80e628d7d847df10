package org.journeyguard.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.journeyguard.it.App.bearer;
import static org.journeyguard.it.App.cookie;

import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.Map;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.container.test.api.RunAsClient;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.journeyguard.fixtures.Await;
import org.journeyguard.fixtures.ParallelCalls;
import org.journeyguard.it.am.Provisioner;
import org.journeyguard.it.proxy.Fault;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** More strangers than Payara has threads, while AM hangs on what their tokens make the application ask for. */
@ExtendWith(ArquillianExtension.class)
@RunAsClient
class UnknownCredentialsIT {
    private static final String LOGOUT_TOKENS = "/back-channel";
    private static final int STRANGERS = 600;

    /** Each stranger comes again as soon as it has its answer. */
    private static final int TIMES = 3;

    private static final Duration SOON = Duration.ofSeconds(2);

    @Deployment(testable = false)
    static WebArchive demo() {
        return Wars.demo(Map.of("journey.logout.backchannel-path", LOGOUT_TOKENS));
    }

    @AfterEach
    void healAm() {
        Servers.proxy().heal();
    }

    /** What they bring. */
    enum MadeUp {
        ACCESS_TOKEN("jwk_uri") {
            @Override
            HttpResponse<String> send(String name) {
                return App.get("/api/me", bearer(jwt(name)));
            }
        },
        LOGOUT_TOKEN("jwk_uri") {
            @Override
            HttpResponse<String> send(String name) {
                return App.post(LOGOUT_TOKENS, "logout_token=" + jwt(name));
            }
        },
        OPAQUE_ACCESS_TOKEN("introspect") {
            @Override
            HttpResponse<String> send(String name) {
                return App.get("/api/me", bearer(name));
            }
        },
        ONE_ACCESS_TOKEN_BY_ALL("introspect") {
            @Override
            HttpResponse<String> send(String name) {
                return App.get("/api/me", bearer("made-up"));
            }
        };

        private final String call;

        MadeUp(String call) {
            this.call = call;
        }

        abstract HttpResponse<String> send(String name);
    }

    @ParameterizedTest
    @EnumSource
    void cachedCredentialIsServedAtOnceDuringAFlood(MadeUp madeUp) {
        String[] warm = cookie(Servers.am().rest().login("", Provisioner.ADMIN_USER, Provisioner.USER_PASSWORD));
        // after a while in which it hung
        Await.until(
                "AM is asked again", () -> App.get("/api/hello/private", warm).statusCode() == 200);
        Servers.proxy().set(new Fault.Only(madeUp.call, new Fault.Hang()));

        try (ParallelCalls<Integer> strangers = ParallelCalls.start(STRANGERS, number -> turnedAway(madeUp, number))) {
            int served = 0;
            while (strangers.finished() < STRANGERS) {
                long sent = System.nanoTime();
                assertThat(App.get("/api/hello/private", warm).statusCode()).isEqualTo(200);
                assertThat(Duration.ofNanos(System.nanoTime() - sent)).isLessThan(SOON);
                served++;
            }
            assertThat(served).isPositive();
            assertThat(strangers.results()).containsOnly(TIMES);
        }
    }

    private static int turnedAway(MadeUp madeUp, int number) {
        int turnedAway = 0;
        for (int i = 0; i < TIMES; i++) {
            int status = madeUp.send("made-up-" + number + "-" + i).statusCode();
            turnedAway += status == 503 ? 1 : 0;
        }
        return turnedAway;
    }

    private static String jwt(String keyId) {
        return encoded("{\"alg\":\"RS256\",\"kid\":\"" + keyId + "\"}")
                + "." + encoded("{\"sub\":\"alice\"}")
                + "." + encoded("x".repeat(256));
    }

    private static String encoded(String text) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }
}
