package org.journeyguard.internal.token;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.time.Duration;
import java.util.HashSet;
import org.journeyguard.ApiError;
import org.journeyguard.AuthenticationRequired;
import org.journeyguard.AuthorizeError;
import org.journeyguard.JourneyUser;
import org.journeyguard.Token;
import org.journeyguard.Unavailable;
import org.journeyguard.fixtures.Await;
import org.journeyguard.fixtures.ParallelCalls;
import org.junit.jupiter.api.Test;

/** How tokens are obtained and renewed. */
public abstract class SdkTokenParity extends SdkParity {
    private static final int CROWD = 100;

    /**
     * @param am closed after each test
     */
    protected SdkTokenParity(Party am) {
        super(am);
    }

    @Test
    void validTokenRequestedTwiceMakesOneTokenCall() {
        assertThat(user().token()).isEqualTo(user().token());
        assertThat(am().count(EXCHANGE)).isOne();
        assertThat(am().count(REFRESH)).isZero();
    }

    @Test
    void storedTokenIsReturnedAfterItsExpiryWithoutRenewal() {
        assertThat(user().storedToken()).isEmpty();
        assertThat(am().count("/oauth2/")).isZero();
        Token token = user().token();
        long calls = am().count("/oauth2/");
        untilLeft(Duration.ofSeconds(1), token);
        assertThat(user().storedToken()).contains(token);
        untilLeft(Duration.ofSeconds(-1), token);
        assertThat(user().storedToken()).contains(token);
        assertThat(am().count("/oauth2/")).isEqualTo(calls);
        user().logout();
        assertThat(user().storedToken()).isEmpty();
    }

    @Test
    void expiresInIsTheLifetimeThatAmStated() {
        Token token = user().token();
        Duration lifetime = token.expiresIn().orElseThrow();
        assertThat(am().time().instant().plus(lifetime))
                .isEqualTo(token.expiresAt().orElseThrow());
        am().time().pass(Duration.ofSeconds(10));
        assertThat(user().storedToken().flatMap(Token::expiresIn)).contains(lifetime);
        assertThat(user().refresh().expiresIn()).contains(lifetime);
    }

    @Test
    void tryTokenIsEmptyWhenAmIssuesNone() {
        assertThat(user().tryRefresh()).isPresent();
        assertThat(user().tryUserInfo()).isPresent();
        am().drop("/oauth2/");
        assertThat(user().tryRefresh()).isEmpty();
        user().logout();
        assertThat(user().tryUserInfo()).isEmpty();
        assertThat(user().tryToken()).isEmpty();
    }

    @Test
    void ssoTokenWithoutTokensMakesAnAuthorizationAndAnExchange() {
        Token token = user().token();
        assertThat(am().count(AUTHORIZE)).isOne();
        assertThat(am().count(EXCHANGE)).isOne();
        assertThat(am().isActive(token.accessToken())).isTrue();
    }

    @Test
    void tokenWithinTheThresholdIsRenewed() {
        Token old = user().token();
        untilLeft(Duration.ofSeconds(29), old);
        Token renewed = user().token();
        assertThat(renewed).isNotEqualTo(old).isEqualTo(user().token());
        assertThat(am().count(REFRESH)).isOne();
        assertThat(am().count(AUTHORIZE)).isOne();
    }

    @Test
    void refreshOfAValidTokenStoresOneNewToken() {
        Token old = user().token();
        Token renewed = user().refresh();
        assertThat(renewed).isNotEqualTo(old).isEqualTo(user().token());
        assertThat(am().count(REFRESH)).isOne();
    }

    @Test
    void forcedRenewalRevokesTheOldAccessToken() {
        Token old = user().token();
        Token renewed = user().refresh();
        Await.until("the old access token ends", () -> !am().isActive(old.accessToken()));
        assertThat(am().isActive(renewed.accessToken())).isTrue();
        assertThat(am().isActive(refreshToken(renewed))).isTrue();
    }

    @Test
    void invalidGrantWithAnSsoSessionRevokesAuthorizesAnewAndSucceeds() {
        Token old = user().token();
        am().revoke(refreshToken(old));
        Token renewed = user().refresh();
        assertThat(am().isActive(renewed.accessToken())).isTrue();
        assertThat(am().count(AUTHORIZE)).isEqualTo(2);
        Await.until("revoke is called", () -> am().count(REVOKE) > 0);
        assertThat(user().token()).isEqualTo(renewed);
    }

