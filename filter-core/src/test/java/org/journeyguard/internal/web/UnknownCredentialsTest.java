package org.journeyguard.internal.web;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.servlet.ServletException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;
import org.journeyguard.fixtures.ParallelCalls;
import org.journeyguard.internal.credential.AppSession;
import org.journeyguard.internal.credential.SsoToken;
import org.journeyguard.test.FakeAm;
import org.journeyguard.test.FakeProvider.TokenForm;
import org.journeyguard.test.Fault;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Many unknown credentials while AM hangs occupy few threads, and cached users are served. */
class UnknownCredentialsTest {
    private static final String APP = "https://app.example.com";
    private static final String LOGOUT_TOKENS = "/backchannel";
    private static final int MAX_CALLS = 4;
    private static final int STRANGERS = 100;

    /** Places, those who wait for one, what logout tokens have beside them, and those whose waiting time grows back. */
    private static final int HELD_AT_MOST = 5 * MAX_CALLS + 5;

    /** Long before a call to AM is given up; what a busy machine needs for a crowd comes on top. */
    private static final Duration SOON = Duration.ofMillis(1_200);

    private static final Duration AM_TIMEOUT = Duration.ofSeconds(8);

    private final FakeAm am = new FakeAm(FakeAm.Kind.PINGAM);

    @AfterEach
    void close() {
        am.close();
    }

    /** What AM can hang on: each of its endpoints, and all of them. */
    enum Endpoint {
        SERVERINFO("serverinfo"),
        SESSIONS("/sessions"),
        USERS("/users"),
        AUTHENTICATE("/authenticate"),
        DISCOVERY(".well-known"),
        KEYS("jwk_uri"),
        INTROSPECTION("introspect"),
        TOKENS("access_token"),
        PUSHED_AUTHORIZATION("/par"),
        ANY("");

        final String call;

        Endpoint(String call) {
            this.call = call;
        }
    }

    /** What a stranger can send. */
    enum Stranger {
        SSO_COOKIE {
            @Override
            TestResponse comes(TestWeb web, int number) {
                return web.send("GET", "/account", cookie(FakeAm.COOKIE, "made-up-" + number), null);
            }
        },
        SSO_COOKIE_ON_A_PUBLIC_PATH {
            @Override
            TestResponse comes(TestWeb web, int number) {
                return web.send("GET", "/public/page", cookie(FakeAm.COOKIE, "made-up-" + number), null);
            }
        },
        SSO_COOKIE_AT_THE_LOGOUT_PATH {
            @Override
            TestResponse comes(TestWeb web, int number) {
                return web.send("POST", "/logout", cookie(FakeAm.COOKIE, "made-up-" + number), null);
            }
        },
        OPAQUE_TOKEN {
            @Override
            TestResponse comes(TestWeb web, int number) {
                return web.send("GET", "/account", bearer("made-up-" + number), null);
            }
        },
        OPAQUE_TOKEN_AT_THE_LOGOUT_PATH {
            @Override
            TestResponse comes(TestWeb web, int number) {
                return web.send("POST", "/logout", bearer("made-up-" + number), null);
            }
        },
        JWT {
            @Override
            TestResponse comes(TestWeb web, int number) {
                return web.send("GET", "/account", bearer(jwt("kid-" + number)), null);
            }
        },
        LOGOUT_TOKEN {
            @Override
            TestResponse comes(TestWeb web, int number) {
                return web.post(LOGOUT_TOKENS, Map.of("logout_token", jwt("kid-" + number)));
            }
        },
        /** The application's own session's cookie where people sign in by the code flow, any other where not. */
        APP_SESSION_COOKIE {
            @Override
            TestResponse comes(TestWeb web, int number) {
                return web.send(
                        "GET",
                        "/account",
                        cookie("__Host-journey", AppSession.make().value()),
                        null);
            }
        },
        NOTHING {
            @Override
            TestResponse comes(TestWeb web, int number) {
                return web.send("GET", "/account?" + number, Map.of("Sec-Fetch-Mode", "navigate"), null);
            }
        };

