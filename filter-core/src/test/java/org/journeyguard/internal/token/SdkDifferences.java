package org.journeyguard.internal.token;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.time.Duration;
import java.util.List;
import org.journeyguard.ApiError;
import org.journeyguard.AuthenticationRequired;
import org.journeyguard.JourneyUser;
import org.journeyguard.LogoutReport.Outcome;
import org.journeyguard.Token;
import org.journeyguard.fixtures.Await;
import org.junit.jupiter.api.Test;

/** What we do where the vendor's SDKs differ among themselves, or are wrong. */
public abstract class SdkDifferences extends SdkParity {
    private static final String WITHOUT_REFRESH_TOKEN =
            "{\"access_token\":\"%s\",\"token_type\":\"Bearer\",\"scope\":\"profile\",\"expires_in\":3600}";

    /**
     * @param am closed after each test
     */
    protected SdkDifferences(Party am) {
        super(am);
    }

    @Test
    void defaultThresholdIsThirtySeconds() {
        Token old = user().token();
        untilLeft(Duration.ofSeconds(31), old);
        assertThat(user().token()).isEqualTo(old);
        am().time().pass(Duration.ofSeconds(1));
        assertThat(user().token()).isNotEqualTo(old);
    }

    @Test
    void thresholdOfZeroRenewsOnlyAfterExpiry() {
        try (TestTokens late = with("oauth.threshold", "PT0S")) {
            JourneyUser user = late.user(session());
            Token old = user.token();
            untilLeft(Duration.ofSeconds(1), old);
            assertThat(user.token()).isEqualTo(old);
            am().time().pass(Duration.ofSeconds(1));
            assertThat(user.token()).isNotEqualTo(old);
        }
    }

    @Test
    void onlyInvalidGrantStartsANewAuthorization() {
        Token old = user().token();
        for (String error :
                List.of("invalid_client", "unauthorized_client", "unsupported_grant_type", "invalid_scope")) {
            am().answer(REFRESH, 400, json(error));
            assertThatExceptionOfType(ApiError.class)
                    .isThrownBy(user()::refresh)
                    .returns(error, ApiError::error)
                    .returns("as " + error, ApiError::description);
        }
        assertThat(user().token()).isEqualTo(old);
        assertThat(am().count(AUTHORIZE)).isOne();
    }

    @Test
    void forcedRenewalUsesTheRefreshTokenIfThereIsOne() {
        user().token();
        user().refresh();
        assertThat(am().count(REFRESH)).isOne();
        assertThat(am().count(AUTHORIZE)).isOne();
    }

    @Test
    void forcedRenewalWithoutRefreshTokenUsesTheSessionAndRevokesTheOldToken() {
        try (TestTokens modest = with("oauth.scope", "profile")) {
            JourneyUser user = modest.user(session());
            am().answer(EXCHANGE, 200, WITHOUT_REFRESH_TOKEN.formatted("first"));
            assertThat(user.token().refreshToken()).isEmpty();
            am().answer(EXCHANGE, 200, WITHOUT_REFRESH_TOKEN.formatted("second"));
            assertThat(user.refresh().accessToken()).isEqualTo("second");
            assertThat(am().count(AUTHORIZE)).isEqualTo(2);
            assertThat(am().count(REFRESH)).isZero();
            Await.until("the old access token is revoked", () -> am().count(REVOKE) == 1);
        }
    }

    @Test
    void refreshResponseWithoutARefreshTokenKeepsTheOldOne() {
        Token old = user().token();
        am().answer(REFRESH, 200, WITHOUT_REFRESH_TOKEN.formatted("second"));
        assertThat(user().refresh().refreshToken()).isEqualTo(old.refreshToken());
        heal();
        assertThat(am().isActive(user().refresh().accessToken())).isTrue();
        assertThat(am().count(REFRESH)).isEqualTo(2);
        assertThat(am().count(AUTHORIZE)).isOne();
    }

    @Test
    void failureIsATypedExceptionOrAnEmptyOptional() {
        am().signOut(session());
        assertThatExceptionOfType(AuthenticationRequired.class).isThrownBy(user()::token);
        assertThatExceptionOfType(AuthenticationRequired.class).isThrownBy(user()::userInfo);
        assertThat(user().tryToken()).isEmpty();
    }

    @Test
    void refreshStoresTheNewTokensBeforeItRevokesTheOldAccessToken() {
        Token old = user().token();
        am().hang(REVOKE);
        Token renewed = user().refresh();
        assertThat(user().token()).isEqualTo(renewed);
        Await.until("AM is told", () -> am().count(REVOKE) == 1);
        assertThat(am().isActive(old.accessToken())).isTrue();
        assertThat(am().isActive(renewed.accessToken())).isTrue();
    }

    @Test
    void secondLogoutSucceeds() {
        app().accepts(session());
        user().token();
        assertThat(user().logout().outcome()).isEqualTo(Outcome.SUCCESS);
        assertThat(user().logout().outcome()).isEqualTo(Outcome.NO_SESSION);
    }

    @Test
    void authorizationRequestAlwaysHasStateNonceAndPkce() {
        user().token();
        for (String parameter : List.of("state=", "nonce=", "code_challenge=", "code_challenge_method=S256")) {
            assertThat(am().count(parameter)).isOne();
        }
    }
}