    @Test
    void invalidGrantWithoutAnSsoSessionRequiresSignInAndRemovesTheTokens() {
        Token old = user().token();
        am().revoke(refreshToken(old));
        am().signOut(session());
        assertThatExceptionOfType(AuthenticationRequired.class).isThrownBy(user()::refresh);
        assertThat(app().hadTokens(session())).isFalse();
    }

    @Test
    void invalidGrantFollowedByAnAuthorizationErrorIsReportedAndChangesNothing() {
        Token old = user().token();
        am().revoke(refreshToken(old));
        am().answer(AUTHORIZE, 400, PAGE);
        assertThatExceptionOfType(AuthorizeError.class)
                .isThrownBy(user()::refresh)
                .returns("invalid_scope", AuthorizeError::error);
        assertThat(user().token()).isEqualTo(old);
    }

    @Test
    void refreshWithInvalidClientIsReportedAndKeepsTheSession() {
        Token old = user().token();
        am().answer(REFRESH, 401, json("invalid_client"));
        assertThatExceptionOfType(ApiError.class)
                .isThrownBy(user()::refresh)
                .returns("invalid_client", ApiError::error)
                .returns(401, ApiError::status);
        assertThat(user().token()).isEqualTo(old);
        assertThat(am().has(session())).isTrue();

        heal();
        assertThat(user().refresh()).isNotEqualTo(old);
        assertThat(am().count(AUTHORIZE)).isOne();
    }

    @Test
    void invalidClientIsAnAuthorizationError() {
        try (TestTokens nobody = with("oauth.client-id", "nobody")) {
            assertThatExceptionOfType(AuthorizeError.class)
                    .isThrownBy(nobody.user(session())::token)
                    .returns("invalid_client", AuthorizeError::error);
        }
    }

    @Test
    void failedDiscoveryIsAnErrorAndKeepsTheSession() {
        am().answer("openid-configuration", 503, "");
        assertThatExceptionOfType(Unavailable.class).isThrownBy(user()::token);
        heal();
        assertThat(am().isActive(user().token().accessToken())).isTrue();
    }

    @Test
    void errorDescriptionOfARedirectIsKept() {
        try (TestTokens greedy = with("oauth.scope", "openid nonsense")) {
            assertThatExceptionOfType(AuthorizeError.class)
                    .isThrownBy(greedy.user(session())::token)
                    .returns("invalid_scope", AuthorizeError::error)
                    .satisfies(e -> assertThat(e.description()).contains("nonsense"))
                    .withMessageContaining("nonsense");
        }
    }

    @Test
    void authorizationResponseWithoutRedirectIsAnError() {
        am().answer(AUTHORIZE, 200, "<html></html>");
        assertThatExceptionOfType(Unavailable.class).isThrownBy(user()::token);
        assertThat(am().count(EXCHANGE)).isZero();
    }

    @Test
    void standardParametersReplaceThoseOfTheConfiguredEndpoint() {
        String endpoint = endpoint("authorize?prompt=login&max_age=0&scope=openid&audience=shop");
        try (TestTokens custom = with("oauth.authorization-endpoint", endpoint)) {
            Token token = custom.user(session()).token();
            assertThat(token.scope()).contains("profile");
            assertThat(am().count("audience=shop")).isOne();
            assertThat(am().count("prompt=none")).isOne();
            assertThat(am().count("prompt=login")).isZero();
            assertThat(am().has(session())).isTrue();
        }
    }

    @Test
    void backgroundAuthorizationAlwaysHasPromptNone() {
        Token old = user().token();
        am().revoke(refreshToken(old));
        user().refresh();
        assertThat(am().count(AUTHORIZE)).isEqualTo(2);
        assertThat(am().count("prompt=none")).isEqualTo(2);
        assertThat(am().count("max_age")).isZero();
    }

    @Test
    void networkFailureOfARefreshKeepsTheOldTokens() {
        Token old = user().token();
        am().drop("/oauth2/");
        assertThatExceptionOfType(Unavailable.class).isThrownBy(user()::refresh);
        assertThat(user().token()).isEqualTo(old);
        heal();
        assertThat(user().refresh()).isNotEqualTo(old);
    }

    @Test
    void concurrentCallsOnExpiryMakeOneRefresh() {
        JourneyUser user = user();
        Token old = user.token();
        expire(old);
        try (ParallelCalls<Token> crowd = ParallelCalls.start(CROWD, i -> user.token())) {
            assertThat(new HashSet<>(crowd.results())).hasSize(1).doesNotContain(old);
        }
        assertThat(am().count(REFRESH)).isOne();
        assertThat(am().count(AUTHORIZE)).isOne();
    }
}
