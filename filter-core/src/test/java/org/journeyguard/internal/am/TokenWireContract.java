package org.journeyguard.internal.am;

import static org.assertj.core.api.Assertions.assertThat;
import static org.journeyguard.internal.am.OAuthWire.basic;
import static org.journeyguard.internal.am.OAuthWire.parameters;

import jakarta.json.JsonObject;
import java.util.Map;
import org.journeyguard.internal.am.OAuthWire.Told;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What becomes of tokens: refresh, introspection, userinfo, revocation and the end of the session. */
public abstract class TokenWireContract extends OAuthWireContract {
    private static final String NO_HEADER = "";

    /**
     * @param am closed after each test
     * @param realm whose endpoints are asked
     */
    protected TokenWireContract(Party am, String realm) {
        super(am, realm);
    }

    private enum Where {
        ACCESS_TOKEN("/access_token"),
        REVOKE("/token/revoke"),
        INTROSPECT("/introspect");

        private final String path;

        Where(String path) {
            this.path = path;
        }
    }

    @ParameterizedTest(name = "{0}: {1}:{2} in a header, {3}:{4} in the form: {5}")
    @CsvSource({
        "ACCESS_TOKEN, web-app, s3cret, , , 200",
        "ACCESS_TOKEN, web-app, wrong, , , 401 invalid_client",
        "ACCESS_TOKEN, nobody, s3cret, , , 401 invalid_client",
        "ACCESS_TOKEN, web%2Dapp, s3cret, , , 401 invalid_client",
        "ACCESS_TOKEN, web-app, s3%63ret, , , 401 invalid_client",
        "ACCESS_TOKEN, , , web-app, s3cret, 400 invalid_client",
        "ACCESS_TOKEN, , , post-app, s3cret, 200",
        "ACCESS_TOKEN, , , post-app, wrong, 400 invalid_client",
        "ACCESS_TOKEN, , , post-app, '', 400 invalid_client",
        "ACCESS_TOKEN, , , nobody, s3cret, 400 invalid_client",
        "ACCESS_TOKEN, post-app, s3cret, , , 401 invalid_client",
        "ACCESS_TOKEN, , , , , 400 invalid_client",
        "REVOKE, web-app, s3cret, , , 200",
        "REVOKE, web-app, wrong, , , 401 invalid_client",
        "REVOKE, , , post-app, s3cret, 200",
        "REVOKE, post-app, s3cret, , , 200",
        "REVOKE, , , , , 400 invalid_client",
        "INTROSPECT, web-app, s3cret, , , 200",
        "INTROSPECT, web-app, wrong, , , 401 invalid_client",
        "INTROSPECT, , , post-app, s3cret, 200",
        "INTROSPECT, , , post-app, wrong, 400 invalid_client",
        "INTROSPECT, post-app, s3cret, , , 200",
        "INTROSPECT, , , , , 400 invalid_client",
    })
    void clientAuthenticationGetsTheRecordedResponses(
            Where where,
            @Nullable String id,
            String secret,
            @Nullable String formId,
            String formSecret,
            String outcome) {
        Map<String, String> form = parameters("grant_type", "client_credentials", "scope", "write", "token", "junk");
        if (formId != null) {
            form.putAll(parameters("client_id", formId, "client_secret", formSecret));
        }
        Told told = id == null
                ? wire().post(where.path, form)
                : wire().post(where.path, form, "Authorization", basic(id, secret));
        assertThat(told.outcome()).isEqualTo(outcome);
        assertThat(told.header("WWW-Authenticate"))
                .isEqualTo(
                        told.status() == 401 && where != Where.INTROSPECT
                                ? "Basic realm=\"" + realm() + "\""
                                : NO_HEADER);
    }

