package org.journeyguard.internal.am;

import static org.assertj.core.api.Assertions.assertThat;
import static org.journeyguard.internal.am.OAuthWire.request;

import java.util.Map;
import org.journeyguard.internal.am.OAuthWire.Told;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The way to a set of tokens: discovery, {@code authorize}, and codes. */
public abstract class CodeWireContract extends OAuthWireContract {
    private enum With {
        LIVE_SESSION,
        ENDED_SESSION,
        UNKNOWN_SESSION,
        SESSION_IN_A_HEADER,
        SESSION_OF_ANOTHER_REALM
    }

    /**
     * @param am closed after each test
     * @param realm whose endpoints are asked
     */
    protected CodeWireContract(Party am, String realm) {
        super(am, realm);
    }

    @Test
    void discoveryHasTheEndpointsThatClientsNeed() {
        Told told = wire().get("/.well-known/openid-configuration");
        String base = wire().announced();
        assertThat(told.outcome()).isEqualTo("200");
        assertThat(told.text("issuer")).isEqualTo(base);
        assertThat(told.text("authorization_endpoint")).isEqualTo(base + "/authorize");
        assertThat(told.text("token_endpoint")).isEqualTo(base + "/access_token");
        assertThat(told.text("userinfo_endpoint")).isEqualTo(base + "/userinfo");
        assertThat(told.text("jwks_uri")).isEqualTo(base + "/connect/jwk_uri");
        assertThat(told.text("end_session_endpoint")).isEqualTo(base + "/connect/endSession");
        assertThat(told.json())
                .doesNotContainKeys(
                        "introspection_endpoint", "revocation_endpoint", "code_challenge_methods_supported");
    }

    @ParameterizedTest(name = "{0} with {1} and {2}={3}: {4}")
    @CsvSource({
        "web-app, LIVE_SESSION, prompt, '', 302",
        "web-app, LIVE_SESSION, prompt, none, 302",
        "web-app, LIVE_SESSION, max_age, 3600, 302",
        "web-app, LIVE_SESSION, scope, '', 302",
        "web-app, LIVE_SESSION, scope, openid bogus, 302 invalid_scope",
        "web-app, LIVE_SESSION, redirect_uri, http://evil.example/, 400",
        "web-app, LIVE_SESSION, response_type, token, 302 unsupported_response_type",
        "nobody, LIVE_SESSION, prompt, none, 400",
        "web-app, ENDED_SESSION, prompt, none, 302 interaction_required",
        "web-app, UNKNOWN_SESSION, prompt, none, 302 interaction_required",
        "web-app, SESSION_IN_A_HEADER, prompt, none, 302 interaction_required",
        "web-app, SESSION_OF_ANOTHER_REALM, prompt, none, 301",
        "web-app, ENDED_SESSION, prompt, '', 301",
        "consent-app, LIVE_SESSION, prompt, none, 302 consent_required",
        "consent-app, LIVE_SESSION, prompt, '', 200",
    })
    void authorizationRequestsGetTheRecordedResponses(
            String client, With what, String parameter, String value, String outcome) {
        Map<String, String> request = request(client, parameter, value);
        Told told = wire().authorize(what == With.SESSION_IN_A_HEADER ? UNKNOWN : token(what), request);
        if (what == With.SESSION_IN_A_HEADER) {
            told = wire().authorizeByHeader(signIn(), request);
        }
        assertThat(told.outcome()).isEqualTo(outcome);
        if (outcome.equals("302")) {
            assertThat(told.location())
                    .containsOnlyKeys("code", "scope", "iss", "state", "client_id")
                    .containsEntry("iss", wire().announced())
                    .containsEntry("state", "st1")
                    .containsEntry("client_id", client);
        } else if (outcome.startsWith("302")) {
            assertThat(told.location()).containsOnlyKeys("error", "error_description", "state");
        } else if (outcome.equals("301")) {
            assertThat(told.header("Location")).startsWith(am().url() + "/UI/Login?realm=");
        } else {
            assertThat(told.header("Content-Type")).startsWith("text/html");
        }
    }

