package org.journeyguard.internal.token;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.json.Json;
import jakarta.json.JsonReader;
import java.io.StringReader;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.stream.IntStream;
import org.journeyguard.JourneyException;
import org.journeyguard.JourneyUser;
import org.journeyguard.Renewal;
import org.journeyguard.fixtures.Await;
import org.journeyguard.fixtures.ParallelCalls;
import org.journeyguard.test.FakeAm;
import org.journeyguard.test.FakeCall;
import org.journeyguard.test.FakeReply;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Once a user's tokens have ended, by a logout or a revocation, no token that AM has given for them by token exchange is active at
 * AM: however many there were, whenever, and whether or not they had arrived. What happens before that is made up at random.
 */
class ExchangedTokensEndTest {
    private static final String EXCHANGE = "token-exchange";
    private static final int RUNS = 20;
    private static final int STEPS = 12;
    /** Few enough for some to be pushed out. */
    private static final String SIZE = "4";

    private static final List<URI> SERVICES =
            List.of(URI.create("https://orders.example.com/api"), URI.create("https://billing.example.com/api"));

    private final FakeParty am = new FakeParty(FakeAm.Kind.PINGAM);
    private final TestTokens app = TestTokens.of(
            am.url(),
            am.time(),
            "outgoing.targets",
            "https://orders.example.com/api, https://billing.example.com",
            "outgoing.exchange",
            "https://orders.example.com/api=orders, https://billing.example.com=billing",
            "oauth.cache-size",
            SIZE);
    /** Whatever AM has given by token exchange, also what nobody has received yet. */
    private final Queue<String> given = new ConcurrentLinkedQueue<>();

    private final List<JourneyUser> others = new ArrayList<>();
    private volatile @Nullable CountDownLatch gate;
    private volatile boolean isHeldAfterwards;
    private volatile boolean isSilentOnRevocation;

    /** Whose tokens they are, and how these end. */
    private enum Owner {
        SESSION,
        PROGRAM
    }

    private enum Step {
        EXCHANGE,
        EXCHANGE_FORCED,
        REFRESH,
        SECONDS,
        MINUTES,
        UNTIL_RENEWAL,
        REVOKE,
        OTHERS
    }

    private enum End {
        LOGOUT,
        REVOCATION,
        LOGOUT_WHILE_AM_IS_SILENT,
        LOGOUT_DURING_AN_EXCHANGE,
        REVOCATION_DURING_AN_EXCHANGE,
        SESSION_IS_REFUSED
    }

    ExchangedTokensEndTest() {
        am.fake().oauth().allowExchange();
        am.fake().set(this::treat);
    }

    @AfterEach
    void end() {
        open();
        app.close();
        am.close();
    }

    private @Nullable FakeReply treat(FakeCall call, Callable<FakeReply> honest) throws Exception {
        if (isSilentOnRevocation && call.target().contains("/token/revoke")) {
            return null;
        }
        if (!call.body().contains(EXCHANGE)) {
            return honest.call();
        }
        CountDownLatch held = gate;
        if (held != null && !isHeldAfterwards) {
            held.await();
        }
        FakeReply reply = honest.call();
        if (reply.status() == 200) {
            given.add(accessToken(reply.body()));
        }
        if (held != null && isHeldAfterwards) {
            held.await();
        }
        return reply;
    }

    private static String accessToken(String json) {
        try (JsonReader reader = Json.createReader(new StringReader(json))) {
            return reader.readObject().getString("access_token");
        }
    }

    private void open() {
        CountDownLatch held = gate;
        gate = null;
        if (held != null) {
            held.countDown();
        }
    }

    static List<Arguments> runs() {
        return IntStream.range(0, RUNS)
                .boxed()
                .flatMap(seed -> List.of(Owner.values()).stream().map(owner -> Arguments.of(owner, seed)))
                .toList();
    }