    @ParameterizedTest(name = "{0} {1}: {2}")
    @CsvSource({
        "client_credentials, write, 200",
        "client_credentials, bogus, 400 invalid_scope",
        "nope, write, 400 unsupported_grant_type",
        "'', write, 400 invalid_request",
        "refresh_token, '', 400 invalid_request",
        "authorization_code, '', 400 invalid_request",
    })
    void grantsGetTheRecordedResponses(String type, String scope, String outcome) {
        Map<String, String> form = parameters("grant_type", type, "scope", scope);
        form.values().removeIf(String::isEmpty);
        Told told = wire().token(APP, form);
        assertThat(told.outcome()).isEqualTo(outcome);
        if (told.status() == 200) {
            assertThat(told.json()).containsOnlyKeys("access_token", "scope", "token_type", "expires_in");
        }
    }

    @Test
    void clientCredentialsWithoutScopeGetTheDefaultScopeAndAnIdToken() {
        Told told = wire().token(APP, parameters("grant_type", "client_credentials"));
        assertThat(told.text("scope")).isEqualTo("openid");
        assertThat(told.json()).containsOnlyKeys("access_token", "id_token", "scope", "token_type", "expires_in");
    }

    @Test
    void refreshIssuesANewSetAndEndsOnlyTheOldRefreshToken() {
        Told first = tokens();
        String old = first.text("refresh_token");
        Told second = wire().refresh(old, APP);
        assertThat(second.json())
                .containsOnlyKeys("access_token", "refresh_token", "id_token", "scope", "token_type", "expires_in");
        assertThat(wire().isActive(old, APP)).isFalse();
        assertThat(wire().isActive(first.text("access_token"), APP)).isTrue();
        // and a replay has no effect
        assertThat(wire().refresh(old, APP).outcome()).isEqualTo("400 invalid_grant");
        assertThat(wire().isActive(second.text("access_token"), APP)).isTrue();
        assertThat(wire().refresh(second.text("refresh_token"), APP).outcome()).isEqualTo("200");
    }

    @ParameterizedTest(name = "{0} refreshes for {1}: {2}, then the right one: {3}")
    @CsvSource({
        "web-app, openid, 200, 400 invalid_grant",
        "web-app, openid write, 400 invalid_scope, 200",
        "consent-app, openid, 400 invalid_request, 200",
    })
    void refreshesWithOtherParametersGetTheRecordedResponses(String client, String scope, String outcome, String then) {
        String refresh = tokens().text("refresh_token");
        assertThat(wire().refresh(refresh, client, "scope", scope).outcome()).isEqualTo(outcome);
        assertThat(wire().refresh(refresh, APP).outcome()).isEqualTo(then);
    }

    @Test
    void refreshWithNarrowerScopeKeepsTheScopeOfTheRefreshToken() {
        Told narrow = wire().refresh(tokens().text("refresh_token"), APP, "scope", "openid");
        assertThat(narrow.text("scope")).isEqualTo("openid");
        assertThat(wire().refresh(narrow.text("refresh_token"), APP)
                        .text("scope")
                        .split(" "))
                .containsExactlyInAnyOrder("openid", "profile", "email");
    }

    @Test
    void tokensAreActiveOnlyInTheirRealm() {
        Told told = tokens();
        assertThat(elsewhere().isActive(told.text("access_token"), APP)).isFalse();
        assertThat(elsewhere().userInfo(told.text("access_token")).outcome()).isEqualTo("401 invalid_token");
        assertThat(elsewhere().refresh(told.text("refresh_token"), APP).outcome())
                .isEqualTo("400 invalid_grant");
        assertThat(wire().refresh(told.text("refresh_token"), APP).outcome()).isEqualTo("200");
    }

    @Test
    void introspectionByAnotherClientIsInactive() {
        Told told = tokens();
        JsonObject access = wire().introspect(told.text("access_token"), APP).json();
        assertThat(access)
                .containsOnlyKeys("active", "sub", "user_id", "scope", "iss", "token_type", "exp", "client_id");
        assertThat(access.getString("sub")).isEqualTo("alice");
        assertThat(access.getString("token_type")).isEqualTo("access_token");
        assertThat(access.getString("iss")).isEqualTo(wire().announced());
        JsonObject refresh = wire().introspect(told.text("refresh_token"), APP).json();
        assertThat(refresh.getBoolean("active")).isTrue();
        assertThat(refresh.getString("token_type")).isEqualTo("refresh_token");
        assertThat(wire().introspect(told.text("access_token"), OTHER_APP)
                        .response()
                        .body())
                .isEqualTo("{\"active\":false}");
        assertThat(wire().isActive(told.text("id_token"), APP)).isFalse();
        assertThat(wire().isActive("junk", APP)).isFalse();
        assertThat(wire().introspect("", APP).outcome()).isEqualTo("400 server_error");
    }

