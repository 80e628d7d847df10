package org.journeyguard.internal.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.journeyguard.internal.policy.Deciders.ALICE;
import static org.journeyguard.internal.policy.Deciders.CLOCK;
import static org.journeyguard.internal.policy.Deciders.LOGIN;
import static org.journeyguard.internal.policy.Deciders.after;
import static org.journeyguard.internal.policy.Deciders.alice;
import static org.journeyguard.internal.policy.Deciders.before;
import static org.journeyguard.internal.policy.Deciders.decider;

import java.time.Duration;
import java.util.List;
import org.journeyguard.fixtures.TestRequestFacts;
import org.journeyguard.internal.credential.Authentication;
import org.journeyguard.internal.credential.PresentedCredential;
import org.journeyguard.internal.credential.SsoIdentity;
import org.journeyguard.internal.http.Outage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Decisions about each kind of client, path and credential. */
class AccessDeciderTest {
    private static final Duration SOON = Duration.ofSeconds(7);
    private static final Authentication<SsoIdentity> SILENCE =
            new Authentication.Unavailable<>(new Outage("timeout", SOON));

    private enum Client {
        PERSON,
        PROGRAM;

        TestRequestFacts asks(String method, String path) {
            TestRequestFacts request = TestRequestFacts.of(method, path);
            return this == PERSON ? request.byPerson() : request.byProgram();
        }

        TestRequestFacts gets(String path) {
            return asks("GET", path);
        }
    }

    @ParameterizedTest
    @EnumSource
    void publicPathsProceedAndReadTheUserLazily(Client client) {
        assertThat(before(client.gets("/public/news"))).contains(Decision.PROCEED_LAZILY);
        assertThat(before(client.gets("/public/news").withCookie())).contains(Decision.PROCEED_LAZILY);
        assertThat(before(client.gets("/public/news").presenting(TestRequestFacts.CONTRADICTION)))
                .contains(Decision.PROCEED_LAZILY);
    }

