package org.journeyguard.internal.token;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.journeyguard.JourneyUser;
import org.journeyguard.Token;
import org.journeyguard.fixtures.Await;
import org.journeyguard.fixtures.ParallelCalls;
import org.journeyguard.internal.credential.SsoToken;
import org.journeyguard.test.FakeAm;
import org.journeyguard.test.FakeCall;
import org.journeyguard.test.Fault;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A thousand who want the token of one session at once. */
class ConcurrentTokenRequestsTest {
    private static final int SIZE = 1_000;
    private static final String AUTHORIZE = SdkParity.AUTHORIZE;
    private static final String EXCHANGE = SdkParity.EXCHANGE;
    private static final String REFRESH = SdkParity.REFRESH;

    private final FakeParty am = new FakeParty(FakeAm.Kind.OPENAM);
    private final TestTokens app = TestTokens.of(am.url(), am.time());
    private final SsoToken session = am.signIn("alice");
    private final JourneyUser user = app.user(session);

    @AfterEach
    void end() {
        app.close();
        am.close();
    }

    @Test
    void concurrentRequestsWithAnExpiredTokenMakeOneRefresh() {
        Token old = expired();
        assertThat(new HashSet<>(everybody())).hasSize(1).doesNotContain(old);
        assertThat(am.count(REFRESH)).isOne();
        assertThat(am.count(AUTHORIZE)).isOne();
        assertNothingIsSentTwice();
    }

    @Test
    void concurrentRequestsWithAnExpiredTokenMakeOneRefreshWhenAmIsSlow() {
        expired();
        CountDownLatch gate = new CountDownLatch(1);
        am.fake().set(Fault.heldBy(gate).onlyWith(REFRESH));
        try (ParallelCalls<Token> crowd = ParallelCalls.start(SIZE, i -> user.token())) {
            Await.until("all but one wait", () -> crowd.waiting() == SIZE);
            gate.countDown();
            assertActive(crowd.results());
        }
        assertThat(am.count(REFRESH)).isOne();
        assertNothingIsSentTwice();
    }

    static Stream<Named<Fault>> failures() {
        return Stream.of(
                Named.of("a 500", Fault.reply(500, "{}")),
                Named.of("a dropped connection", Fault.DROP),
                Named.of("a connection dropped after the tokens were issued", Fault.DROP_AFTER_ANSWERING),
                Named.of("invalid_grant", Fault.reply(400, SdkParity.json("invalid_grant"))),
                Named.of("nonsense", Fault.reply(200, "<html>")));
    }

    @ParameterizedTest
    @MethodSource("failures")
    void failedRefreshFallsBackToTheSessionForAllRequests(Fault failure) {
        Token old = expired();
        am.fake().set(failure.onlyWith(REFRESH));
        assertActive(everybody());
        assertThat(am.count(REFRESH)).isOne();
        assertThat(am.count(AUTHORIZE)).isEqualTo(2);
        assertThat(am.count(EXCHANGE)).isEqualTo(2);
        assertThat(user.token()).isNotEqualTo(old);
        assertNothingIsSentTwice();
    }

    @ParameterizedTest
    @MethodSource("failures")
    void failedRefreshOfADueTokenFallsBackToTheSession(Fault failure) {
        Token old = user.token();
        am.time().pass(Duration.ofMinutes(60).minusSeconds(10));
        am.fake().set(failure.onlyWith(REFRESH));
        assertActive(everybody());
        assertThat(user.token()).isNotEqualTo(old);
        assertThat(am.count(REFRESH)).isOne();
        assertNothingIsSentTwice();
    }

    @Test
    void repeatedRenewalsSendEachRefreshTokenOnce() {
        AtomicInteger refreshes = new AtomicInteger();
        am.fake()
                .set(((Fault) (call, honest) -> refreshes.incrementAndGet() % 3 == 0
                                ? Fault.DROP_AFTER_ANSWERING.treat(call, honest)
                                : honest.call())
                        .onlyWith(REFRESH));
        for (int i = 0; i < 9; i++) {
            Token token = user.token();
            am.time().pass(Duration.ofHours(1));
            try (ParallelCalls<Token> crowd = ParallelCalls.start(50, each -> user.token())) {
                assertActive(crowd.results());
                assertThat(crowd.results()).doesNotContain(token);
            }
        }
        assertThat(am.count(REFRESH)).isEqualTo(9);
        assertNothingIsSentTwice();
    }

    @Test
    void concurrentRequestsWithoutATokenMakeOneAuthorizationAndOneExchange() {
        assertActive(everybody());
        assertThat(am.count(AUTHORIZE)).isOne();
        assertThat(am.count(EXCHANGE)).isOne();
        assertNothingIsSentTwice();
    }

    @Test
    void concurrentForcedRenewalsMakeOneRefresh() {
        Token old = user.token();
        CountDownLatch gate = new CountDownLatch(1);
        am.fake().set(Fault.heldBy(gate).onlyWith(REFRESH));
        try (ParallelCalls<Token> crowd = ParallelCalls.start(SIZE, i -> user.refresh())) {
            Await.until("all but one wait", () -> crowd.waiting() == SIZE);
            gate.countDown();
            assertActive(crowd.results());
            assertThat(crowd.results()).doesNotContain(old);
        }
        assertThat(am.count(REFRESH)).isOne();
        Await.until("the old access token ends", () -> !am.isActive(old.accessToken()));
    }

    private Token expired() {
        Token token = user.token();
        am.time().pass(Duration.ofHours(1));
        assertThat(am.isActive(token.accessToken())).isFalse();
        return token;
    }

    /** No request may fail. */
    private List<Token> everybody() {
        try (ParallelCalls<Token> crowd = ParallelCalls.start(SIZE, i -> user.token())) {
            return crowd.results();
        }
    }

    private void assertActive(List<Token> tokens) {
        assertThat(tokens.stream().distinct()).hasSize(1).allSatisfy(token -> {
            assertThat(am.isActive(token.accessToken())).isTrue();
            assertThat(am.isActive(SdkParity.refreshToken(token))).isTrue();
            assertThat(token.expiresAt().orElseThrow()).isAfter(am.time().instant());
        });
    }

    private void assertNothingIsSentTwice() {
        assertThat(am.fake().calls("POST")).extracting(FakeCall::body).doesNotHaveDuplicates();
    }
}