    @Test
    void userInfoNeedsATokenOfAUser() {
        JsonObject claims = wire().userInfo(tokens().text("access_token")).json();
        assertThat(claims).containsOnlyKeys("sub", "name", "given_name", "family_name", "email");
        assertThat(claims.getString("sub")).isEqualTo("alice");
        Told none = wire().userInfo("junk");
        assertThat(none.outcome()).isEqualTo("401 invalid_token");
        assertThat(none.header("WWW-Authenticate")).isEmpty();
        assertThat(wire().get("/userinfo").outcome()).isEqualTo("401 invalid_token");
        Map<String, String> own = parameters("grant_type", "client_credentials", "scope", "write");
        assertThat(wire().userInfo(wire().token(APP, own).text("access_token")).outcome())
                .isEqualTo("400 unauthorized_client");
        assertThat(wire().userInfo(tokens().text("refresh_token")).outcome()).isEqualTo("401 invalid_token");
    }

    @ParameterizedTest(name = "{0} revokes {1}: {2}; access token alive: {3}, refresh token alive: {4}")
    @CsvSource({
        "web-app, access_token, 200, false, true",
        "web-app, refresh_token, 200, false, false",
        "web-app, id_token, 400 server_error, true, true",
        "web-app, junk, 200, true, true",
        "web-app, '', 400 invalid_request, true, true",
        "consent-app, access_token, 400 invalid_grant, true, true",
        "consent-app, refresh_token, 400 invalid_grant, true, true",
    })
    void revocationEndsTheGrant(String client, String which, String outcome, boolean access, boolean refresh) {
        Told told = tokens();
        assertThat(wire().revoke(told.json().getString(which, which), client).outcome())
                .isEqualTo(outcome);
        assertThat(wire().isActive(told.text("access_token"), APP)).isEqualTo(access);
        assertThat(wire().isActive(told.text("refresh_token"), APP)).isEqualTo(refresh);
        assertThat(wire().refresh(told.text("refresh_token"), APP).outcome())
                .isEqualTo(refresh ? "200" : "400 invalid_grant");
    }

    @Test
    void endOfASessionLeavesItsTokensActive() {
        String token = signIn();
        Told told = wire().tokensFor(wire().code(token, APP), APP);
        am().signOut(token);
        assertThat(wire().isActive(told.text("access_token"), APP)).isTrue();
        assertThat(wire().userInfo(told.text("access_token")).outcome()).isEqualTo("200");
        assertThat(wire().refresh(told.text("refresh_token"), APP).outcome()).isEqualTo("200");
    }

    @ParameterizedTest(name = "ending a session on the way to {0}: {1}")
    @CsvSource({"'', 204", "http://localhost:19090/, 302", "http://evil.example/, 400 redirect_uri_mismatch"})
    void idTokenEndsItsSession(String target, String outcome) {
        String token = signIn();
        String idToken = wire().tokensFor(wire().code(token, APP), APP).text("id_token");
        assertThat(wire().endSession(
                                target.isEmpty()
                                        ? parameters("id_token_hint", idToken)
                                        : parameters("id_token_hint", idToken, "post_logout_redirect_uri", target))
                        .outcome())
                .isEqualTo(outcome);
        assertThat(am().has(token)).isFalse();
        assertThat(wire().endSession(parameters("id_token_hint", idToken)).outcome())
                .isEqualTo("204");
        assertThat(wire().endSession(parameters()).outcome()).isEqualTo("400 bad_request");
    }
}