    @ParameterizedTest
    @ValueSource(strings = {"GET", "HEAD"})
    void personWithoutCredentialIsRedirectedToLogin(String method) {
        assertThat(before(Client.PERSON.asks(method, "/account").withQuery("tab=1&x=%20")))
                .containsInstanceOf(Decision.Redirect.class)
                .contains(Deciders.sent(
                        LOGIN.loginUrlReturningTo("/account", "tab=1&x=%20", AuthenticationRequirement.NONE),
                        "/account?tab=1&x=%20"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"POST", "PUT", "PATCH", "DELETE", "OPTIONS", "PROPFIND", "get"})
    void personWithoutCredentialGetsAPageIfTheRequestIsNotRepeatable(String method) {
        assertThat(before(Client.PERSON.asks(method, "/account").withQuery("id=7")))
                .contains(new Decision.Challenge(
                        Reason.SIGN_IN_REQUIRED, LOGIN.loginUrlReturningTo("/", null, AuthenticationRequirement.NONE)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"GET", "HEAD", "POST", "OPTIONS"})
    void programWithoutCredentialGets401(String method) {
        assertThat(before(Client.PROGRAM.asks(method, "/account"))).hasValueSatisfying(AccessDeciderTest::isSignIn);
    }

    @Test
    void malformedCookieIsRefusedWithoutACall() {
        assertThat(before(Client.PERSON.gets("/account").presenting(PresentedCredential.MALFORMED)))
                .containsInstanceOf(Decision.Redirect.class);
        assertThat(before(Client.PROGRAM.gets("/account").presenting(PresentedCredential.MALFORMED)))
                .hasValueSatisfying(AccessDeciderTest::isSignIn);
    }

    @ParameterizedTest
    @EnumSource
    void cookieOnAProtectedPathIsValidated(Client client) {
        assertThat(before(client.gets("/account").withCookie())).isEmpty();
        assertThat(before(client.asks("POST", "/account").withCookie())).isEmpty();
    }

    @Test
    void refusedCookieIsTreatedAsAbsent() {
        TestRequestFacts person = Client.PERSON.gets("/account").withCookie();
        assertThat(after(person, Authentication.refused()))
                .isEqualTo(Deciders.sent(
                        LOGIN.loginUrlReturningTo("/account", null, AuthenticationRequirement.NONE), "/account"));
        isSignIn(after(Client.PERSON.asks("POST", "/account").withCookie(), Authentication.refused()));
        isSignIn(after(Client.PROGRAM.gets("/account").withCookie(), Authentication.refused()));
    }

    @ParameterizedTest
    @EnumSource
    void validSessionProceeds(Client client) {
        assertThat(after(client.gets("/account").withCookie(), ALICE)).isEqualTo(Decision.PROCEED);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/", "/beta", "/alpha/sub", "/ALPHA", "alpha", ""})
    void sessionOfAnotherRealmGetsAPageOr401ButNoRedirect(String realm) {
        assertThat(after(Client.PERSON.gets("/account").withCookie(), alice(realm)))
                .isEqualTo(new Decision.Challenge(
                        Reason.SIGNED_IN_ELSEWHERE,
                        LOGIN.loginUrlReturningTo("/account", null, AuthenticationRequirement.NONE)));
        isSignIn(after(Client.PROGRAM.gets("/account").withCookie(), alice(realm)));
        assertThat(Reason.SIGNED_IN_ELSEWHERE.status()).isEqualTo(403);
    }

    @ParameterizedTest
    @EnumSource
    void outageGets503AndNoRedirect(Client client) {
        Decision unavailable = new Decision.Reject(Reason.AM_UNAVAILABLE, SOON);
        assertThat(after(client.gets("/account").withCookie(), SILENCE)).isEqualTo(unavailable);
        assertThat(before(client.gets("/account")
                        .presenting(new PresentedCredential.CookieNameUnknown(new Outage("timeout", SOON)))))
                .contains(unavailable);
        assertThat(Reason.AM_UNAVAILABLE.status()).isEqualTo(503);
    }

    @ParameterizedTest
    @EnumSource
    void outageKeepsPublicPathsOpen(Client client) {
        assertThat(before(client.gets("/public/news")
                        .presenting(new PresentedCredential.CookieNameUnknown(new Outage("timeout", SOON)))))
                .contains(Decision.PROCEED_LAZILY);
    }

    @ParameterizedTest
    @EnumSource
    void differentCookiesGet401WithTheirOwnReason(Client client) {
        assertThat(before(client.gets("/account").presenting(TestRequestFacts.CONTRADICTION)))
                .contains(new Decision.Challenge(
                        Reason.TWO_SESSIONS,
                        LOGIN.loginUrlReturningTo("/account", null, AuthenticationRequirement.NONE)));
        assertThat(Reason.TWO_SESSIONS.status()).isEqualTo(401);
    }

    @ParameterizedTest
    @EnumSource
    void malformedPathGets400BeforeAnyOtherCheck(Client client) {
        Decision malformed = new Decision.Reject(Reason.MALFORMED_PATH, null);
        for (String path : new String[] {"/public/%2e%2e%2faccount", "/logout%00", "/..;/account", "/a%5cb"}) {
            assertThat(before(client.gets(path).withCookie())).contains(malformed);
            assertThat(before(client.asks("OPTIONS", path)
                            .with("Origin", "https://evil.example")
                            .with("Access-Control-Request-Method", "PUT")))
                    .contains(malformed);
        }
        assertThat(Reason.MALFORMED_PATH.status()).isEqualTo(400);
    }

    @ParameterizedTest
    @EnumSource
    void handshakeWithoutUserGets401AndNoRedirect(Client client) {
        TestRequestFacts handshake = client.gets("/ws").with("Upgrade", "WebSocket");
        assertThat(before(handshake)).hasValueSatisfying(AccessDeciderTest::isSignIn);
        isSignIn(after(handshake.withCookie(), Authentication.refused()));
    }

    @ParameterizedTest
    @EnumSource
    void withoutALoginPageAllClientsGet401WithoutLink(Client client) {
        AccessDecider decider = decider(null, "/logout");
        assertThat(decider.before(client.gets("/account"), CLOCK))
                .contains(new Decision.Challenge(Reason.SIGN_IN_REQUIRED, null));
        assertThat(decider.after(client.gets("/account").withCookie(), Authentication.refused(), CLOCK))
                .isEqualTo(new Decision.Challenge(Reason.SIGN_IN_REQUIRED, null));
    }

    @Test
    void anonymousForwardReachesOnlyPublicTargetsAndViews() {
        AccessDecider decider = Deciders.DECIDER;
        assertThat(decider.isPublicTarget(TestRequestFacts.get("/public/news"))).isTrue();
        assertThat(decider.isPublicTarget(TestRequestFacts.get("/WEB-INF/view.jsp")))
                .isTrue();
        for (String path : new String[] {"/account", "/account/WEB-INF/view.jsp", "/WEB-INF"}) {
            assertThat(decider.isPublicTarget(TestRequestFacts.get(path))).isFalse();
        }
        // JAX-RS would read the raw path
        for (String raw : List.of(
                "/public/news;/account",
                "/public/../account",
                "/public//news",
                "/public/%2e",
                "/public/%zz",
                "public/news")) {
            assertThat(decider.isPublicTarget(TestRequestFacts.get(raw).seenByContainerAs("/public/news")))
                    .as(raw)
                    .isFalse();
        }
    }

    private static void isSignIn(Decision decision) {
        assertThat(decision)
                .isInstanceOfSatisfying(
                        Decision.Challenge.class,
                        challenge -> assertThat(challenge.reason()).isEqualTo(Reason.SIGN_IN_REQUIRED));
        assertThat(Reason.SIGN_IN_REQUIRED.status()).isEqualTo(401);
        assertThat(Reason.SIGN_IN_REQUIRED.error()).isNull();
    }
}
