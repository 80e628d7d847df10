package org.journeyguard.internal.token;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;
import org.journeyguard.ApiError;
import org.journeyguard.AuthenticationRequired;
import org.journeyguard.AuthorizationCode;
import org.journeyguard.AuthorizeError;
import org.journeyguard.Token;
import org.journeyguard.Unavailable;
import org.journeyguard.fixtures.Await;
import org.journeyguard.internal.credential.SsoToken;
import org.junit.jupiter.api.Test;

/** How the code is obtained and exchanged in two steps. */
public abstract class SdkCodeParity extends SdkParity {
    /**
     * @param am closed after each test
     */
    protected SdkCodeParity(Party am) {
        super(am);
    }

    @Test
    void exchangedTokensAreTheUsersTokens() {
        AuthorizationCode code = user().authorize();
        assertThat(user().storedToken()).isEmpty();
        assertThat(am().count(EXCHANGE)).isZero();
        Token token = user().exchange(code);
        assertThat(am().isActive(token.accessToken())).isTrue();
        assertThat(user().token()).isEqualTo(token);
        assertThat(am().count(AUTHORIZE)).isOne();
        assertThat(am().count("prompt=none")).isOne();
        assertThat(am().count(EXCHANGE)).isOne();
        assertThat(user().refresh()).isNotEqualTo(token);
        assertThat(am().count(REFRESH)).isOne();
    }

    @Test
    void revocationAndLogoutEndExchangedTokens() {
        Token revoked = user().exchange(user().authorize());
        user().revoke();
        assertThat(am().isActive(revoked.accessToken())).isFalse();
        assertThat(am().isActive(refreshToken(revoked))).isFalse();
        Token left = user().exchange(user().authorize());
        app().accepts(session());
        user().logout();
        assertThat(am().isActive(left.accessToken())).isFalse();
        assertThat(user().storedToken()).isEmpty();
    }

    @Test
    void exchangeReplacesAndRevokesTheStoredTokens() {
        Token old = user().token();
        Token token = user().exchange(user().authorize());
        assertThat(user().token()).isEqualTo(token).isNotEqualTo(old);
        Await.until("the old tokens end", () -> !am().isActive(refreshToken(old)));
        assertThat(am().isActive(old.accessToken())).isFalse();
        assertThat(am().isActive(token.accessToken())).isTrue();
        assertThat(am().isActive(refreshToken(token))).isTrue();
    }

    @Test
    void anotherServiceCanExchangeTheCodeWithTheVerifier() throws IOException, InterruptedException {
        AuthorizationCode code = user().authorize();
        HttpResponse<String> answer = exchangeElsewhere(code, code.verifier());
        assertThat(answer.statusCode()).isEqualTo(200);
        String payload = answer.body().replaceAll("(?s).*\"id_token\"\\s*:\\s*\"[^.]*\\.([^.]*)\\..*", "$1");
        assertThat(new String(Base64.getUrlDecoder().decode(payload), StandardCharsets.UTF_8))
                .contains(code.nonce());
        assertThatExceptionOfType(ApiError.class)
                .isThrownBy(() -> user().exchange(code))
                .returns("invalid_grant", ApiError::error);
        assertThat(user().storedToken()).isEmpty();
    }

    @Test
    void codeWithAnotherVerifierIsRefused() throws IOException, InterruptedException {
        AuthorizationCode code = user().authorize();
        assertThat(exchangeElsewhere(code, code.nonce()).statusCode()).isEqualTo(400);
    }

    private HttpResponse<String> exchangeElsewhere(AuthorizationCode code, String verifier)
            throws IOException, InterruptedException {
        Map<String, String> form = new LinkedHashMap<>();
        form.put("grant_type", "authorization_code");
        form.put("code", code.code());
        form.put("code_verifier", verifier);
        form.put("redirect_uri", code.redirectUri().toString());
        String body = form.entrySet().stream()
                .map(field -> field.getKey() + "=" + URLEncoder.encode(field.getValue(), StandardCharsets.UTF_8))
                .collect(Collectors.joining("&"));
        byte[] client = "web-app:s3cret".getBytes(StandardCharsets.UTF_8);
        HttpRequest request = HttpRequest.newBuilder(URI.create(endpoint("access_token")))
                .header("Content-Type", "application/x-www-form-urlencoded")
                .header("Authorization", "Basic " + Base64.getEncoder().encodeToString(client))
                .POST(BodyPublishers.ofString(body))
                .build();
        return HttpClient.newHttpClient().send(request, BodyHandlers.ofString());
    }

    @Test
    void secondExchangeIsRefusedAndKeepsTheTokens() {
        AuthorizationCode code = user().authorize();
        Token token = user().exchange(code);
        assertThatExceptionOfType(ApiError.class)
                .isThrownBy(() -> user().exchange(code))
                .returns("invalid_grant", ApiError::error);
        assertThat(am().count(EXCHANGE)).isOne();
        assertThat(am().isActive(token.accessToken())).isTrue();
        assertThat(user().token()).isEqualTo(token);
    }

    @Test
    void failedExchangeKeepsTheStoredTokens() {
        Token old = user().token();
        AuthorizationCode lost = user().authorize();
        am().drop(EXCHANGE);
        assertThatExceptionOfType(Unavailable.class).isThrownBy(() -> user().exchange(lost));
        am().answer(EXCHANGE, 401, json("invalid_client"));
        AuthorizationCode refused = user().authorize();
        assertThatExceptionOfType(ApiError.class)
                .isThrownBy(() -> user().exchange(refused))
                .returns("invalid_client", ApiError::error)
                .returns(401, ApiError::status);
        assertThat(user().token()).isEqualTo(old);
        heal();
        assertThat(user().exchange(user().authorize())).isNotEqualTo(old);
    }

    @Test
    void codeOfAnotherSessionIsNotSentToAm() {
        SsoToken other = am().signIn("bob");
        AuthorizationCode code = user().authorize();
        assertThatIllegalArgumentException().isThrownBy(() -> app().user(other).exchange(code));
        assertThat(am().count(EXCHANGE)).isZero();
        assertThat(user().exchange(code)).isEqualTo(user().token());
    }

    @Test
    void endedSessionGivesNoCodeAndItsTokensEnd() {
        user().token();
        am().signOut(session());
        assertThatExceptionOfType(AuthenticationRequired.class).isThrownBy(user()::authorize);
        assertThat(app().hadTokens(session())).isFalse();
    }

    @Test
    void authorizationErrorIsReportedAndChangesNothing() {
        Token old = user().token();
        am().answer(AUTHORIZE, 400, PAGE);
        assertThatExceptionOfType(AuthorizeError.class)
                .isThrownBy(user()::authorize)
                .returns("invalid_scope", AuthorizeError::error);
        am().drop(AUTHORIZE);
        assertThatExceptionOfType(Unavailable.class).isThrownBy(user()::authorize);
        assertThat(user().token()).isEqualTo(old);
    }

    @Test
    void logoutPreventsAuthorizationAndExchange() {
        app().accepts(session());
        AuthorizationCode code = user().authorize();
        user().logout();
        long calls = am().count("/oauth2/");
        assertThatExceptionOfType(AuthenticationRequired.class).isThrownBy(user()::authorize);
        assertThatExceptionOfType(AuthenticationRequired.class).isThrownBy(() -> user().exchange(code));
        assertThat(am().count("/oauth2/")).isEqualTo(calls);
    }

    @Test
    void toStringOmitsSecrets() {
        AuthorizationCode code = user().authorize();
        assertThat(code.toString()).doesNotContain(code.code(), code.verifier(), code.nonce());
    }
}
