package org.journeyguard.internal.token;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import org.journeyguard.ApiError;
import org.journeyguard.AuthenticationRequired;
import org.journeyguard.JourneyUser;
import org.journeyguard.Token;
import org.journeyguard.Unavailable;
import org.journeyguard.UserInfo;
import org.journeyguard.fixtures.Await;
import org.journeyguard.fixtures.TestGuard;
import org.journeyguard.internal.credential.Authentication;
import org.journeyguard.internal.credential.SsoToken;
import org.junit.jupiter.api.Test;

/** How tokens end, what AM tells about their user, and what they have to do with the session. */
public abstract class SdkEndParity extends SdkParity {
    private static final String SESSION = "_action=";
    private static final SsoToken GARBAGE = new SsoToken("garbage");

    /**
     * @param am closed after each test
     */
    protected SdkEndParity(Party am) {
        super(am);
    }

    @Test
    void revocationEndsTheTokensAndKeepsTheSsoSession() {
        Token old = user().token();
        user().revoke();
        assertThat(am().isActive(old.accessToken())).isFalse();
        assertThat(am().isActive(refreshToken(old))).isFalse();
        assertThat(am().has(session())).isTrue();
        assertThat(user().token()).isNotEqualTo(old);
    }

    @Test
    void secondRevocationSucceeds() {
        user().token();
        user().revoke();
        user().revoke();
        assertThat(am().count(REVOKE)).isOne();
    }

    @Test
    void revocationThatTimesOutClearsTheStoredTokens() {
        try (TestTokens impatient = with("am.timeout", "PT2S")) {
            JourneyUser user = impatient.user(session());
            Token old = user.token();
            am().hang(REVOKE);
            assertThatExceptionOfType(Unavailable.class).isThrownBy(user::revoke);
            assertThat(impatient.hadTokens(session())).isFalse();
            heal();
            assertThat(user.token()).isNotEqualTo(old);
        }
    }

    @Test
    void userinfoIsCached() {
        UserInfo told = user().userInfo();
        assertThat(told.subject()).contains("alice");
        assertThat(user().userInfo()).isEqualTo(told);
        assertThat(am().count(USERINFO)).isOne();
    }

    @Test
    void logoutClearsTheCacheOfUserinfo() {
        user().userInfo();
        user().logout();
        assertThatExceptionOfType(AuthenticationRequired.class).isThrownBy(user()::userInfo);
        assertThat(am().count(USERINFO)).isOne();
    }

    @Test
    void revocationClearsTheCacheOfUserinfo() {
        user().userInfo();
        user().revoke();
        user().userInfo();
        assertThat(am().count(USERINFO)).isEqualTo(2);
    }

    @Test
    void userinfoWith401IsAnApiErrorWith401() {
        am().revoke(user().token().accessToken());
        assertThatExceptionOfType(ApiError.class)
                .isThrownBy(user()::userInfo)
                .returns(401, ApiError::status)
                .returns("invalid_token", ApiError::error);
    }

    @Test
    void configuredUserinfoEndpointIsCalled() {
        String endpoint = endpoint("userinfo?custom=1");
        try (TestTokens custom = with("oauth.userinfo-endpoint", endpoint)) {
            assertThat(custom.user(session()).userInfo().subject()).contains("alice");
            assertThat(am().count("/userinfo?custom=1")).isOne();
        }
    }

    @Test
    void tokenOfTheSameSsoTokenComesFromTheStore() {
        assertThat(app().accepts(session())).isTrue();
        Token token = user().token();
        UserInfo userInfo = user().userInfo();
        long calls = am().count("");
        assertThat(app().accepts(session())).isTrue();
        assertThat(user().token()).isEqualTo(token);
        assertThat(user().userInfo()).isEqualTo(userInfo);
        assertThat(am().count("")).isEqualTo(calls);
    }

    @Test
    void tokensEndWhenAmRefusesTheSession() {
        assertThat(app().accepts(session())).isTrue();
        Token token = user().token();
        am().signOut(session());
        am().time().pass(TestGuard.TTL);
        assertThat(app().accepts(session())).isFalse();
        assertThat(app().hadTokens(session())).isFalse();
        Await.until("the tokens end at AM", () -> !am().isActive(refreshToken(token)));
        assertThat(am().isActive(token.accessToken())).isFalse();
    }

    @Test
    void tokensStayWhenAmRejectsTheCall() {
        assertThat(app().accepts(session())).isTrue();
        Token token = user().token();
        am().time().pass(TestGuard.TTL);
        am().answer(SESSION, 400, json("bad_request"));
        assertThat(app().guard().sessions().validate(session(), true)).isInstanceOf(Authentication.Unavailable.class);
        assertThat(user().token()).isEqualTo(token);
    }

    @Test
    void forgedSessionLeavesTheOldSessionAndItsTokens() {
        assertThat(app().accepts(session())).isTrue();
        Token token = user().token();
        assertThat(app().accepts(GARBAGE)).isFalse();
        assertThat(app().accepts(session())).isTrue();
        assertThat(user().token()).isEqualTo(token);
    }
}