    @ParameterizedTest
    @MethodSource("runs")
    void exchangedTokensEndWithTheSession(Owner owner, int seed) {
        Random random = new Random(seed);
        JourneyUser user = owner == Owner.SESSION ? signedIn("alice") : program();
        List<String> story = new ArrayList<>();
        for (int i = 0; i < STEPS; i++) {
            Step step = Step.values()[random.nextInt(Step.values().length)];
            story.add(step.name());
            take(step, user, owner, random);
            if (step == Step.REVOKE) {
                assertNoneIsActive(story);
                user = owner == Owner.SESSION ? user : program();
            }
        }
        End end = End.values()[random.nextInt(End.values().length)];
        story.add(end.name());
        isHeldAfterwards = random.nextBoolean();
        finish(end, user, owner);
        assertNoneIsActive(story);
    }

    private void take(Step step, JourneyUser user, Owner owner, Random random) {
        switch (step) {
            case EXCHANGE -> exchange(user, random.nextInt(2), Renewal.IF_DUE);
            case EXCHANGE_FORCED ->
                exchange(user, random.nextInt(2), owner == Owner.SESSION ? Renewal.FORCE : Renewal.IF_DUE);
            case REFRESH -> {
                if (owner == Owner.SESSION) {
                    user.refresh();
                }
            }
            case SECONDS -> pass(Duration.ofSeconds(random.nextInt(90)));
            case MINUTES -> pass(Duration.ofMinutes(random.nextInt(12)));
            case UNTIL_RENEWAL ->
                user.tryToken()
                        .flatMap(token -> token.expiresAt())
                        .filter(expiry -> owner == Owner.SESSION)
                        .ifPresent(expiry -> pass(
                                Duration.between(am.time().instant(), expiry).minusSeconds(10)));
            case REVOKE -> {
                user.revoke();
                others.forEach(JourneyUser::revoke);
            }
            case OTHERS ->
                IntStream.range(0, 5).forEach(i -> {
                    JourneyUser other = signedIn("bob" + i);
                    others.add(other);
                    exchange(other, i % 2, Renewal.IF_DUE);
                });
        }
    }

    /** Lets time pass once the background is idle: a call that is on its way there must not miss its deadline by it. */
    private void pass(Duration duration) {
        app.finishBackground();
        am.time().pass(duration);
    }

    private void finish(End end, JourneyUser user, Owner owner) {
        // what was pushed out is revoked once, and not again if AM does not answer
        app.finishBackground();
        boolean isDuring = end == End.LOGOUT_DURING_AN_EXCHANGE || end == End.REVOCATION_DURING_AN_EXCHANGE;
        if (isDuring) {
            JourneyUser late = owner == Owner.SESSION ? signedIn("alice") : program();
            late.token();
            gate = new CountDownLatch(1);
            long before = am.count(EXCHANGE);
            try (ParallelCalls<Object> calls = ParallelCalls.start(3, i -> outcome(late))) {
                Await.until("AM is asked and all wait", () -> am.count(EXCHANGE) > before && calls.waiting() == 3);
                end(end, late);
                open();
                assertThat(calls.results()).hasOnlyElementsOfType(JourneyException.class);
            }
        }
        end(end, user);
        others.forEach(JourneyUser::logout);
    }

    private void end(End end, JourneyUser user) {
        switch (end) {
            case LOGOUT, LOGOUT_DURING_AN_EXCHANGE -> user.logout();
            case REVOCATION, REVOCATION_DURING_AN_EXCHANGE -> user.revoke();
            case LOGOUT_WHILE_AM_IS_SILENT -> {
                isSilentOnRevocation = true;
                user.logout();
                isSilentOnRevocation = false;
                app.retryAll();
            }
            case SESSION_IS_REFUSED -> app.leave(user);
        }
    }

    private Object outcome(JourneyUser user) {
        try {
            return user.tokenFor(SERVICES.get(0), Renewal.IF_DUE);
        } catch (JourneyException e) {
            return e;
        }
    }

    private void exchange(JourneyUser user, int service, Renewal renewal) {
        String token =
                user.tokenFor(SERVICES.get(service), renewal).orElseThrow().accessToken();
        assertThat(am.isActive(token)).isTrue();
    }

    private JourneyUser signedIn(String name) {
        var session = am.signIn(name);
        assertThat(app.accepts(session)).isTrue();
        return app.user(session);
    }

    private JourneyUser program() {
        return app.user(am.fake().issue("alice", "/", "web-app", "profile").access());
    }

    private void assertNoneIsActive(List<String> story) {
        Await.until(() -> "none is active after " + story, () -> given.stream().noneMatch(am::isActive));
    }
}
