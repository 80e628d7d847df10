package org.journeyguard.internal.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.journeyguard.internal.policy.Deciders.before;

import java.net.URI;
import java.util.Set;
import org.journeyguard.fixtures.TestRequestFacts;
import org.journeyguard.internal.credential.PresentedCredential;
import org.journeyguard.internal.request.OriginRules;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Rule 12: another site must not act with a user's cookie. */
class CrossSiteTest {
    private static final Decision FOREIGN = new Decision.Reject(Reason.FOREIGN_ORIGIN, null);
    private static final String EVIL = "https://evil.example";

    private static TestRequestFacts sent(TestRequestFacts request, @Nullable String site, @Nullable String origin) {
        TestRequestFacts withSite = site == null ? request : request.with("Sec-Fetch-Site", site);
        return origin == null ? withSite : withSite.with("Origin", origin);
    }

    /** Site and origin as a browser or another client sends them; the last column is for an application that does not know its URL. */
    @ParameterizedTest
    @CsvSource({
        "             ,                              , own,     own",
        " same-origin ,                              , own,     own",
        " none        ,                              , own,     own",
        " same-site   ,                              , foreign, foreign",
        " cross-site  ,                              , foreign, foreign",
        " Same-Origin ,                              , foreign, foreign",
        " ''          ,                              , foreign, foreign",
        "             , https://app.example.com      , own,     foreign",
        " same-origin , https://app.example.com      , own,     own",
        " same-site   , https://app.example.com      , foreign, foreign",
        " cross-site  , https://app.example.com      , foreign, foreign",
        "             , http://app.example.com       , foreign, foreign",
        "             , https://app.example.com:8443 , foreign, foreign",
        "             , https://app.example.com.evil , foreign, foreign",
        "             , https://app.example.co       , foreign, foreign",
        "             , https://evil.example         , foreign, foreign",
        " same-origin , https://evil.example         , foreign, own",
        " none        , https://evil.example         , foreign, own",
        " cross-site  , https://evil.example         , foreign, foreign",
        "             , null                         , foreign, foreign",
        " same-origin , null                         , foreign, foreign",
        " cross-site  , null                         , foreign, foreign",
        "             , https://partner.example.com  , own,     own",
        " cross-site  , https://partner.example.com  , own,     own",
        " same-site   , https://partner.example.com  , own,     own",
        "             , ''                           , foreign, foreign"
    })
    void foreignRequestIsRecognisedByFetchSiteAndOrigin(
            @Nullable String site, @Nullable String origin, String expected, String withoutOwnUrl) {
        TestRequestFacts request = sent(TestRequestFacts.of("POST", "/account"), site, origin);
        Set<String> allowed = Set.of("https://partner.example.com");
        assertThat(new OriginRules(Deciders.APP, allowed).isForeign(request)).isEqualTo(expected.equals("foreign"));
        assertThat(new OriginRules(null, allowed).isForeign(request)).isEqualTo(withoutOwnUrl.equals("foreign"));
    }

    @ParameterizedTest
    @CsvSource({
        "https://App.Example.com/shop,  https://app.example.com",
        "HTTPS://app.example.com:443/,  https://app.example.com",
        "http://app.example.com:80,     http://app.example.com",
        "http://app.example.com:443/x,  http://app.example.com:443",
        "https://app.example.com:80/,   https://app.example.com:80",
        "https://app.example.com:8443/, https://app.example.com:8443",
        "https://app.example.com:0/,    https://app.example.com:0",
        "http://[::1]:8080/shop,        http://[::1]:8080"
    })
    void originIsFormattedAsBrowsersSendIt(URI url, String origin) {
        assertThat(OriginRules.of(url)).isEqualTo(origin);
    }

