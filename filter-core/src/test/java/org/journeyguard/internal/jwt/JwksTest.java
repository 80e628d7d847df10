package org.journeyguard.internal.jwt;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CountDownLatch;
import org.journeyguard.fixtures.Await;
import org.journeyguard.fixtures.KeyServer;
import org.journeyguard.fixtures.ParallelCalls;
import org.journeyguard.fixtures.SigningKey;
import org.journeyguard.fixtures.TestJwts;
import org.journeyguard.internal.http.AmResult;
import org.journeyguard.internal.http.Outage;
import org.journeyguard.test.ManualTime;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class JwksTest {
    private static final SigningKey RSA = TestJwts.RSA;
    private static final SigningKey EC = TestJwts.EC;
    private static final Duration LONG = Duration.ofSeconds(20);

    private final ManualTime time = new ManualTime();
    private final KeyServer am = new KeyServer(RSA, EC, TestJwts.ED25519);
    private final Queue<Runnable> background = new ArrayDeque<>();
    private final Jwks jwks = new Jwks(am, time::nanoTime, background::add, LONG, LONG);

    @Test
    void keyIsFoundByItsIdAndCached() {
        assertThat(keys(RSA.keyId(), "RS256")).isOne();
        assertThat(keys(EC.keyId(), "ES256")).isOne();
        assertThat(keys(TestJwts.ED25519.keyId(), "EdDSA")).isOne();
        assertThat(am.calls()).isOne();
    }

    @Test
    void keyForAnotherAlgorithmCausesNoFetch() {
        assertThat(keys(RSA.keyId(), "ES256")).isZero();
        time.pass(Jwks.PAUSE);
        assertThat(keys(RSA.keyId(), "ES256")).isZero();
        assertThat(am.calls()).isOne();
    }

    @Test
    void unknownKeyCausesAtMostOneFetchPerPause() {
        assertThat(keys(RSA.keyId(), "RS256")).isOne();
        SigningKey next = RSA.shown("kid", "next");
        am.shows(RSA, next);
        assertThat(jwks.find("RS256", "next")).isInstanceOf(Jwks.Unknown.class);
        assertThat(am.calls()).isOne();
        time.pass(Jwks.PAUSE);
        assertThat(keys("next", "RS256")).isOne();
        assertThat(jwks.find("RS256", "junk")).isInstanceOf(Jwks.Unknown.class);
        assertThat(am.calls()).isEqualTo(2);
    }

    @Test
    void concurrentFirstLookUpsShareOneFetch() {
        CountDownLatch gate = new CountDownLatch(1);
        am.isHeldBy(gate);
        try (ParallelCalls<Jwks.Found> crowd = ParallelCalls.start(50, i -> jwks.find("RS256", RSA.keyId()))) {
            Await.until("all but one wait", () -> crowd.waiting() == 49 && am.calls() == 1);
            gate.countDown();
            assertThat(crowd.results()).hasSize(50).allMatch(Jwks.Keys.class::isInstance);
        }
        assertThat(am.calls()).isOne();
    }

    @Test
    void lookUpsOfUnknownKeysWaitBrieflyForARunningFetch() {
        Jwks real = new Jwks(am, time::nanoTime, background::add);
        assertThat(real.find("RS256", RSA.keyId())).isInstanceOf(Jwks.Keys.class);
        time.pass(Jwks.PAUSE);
        CountDownLatch gate = new CountDownLatch(1);
        am.isHeldBy(gate);
        try (ParallelCalls<Jwks.Found> strangers = ParallelCalls.start(600, i -> real.find("RS256", "made-up-" + i))) {
            Await.until("all but one are back", () -> strangers.finished() == 599);
            time.pass(Jwks.MOMENT);
            long start = System.nanoTime();
            assertThat(real.find("RS256", "made-up")).isInstanceOf(Jwks.NoAnswer.class);
            assertThat(real.find("RS256", RSA.keyId())).isInstanceOf(Jwks.Keys.class);
            assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Jwks.MOMENT);
            gate.countDown();
            assertThat(strangers.results())
                    .filteredOn(Jwks.NoAnswer.class::isInstance)
                    .hasSize(599);
        }
        assertThat(am.calls()).isEqualTo(2);
    }

    @Test
    void concurrentLookUpsOfANewKeyShareItsFetch() {
        assertThat(keys(RSA.keyId(), "RS256")).isOne();
        time.pass(Jwks.PAUSE);
        am.shows(RSA.shown("kid", "next"));
        CountDownLatch gate = new CountDownLatch(1);
        am.isHeldBy(gate);
        try (ParallelCalls<Jwks.Found> users = ParallelCalls.start(50, i -> jwks.find("RS256", "next"))) {
            Await.until("one asks and the others wait", () -> am.calls() == 2 && users.waiting() == 49);
            gate.countDown();
            assertThat(users.results()).hasSize(50).allMatch(Jwks.Keys.class::isInstance);
        }
    }

    @Test
    void lookUpThatTimesOutDuringAFetchIsUnavailable() {
        Jwks hasty = new Jwks(am, time::nanoTime, background::add, Duration.ZERO, Duration.ZERO);
        CountDownLatch gate = new CountDownLatch(1);
        am.isHeldBy(gate);
        try (ParallelCalls<Jwks.Found> first = ParallelCalls.start(1, i -> hasty.find("RS256", RSA.keyId()))) {
            Await.until("AM is asked", () -> am.calls() == 1);
            assertThat(hasty.find("RS256", RSA.keyId())).isInstanceOf(Jwks.NoAnswer.class);
            gate.countDown();
            assertThat(first.results()).allMatch(Jwks.Keys.class::isInstance);
        }
    }

    @Test
    void staleKeysAreUsedDuringTheBackgroundFetch() {
        assertThat(keys(RSA.keyId(), "RS256")).isOne();
        time.pass(Jwks.FRESH);
        am.shows(EC);
        assertThat(keys(RSA.keyId(), "RS256")).isOne();
        assertThat(keys(RSA.keyId(), "RS256")).isOne();
        assertThat(background).hasSize(1);
        assertThat(am.calls()).isOne();
        background.remove().run();
        assertThat(am.calls()).isEqualTo(2);
        assertThat(jwks.find("RS256", RSA.keyId())).isInstanceOf(Jwks.Unknown.class);
        assertThat(background).isEmpty();
    }

    @Test
    void lookUpOfAKnownKeyDoesNotWaitForAFetch() {
        assertThat(keys(RSA.keyId(), "RS256")).isOne();
        time.pass(Jwks.FRESH);
        CountDownLatch gate = new CountDownLatch(1);
        am.isHeldBy(gate);
        try (ParallelCalls<Jwks.Found> other = ParallelCalls.start(1, i -> jwks.find("RS256", "unknown"))) {
            Await.until("AM is asked", () -> am.calls() == 2);
            assertThat(keys(RSA.keyId(), "RS256")).isOne();
            gate.countDown();
            assertThat(other.results()).hasSize(1);
        }
    }

    @Test
    void keysRemainUsableForALimitedOutage() {
        assertThat(keys(RSA.keyId(), "RS256")).isOne();
        am.isSilent();
        time.pass(Jwks.USABLE.minusSeconds(1));
        assertThat(keys(RSA.keyId(), "RS256")).isOne();
        background.remove().run();
        assertThat(keys(RSA.keyId(), "RS256")).isOne();
        time.pass(Duration.ofSeconds(1));
        assertNoAnswer(Duration.ofSeconds(7));
        am.shows(RSA);
        time.pass(Jwks.PAUSE_WITHOUT_KEYS);
        assertThat(keys(RSA.keyId(), "RS256")).isOne();
    }

    @Test
    void unknownKeyDuringAnOutageIsUnavailable() {
        assertThat(keys(RSA.keyId(), "RS256")).isOne();
        am.isSilent();
        time.pass(Jwks.PAUSE);
        assertThat(jwks.find("RS256", "next"))
                .isEqualTo(new Jwks.NoAnswer(new Outage("AM does not tell its keys (timeout)", Jwks.PAUSE)));
        time.pass(Duration.ofSeconds(25));
        assertThat(jwks.find("RS256", "next"))
                .isEqualTo(new Jwks.NoAnswer(new Outage("AM does not tell its keys (timeout)", KeyServer.RETRY_AFTER)));
        assertThat(am.calls()).isEqualTo(2);
    }

    @Test
    void fetchesWithoutKeysAreTwoSecondsApart() {
        am.isSilent();
        assertNoAnswer(KeyServer.RETRY_AFTER);
        assertNoAnswer(KeyServer.RETRY_AFTER);
        assertThat(am.calls()).isOne();
        time.pass(Jwks.PAUSE_WITHOUT_KEYS);
        assertNoAnswer(KeyServer.RETRY_AFTER);
        assertThat(am.calls()).isEqualTo(2);
    }

    @Test
    void responseWithoutUsableKeyIsAnOutage() {
        for (String text : List.of(
                "",
                "<html>",
                "[]",
                "{}",
                "{\"keys\":{}}",
                "{\"keys\":[1,{}]}",
                "{\"keys\":[]",
                "{\"keys\":[],\"keys\":[]}")) {
            am.says(text);
            assertNoAnswer(Jwks.PAUSE_WITHOUT_KEYS);
            time.pass(Jwks.PAUSE_WITHOUT_KEYS);
        }
        am.answers(AmResult.sessionEnded());
        assertNoAnswer(Jwks.PAUSE_WITHOUT_KEYS);
    }

    @Test
    void responseWithoutUsableKeyKeepsTheOldKeys() {
        assertThat(keys(RSA.keyId(), "RS256")).isOne();
        am.says("{}");
        time.pass(Jwks.FRESH);
        assertThat(keys(RSA.keyId(), "RS256")).isOne();
        background.remove().run();
        assertThat(keys(RSA.keyId(), "RS256")).isOne();
    }

    @Test
    void exceptionDuringAFetchIsAnOutage() {
        Jwks broken = new Jwks(
                () -> {
                    throw new IllegalStateException("a bug");
                },
                time::nanoTime,
                background::add);
        assertThat(broken.find("RS256", null)).isInstanceOf(Jwks.NoAnswer.class);
        assertThat(broken.find("RS256", null)).isInstanceOf(Jwks.NoAnswer.class);
    }

    private int keys(@Nullable String keyId, String algorithm) {
        return ((Jwks.Keys) jwks.find(algorithm, keyId)).keys().size();
    }

    private void assertNoAnswer(Duration retryAfter) {
        assertThat(jwks.find("RS256", RSA.keyId()))
                .isInstanceOfSatisfying(
                        Jwks.NoAnswer.class,
                        none -> assertThat(none.outage().retryAfter()).isEqualTo(retryAfter));
    }
}
