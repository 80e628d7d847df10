package org.journeyguard.internal.token;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonReader;
import java.io.StringReader;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicReference;
import org.journeyguard.AuthenticationRequired;
import org.journeyguard.JourneyException;
import org.journeyguard.JourneyUser;
import org.journeyguard.Token;
import org.journeyguard.Unavailable;
import org.journeyguard.fixtures.Await;
import org.journeyguard.fixtures.ParallelCalls;
import org.journeyguard.internal.credential.SsoToken;
import org.journeyguard.test.FakeAm;
import org.journeyguard.test.FakeReply;
import org.journeyguard.test.Fault;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Tokens are ended while AM is issuing new ones. */
class TokenRaceTest {
    private static final String EXCHANGE = SdkParity.EXCHANGE;
    private static final String REFRESH = SdkParity.REFRESH;

    private final FakeParty am = new FakeParty(FakeAm.Kind.OPENAM);
    private final TestTokens app = TestTokens.of(am.url(), am.time());
    private final SsoToken session = am.signIn("alice");
    private final JourneyUser user = app.user(session);
    private final CountDownLatch gate = new CountDownLatch(1);
    private final AtomicReference<@Nullable JsonObject> issued = new AtomicReference<>();

    @AfterEach
    void end() {
        gate.countDown();
        app.close();
        am.close();
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void logoutDuringARefreshRevokesTheNewTokens(boolean isIssuedBefore) {
        app.accepts(session);
        expire(user.token());
        hold(REFRESH, isIssuedBefore);
        try (ParallelCalls<Object> crowd = ParallelCalls.start(50, i -> outcome())) {
            Await.until("AM is asked", () -> am.count(REFRESH) == 1 && crowd.waiting() == 50);
            user.logout();
            gate.countDown();
            assertThat(crowd.results()).hasOnlyElementsOfType(AuthenticationRequired.class);
        }
        assertThatExceptionOfType(AuthenticationRequired.class).isThrownBy(user::token);
        assertNothingIsLeft();
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void logoutDuringAnExchangeRevokesTheNewTokens(boolean isIssuedBefore) {
        // the session's end would have kept AM from issuing an ID token
        am.answer("_action=logout", 200, "{\"result\":\"Successfully logged out\"}");
        app.accepts(session);
        hold(EXCHANGE, isIssuedBefore);
        try (ParallelCalls<Object> crowd = ParallelCalls.start(50, i -> outcome())) {
            Await.until("AM is asked", () -> am.count(EXCHANGE) == 1 && crowd.waiting() == 50);
            user.logout();
            gate.countDown();
            assertThat(crowd.results())
                    .allMatch(it -> it instanceof AuthenticationRequired || it instanceof Unavailable);
        }
        assertThatExceptionOfType(AuthenticationRequired.class).isThrownBy(user::token);
        assertNothingIsLeft();
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void logoutOfAnUncachedSessionRevokesItsTokens(boolean isAliveAtAm) {
        Token token = user.token();
        if (!isAliveAtAm) {
            am.signOut(session);
        }
        user.logout();
        Await.until("AM forgets the tokens", () -> !am.isActive(SdkParity.refreshToken(token)));
        assertThat(am.isActive(token.accessToken())).isFalse();
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void revocationDuringARefreshRevokesTheNewTokens(boolean isIssuedBefore) {
        expire(user.token());
        hold(REFRESH, isIssuedBefore);
        try (ParallelCalls<Object> crowd = ParallelCalls.start(50, i -> outcome())) {
            Await.until("AM is asked", () -> am.count(REFRESH) == 1 && crowd.waiting() == 50);
            user.revoke();
            gate.countDown();
            assertThat(crowd.results()).hasOnlyElementsOfType(Unavailable.class);
        }
        assertNothingIsLeft();
        assertThat(am.isActive(user.token().accessToken())).isTrue();
    }

    @Test
    void sessionAbandonedDuringARefreshLeavesNoTokens() {
        expire(user.token());
        hold(REFRESH, true);
        try (ParallelCalls<Object> crowd = ParallelCalls.start(1, i -> outcome())) {
            Await.until("AM is asked", () -> am.count(REFRESH) == 1);
            app.keeper().abandon(session.digest());
            gate.countDown();
            assertThat(crowd.results()).hasOnlyElementsOfType(Unavailable.class);
        }
        assertNothingIsLeft();
    }

    private Object outcome() {
        try {
            return user.token();
        } catch (JourneyException e) {
            return e;
        }
    }

    private void expire(Token token) {
        am.time().pass(Duration.between(am.time().instant(), token.expiresAt().orElseThrow()));
    }

    /** AM issues tokens, before or after it is held up. */
    private void hold(String part, boolean isIssuedBefore) {
        Fault held = (call, honest) -> {
            if (!isIssuedBefore) {
                gate.await();
            }
            FakeReply reply = honest.call();
            if (reply.status() == 200) {
                issued.set(json(reply.body()));
            }
            gate.await();
            return reply;
        };
        am.fake().set(held.onlyWith(part));
    }

    private void assertNothingIsLeft() {
        assertThat(app.hadTokens(session)).isFalse();
        JsonObject tokens = issued.get();
        if (tokens != null) {
            for (String name : List.of("access_token", "refresh_token")) {
                Await.until(
                        "AM forgets the " + name,
                        () -> !am.isActive(Objects.requireNonNull(tokens).getString(name)));
            }
        }
    }

    private static JsonObject json(String text) {
        try (JsonReader reader = Json.createReader(new StringReader(text))) {
            return reader.readObject();
        }
    }
}