    @ParameterizedTest
    @ValueSource(strings = {"POST", "PUT", "PATCH", "DELETE", "CONNECT", "PROPFIND", "post", "get"})
    void unsafeRequestWithCookieFromAForeignOriginGets403(String method) {
        TestRequestFacts request = TestRequestFacts.of(method, "/account");
        for (PresentedCredential cookies : new PresentedCredential[] {
            TestRequestFacts.COOKIE, PresentedCredential.MALFORMED, TestRequestFacts.CONTRADICTION
        }) {
            assertThat(before(request.presenting(cookies).with("Origin", EVIL))).contains(FOREIGN);
            assertThat(before(request.presenting(cookies).with("Sec-Fetch-Site", "cross-site")))
                    .contains(FOREIGN);
        }
        assertThat(Reason.FOREIGN_ORIGIN.status()).isEqualTo(403);
    }

    @ParameterizedTest
    @ValueSource(strings = {"GET", "HEAD", "OPTIONS", "TRACE"})
    void safeRequestFromAnotherSiteIsAllowed(String method) {
        TestRequestFacts request = TestRequestFacts.of(method, "/account").withCookie();
        assertThat(before(sent(request, "cross-site", EVIL))).isEmpty();
    }

    @Test
    void foreignRequestWithoutCookieGets401() {
        assertThat(before(sent(TestRequestFacts.of("POST", "/account"), "cross-site", EVIL)))
                .hasValueSatisfying(decision -> assertThat(decision)
                        .isInstanceOfSatisfying(
                                Decision.Challenge.class,
                                challenge -> assertThat(challenge.reason()).isEqualTo(Reason.SIGN_IN_REQUIRED)));
    }

    @Test
    void ownFormsAndRequestsWithoutOriginHeadersAreAllowed() {
        TestRequestFacts request = TestRequestFacts.of("POST", "/account").withCookie();
        assertThat(before(sent(request, "same-origin", Deciders.APP))).isEmpty();
        assertThat(before(request)).isEmpty();
        assertThat(before(sent(request, "cross-site", "https://partner.example.com")))
                .isEmpty();
    }

    @Test
    void handshakeWithCookieFromAForeignOriginGets403() {
        TestRequestFacts handshake =
                TestRequestFacts.get("/ws").with("Upgrade", "websocket").withCookie();
        assertThat(before(handshake.with("Origin", EVIL))).contains(FOREIGN);
        assertThat(before(handshake.with("Origin", Deciders.APP))).isEmpty();
    }

    @Test
    void publicPathRejectsForeignRequestsWithAnyCookie() {
        TestRequestFacts request = TestRequestFacts.of("POST", "/public/search");
        assertThat(before(request.withCookie().with("Origin", EVIL))).contains(FOREIGN);
        assertThat(before(request.with("Cookie", "JSESSIONID=1").with("Origin", EVIL)))
                .contains(FOREIGN);
        assertThat(before(request.with("Origin", EVIL))).contains(Decision.PROCEED_LAZILY);
        assertThat(before(request.withCookie().with("Origin", Deciders.APP))).contains(Decision.PROCEED_LAZILY);
    }

    @Test
    void preflightProceedsAnonymouslyAndOtherOptionsDoNot() {
        TestRequestFacts options = TestRequestFacts.of("OPTIONS", "/account").with("Origin", EVIL);
        assertThat(before(options.with("Access-Control-Request-Method", "PUT"))).contains(Decision.PROCEED_ANONYMOUSLY);
        assertThat(before(options.with("Access-Control-Request-Method", "PUT").withCookie()))
                .as("no browser sends a preflight with a credential, so this is none")
                .isEmpty();
        assertThat(before(options)).containsInstanceOf(Decision.Challenge.class);
        assertThat(before(TestRequestFacts.of("OPTIONS", "/account").with("Access-Control-Request-Method", "PUT")))
                .containsInstanceOf(Decision.Challenge.class);
        assertThat(before(TestRequestFacts.of("POST", "/account")
                        .withCookie()
                        .with("Origin", EVIL)
                        .with("Access-Control-Request-Method", "PUT")))
                .contains(FOREIGN);
    }
}
