package org.journeyguard.internal.token;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.json.Json;
import java.time.Duration;
import org.journeyguard.JourneyUser;
import org.journeyguard.Token;
import org.journeyguard.fixtures.Await;
import org.journeyguard.internal.credential.SsoToken;
import org.journeyguard.internal.resilience.BackgroundTasks;
import org.journeyguard.test.FakeAm;
import org.journeyguard.test.FakeClient;
import org.journeyguard.test.FakeClient.Trait;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** AM does not say when a token expires: it is good until AM says otherwise, which is asked about each cache-ttl. */
class UnknownExpiryTest {
    private static final String INTROSPECT = "/introspect";
    private static final Duration CACHE_TTL = Duration.ofSeconds(40);

    private final FakeParty am = new FakeParty(FakeAm.Kind.OPENAM);
    private final TestTokens app = TestTokens.of(am.url(), am.time(), "oauth.cache-ttl", CACHE_TTL.toString());
    private final SsoToken session = am.signIn("alice");
    private final JourneyUser user = app.user(session);

    UnknownExpiryTest() {
        am.fake().oauth().register(FakeClient.named("web-app").with(Trait.UNTOLD_OF_EXPIRY));
    }

    @AfterEach
    void end() {
        app.close();
        am.close();
    }

    /** Introspection would tell. */
    private Token token() {
        Token token = user.token();
        am.fake()
                .oauth()
                .addToIntrospection(
                        token.accessToken(),
                        Json.createObjectBuilder().add("exp", "unknown").build());
        return token;
    }

    @Test
    void tokenWithoutExpiryIsReturned() {
        Token token = token();
        assertThat(token.expiresAt()).isEmpty();
        am.time().pass(CACHE_TTL.minusMillis(1));
        assertThat(user.token()).isEqualTo(token);
        assertThat(am.count(INTROSPECT)).isZero();
        assertThat(am.count(SdkParity.REFRESH)).isZero();
    }

    @Test
    void tokenWithoutExpiryIsIntrospectedOncePerCacheTtl() {
        Token token = token();
        for (int i = 1; i <= 3; i++) {
            am.time().pass(CACHE_TTL);
            assertThat(user.token()).isEqualTo(token);
            assertThat(user.token()).isEqualTo(token);
            assertThat(am.count(INTROSPECT)).isEqualTo(i);
        }
        assertThat(am.count(SdkParity.REFRESH)).isZero();
    }

    @Test
    void inactiveTokenWithoutExpiryIsRenewed() {
        Token token = token();
        am.revoke(token.accessToken());
        assertThat(user.token()).isEqualTo(token);
        am.time().pass(CACHE_TTL);
        Token renewed = user.token();
        assertThat(renewed).isNotEqualTo(token);
        assertThat(am.isActive(renewed.accessToken())).isTrue();
        assertThat(am.count(SdkParity.AUTHORIZE)).isOne();
    }

    @Test
    void tokenWithoutExpiryIsReturnedDuringAnOutage() {
        Token token = token();
        am.time().pass(CACHE_TTL);
        am.drop(INTROSPECT);
        assertThat(user.token()).isEqualTo(token);
        am.heal();
        am.time().pass(CACHE_TTL);
        assertThat(user.token()).isEqualTo(token);
        assertThat(am.count(SdkParity.REFRESH)).isZero();
    }

    @Test
    void tokenIsIntrospectedSoonAfterAnOutage() {
        Token token = token();
        am.time().pass(CACHE_TTL);
        am.drop(INTROSPECT);
        assertThat(user.token()).isEqualTo(token);
        am.heal();
        am.revoke(token.accessToken());
        am.time().pass(BackgroundTasks.RETRY_AFTER);
        assertThat(user.token()).isNotEqualTo(token);
    }

    @ParameterizedTest
    @CsvSource({"400, invalid_request", "401, invalid_client", "403, unauthorized_client"})
    void tokenWithoutExpiryIsRenewedWhenIntrospectionIsRefused(int status, String error) {
        Token token = token();
        am.time().pass(CACHE_TTL);
        am.answer(INTROSPECT, status, "{\"error\":\"" + error + "\"}");
        Token renewed = user.token();
        assertThat(renewed.accessToken()).isNotEqualTo(token.accessToken());
        assertThat(am.isActive(renewed.accessToken())).isTrue();
        assertThat(am.count(SdkParity.REFRESH)).isOne();
    }

    @Test
    void expiryFromIntrospectionApplies() {
        Token token = user.token();
        am.time().pass(CACHE_TTL);
        Token told = user.token();
        assertThat(told.accessToken()).isEqualTo(token.accessToken());
        assertThat(told.expiresAt())
                .contains(am.time().instant().minus(CACHE_TTL).plus(Duration.ofHours(1)));
        am.time().pass(CACHE_TTL);
        user.token();
        assertThat(am.count(INTROSPECT)).isOne();
    }

    @Test
    void touchIntrospectsInTheBackground() {
        Token token = token();
        am.time().pass(CACHE_TTL);
        app.keeper().renewIfDue(session);
        Await.until("AM was asked", () -> am.count(INTROSPECT) == 1);
        assertThat(user.token()).isEqualTo(token);
        assertThat(am.count(INTROSPECT)).isOne();
    }

    @Test
    void forcedRenewalDoesNotIntrospectFirst() {
        Token token = token();
        am.time().pass(CACHE_TTL);
        assertThat(user.refresh().accessToken()).isNotEqualTo(token.accessToken());
        assertThat(am.count(INTROSPECT)).isZero();
    }
}