        abstract TestResponse comes(TestWeb web, int number);
    }

    /** How people sign in, and so which sessions there are. */
    enum Login {
        AM,
        OIDC;

        String text() {
            return name().toLowerCase(java.util.Locale.ROOT);
        }
    }

    /** Each endpoint, each way in, each way to sign in, with what differs or the same from all. */
    static Stream<Arguments> allWays() {
        return Stream.of(Endpoint.values())
                .flatMap(endpoint -> Stream.of(Stranger.values())
                        .flatMap(stranger -> Stream.of(Login.values())
                                .flatMap(login -> Stream.of(true, false)
                                        .map(isSame -> Arguments.of(endpoint, stranger, login, isSame)))));
    }

    @ParameterizedTest
    @MethodSource("allWays")
    void fewUnknownTokensHoldAThreadWhileAmHangs(Endpoint endpoint, Stranger stranger, Login login, boolean isSame)
            throws ServletException {
        try (TestWeb web = web(login)) {
            List<Map<String, String>> remembered = new ArrayList<>();
            if (endpoint != Endpoint.SERVERINFO && login == Login.AM) {
                // before AM was asked for anything of OAuth 2.0
                remembered.add(cookie(FakeAm.COOKIE, signIn("alice")));
            } else {
                remembered.add(
                        bearer(am.issue("alice", "/", "web-app", "openid").access()));
            }
            remembered.forEach(user -> assertThat(served(web, user)).isEqualTo("alice"));
            Duration limit = SOON.plus(timeOfACrowdThatWaitsForNothing(web).multipliedBy(3));
            am.set(Fault.HANG.onlyFor(endpoint.call));

            long start = System.nanoTime();
            try (ParallelCalls<TestResponse> crowd =
                    ParallelCalls.start(STRANGERS, number -> stranger.comes(web, isSame ? 0 : number))) {
                while (STRANGERS - crowd.finished() > HELD_AT_MOST && System.nanoTime() - start < limit.toNanos()) {
                    LockSupport.parkNanos(Duration.ofMillis(2).toNanos());
                }
                assertThat(STRANGERS - crowd.finished()).as("threads held").isLessThanOrEqualTo(HELD_AT_MOST);
                for (Map<String, String> user : remembered) {
                    long asked = System.nanoTime();
                    assertThat(served(web, user)).isEqualTo("alice");
                    assertThat(Duration.ofNanos(System.nanoTime() - asked)).isLessThan(Duration.ofSeconds(1));
                }
            }
        }
    }

    private static Duration timeOfACrowdThatWaitsForNothing(TestWeb web) {
        long start = System.nanoTime();
        try (ParallelCalls<TestResponse> crowd =
                ParallelCalls.start(STRANGERS, number -> web.send("GET", "/public/page", Map.of(), null))) {
            assertThat(crowd.results()).hasSize(STRANGERS);
        }
        return Duration.ofNanos(System.nanoTime() - start);
    }

    private TestWeb web(Login login) throws ServletException {
        am.oauth().setTokens("/", TokenForm.OPAQUE);
        return new TestWeb(
                am,
                APP,
                "journey.login",
                login.text(),
                "journey.am.max-calls",
                String.valueOf(MAX_CALLS),
                "journey.am.timeout",
                AM_TIMEOUT.toString(),
                "journey.logout.backchannel-path",
                LOGOUT_TOKENS);
    }

    private String signIn(String user) {
        Instant end = Instant.now().plus(Duration.ofHours(1));
        return new SsoToken(am.signIn(am.session(user, "/").ending(end, end))).value();
    }

    private static String served(TestWeb web, Map<String, String> user) {
        return web.send("GET", "/account", user, null).header("User");
    }

    private static Map<String, String> cookie(String name, String value) {
        return new HashMap<>(Map.of("Cookie", name + "=" + value));
    }

    private static Map<String, String> bearer(String token) {
        return new HashMap<>(Map.of("Authorization", "Bearer " + token));
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