    @ParameterizedTest(name = "{0} with {1}, csrf={2}, decision={3}, prompt={4}: {5}")
    @CsvSource({
        "web-app, LIVE_SESSION, own, allow, '', 302",
        "web-app, LIVE_SESSION, wrong, allow, '', 400",
        "web-app, LIVE_SESSION, own, allow, none, 302",
        "web-app, ENDED_SESSION, own, allow, '', 400",
        "web-app, ENDED_SESSION, own, allow, none, 400",
        "web-app, SESSION_OF_ANOTHER_REALM, own, allow, none, 301",
        "consent-app, LIVE_SESSION, own, allow, '', 302",
        "consent-app, LIVE_SESSION, own, allow, none, 302",
        "consent-app, LIVE_SESSION, wrong, allow, '', 400",
        "consent-app, LIVE_SESSION, own, deny, '', 302 access_denied",
    })
    void consentIsGivenByPost(String client, With what, String csrf, String decision, String prompt, String outcome) {
        String token = token(what);
        Told told = wire().authorizePosted(
                        token,
                        request(
                                client,
                                "csrf",
                                csrf.equals("own") ? token : csrf,
                                "decision",
                                decision,
                                "prompt",
                                prompt));
        assertThat(told.outcome()).isEqualTo(outcome);
        assertThat(told.location().containsKey("code")).isEqualTo(outcome.equals("302"));
    }

    @Test
    void consentAppliesToOneRequest() {
        String token = signIn();
        wire().authorizePosted(token, request("consent-app", "csrf", token, "decision", "allow"));
        assertThat(wire().authorize(token, request("consent-app", "prompt", "none"))
                        .outcome())
                .isEqualTo("302 consent_required");
    }

    @Test
    void forcedLoginEndsThePresentSession() {
        String first = signIn();
        assertThat(wire().authorize(first, request(APP, "prompt", "login")).outcome())
                .isEqualTo("301");
        assertThat(am().has(first)).isFalse();
    }

    @Test
    void codeIsRedeemedOnce() {
        String code = wire().code(signIn(), APP);
        Told told = wire().tokensFor(code, APP);
        assertThat(told.outcome()).isEqualTo("200");
        assertThat(told.json())
                .containsOnlyKeys(
                        "access_token", "refresh_token", "id_token", "scope", "nonce", "token_type", "expires_in");
        assertThat(told.text("token_type")).isEqualTo("Bearer");
        assertThat(told.text("scope").split(" ")).containsExactlyInAnyOrder("openid", "profile", "email");
        assertThat(told.json().getInt("expires_in")).isBetween(3_590, 3_600);
        String access = told.text("access_token");
        assertThat(wire().isActive(access, APP)).isTrue();
        // one of the two clients may have stolen the code
        assertThat(wire().tokensFor(code, APP).outcome()).isEqualTo("400 invalid_grant");
        assertThat(wire().isActive(access, APP)).isFalse();
    }

    @ParameterizedTest(name = "{0}={1} by {2}: {3}, and the right one then: {4}")
    @CsvSource({
        "code_verifier, xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx, web-app, 400 invalid_grant, 200",
        "redirect_uri, http://localhost:19091/journey/callback, web-app, 400 invalid_grant, 200",
        "redirect_uri, http://localhost:19090/journey/callback, short-app, 400 invalid_grant, 200",
        "code, junk, web-app, 400 invalid_grant, 200",
        "code_verifier, '', web-app, 200, 400 invalid_grant",
    })
    void codesOfAnotherRequestAreRefused(String parameter, String value, String client, String outcome, String then) {
        String code = wire().code(signIn(), APP);
        Map<String, String> question = OAuthWire.exchange(code);
        question.put(parameter, value);
        question.values().removeIf(String::isEmpty);
        assertThat(wire().token(client, question).outcome()).isEqualTo(outcome);
        assertThat(wire().tokensFor(code, APP).outcome()).isEqualTo(then);
    }

    @Test
    void codeOfAnEndedSessionIsRefused() {
        String token = signIn();
        String code = wire().code(token, APP);
        am().signOut(token);
        assertThat(wire().tokensFor(code, APP).outcome()).isEqualTo("400 server_error");
    }

    private String token(With what) {
        return switch (what) {
            case LIVE_SESSION, SESSION_IN_A_HEADER -> signIn();
            case ENDED_SESSION -> {
                String token = signIn();
                am().signOut(token);
                yield token;
            }
            case UNKNOWN_SESSION -> UNKNOWN;
            case SESSION_OF_ANOTHER_REALM -> am().signIn("alice", otherRealm());
        };
    }
}
