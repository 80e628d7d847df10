package org.journeyguard.internal.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.journeyguard.internal.policy.Deciders.ACR;
import static org.journeyguard.internal.policy.Deciders.APP;
import static org.journeyguard.internal.policy.Deciders.CLOCK;
import static org.journeyguard.internal.policy.Deciders.DECIDER;

import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import org.journeyguard.fixtures.TestRequestFacts;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Browsers that fetch in advance, show a frame, come from one of AM's pages, or have stored a long target. */
class BrowserVisitTest {
    private static final AccessDecider CODE_FLOW = Deciders.decider(
            new CodeFlow(APP + "/shop", "/journey/callback", "https://sso.example.com/am/XUI/", ACR), "/logout");

    private static TestRequestFacts person(String path) {
        return TestRequestFacts.get(path).byPerson();
    }

    private static @Nullable Reason reason(Decision decision) {
        return decision instanceof Decision.Challenge challenge ? challenge.reason() : null;
    }

    @Test
    void prefetchNeitherSignsInNorOut() {
        for (AccessDecider decider : List.of(DECIDER, CODE_FLOW)) {
            TestRequestFacts account = person("/account").with("Sec-Purpose", "prefetch");
            assertThat(reason(decider.before(account, CLOCK).orElseThrow())).isEqualTo(Reason.SIGN_IN_REQUIRED);
            assertThat(reason(decider.before(account.presenting(TestRequestFacts.CONTRADICTION), CLOCK)
                            .orElseThrow()))
                    .isEqualTo(Reason.SIGN_IN_REQUIRED);
            TestRequestFacts logout =
                    person("/logout").with("Sec-Fetch-Site", "same-origin").withCookie();
            assertThat(decider.before(logout, CLOCK)).contains(Decision.LOG_OUT);
            assertThat(decider.before(logout.with("Purpose", "prefetch"), CLOCK))
                    .contains(new Decision.Reject(Reason.LOGOUT_METHOD, null));
        }
        TestRequestFacts link = person("/journey/callback").withQuery("back=%2Faccount&acr=strong");
        assertThat(CODE_FLOW.before(link.with("X-Moz", "prefetch"), CLOCK))
                .contains(new Decision.Challenge(
                        Reason.SIGN_IN_REQUIRED, APP + "/shop/journey/callback?back=%2Faccount&acr=strong"));
        assertThat(CODE_FLOW.before(
                        person("/journey/callback").withQuery("code=x&state=y").with("Purpose", "prefetch"), CLOCK))
                .contains(new Decision.Challenge(Reason.SIGN_IN_REQUIRED, null));
    }

    @Test
    void framedRequestIsNotSentToAmsPages() {
        TestRequestFacts framed = person("/account").with("Sec-Fetch-Dest", "iframe");
        assertThat(reason(DECIDER.before(framed, CLOCK).orElseThrow())).isEqualTo(Reason.SIGN_IN_FRAMED);
        assertThat(reason(DECIDER.stepUp(framed.withCookie(), AuthenticationRequirement.of(5), CLOCK)))
                .isEqualTo(Reason.STRONGER_SIGN_IN_REQUIRED);
        assertThat(CODE_FLOW.before(framed, CLOCK).orElseThrow())
                .isInstanceOfSatisfying(
                        Decision.BeginSignIn.class,
                        begun -> assertThat(begun.isSilent()).isTrue());
        assertThat(CODE_FLOW.before(person("/account"), CLOCK).orElseThrow())
                .isInstanceOfSatisfying(
                        Decision.BeginSignIn.class,
                        begun -> assertThat(begun.isSilent()).isFalse());
    }

    @Test
    void storedTargetIsResumedWithAndWithoutSession() {
        Decision resumed = new Decision.Resume("k1", APP + "/shop");
        TestRequestFacts back = person("/journey/callback").withQuery("resume=k1&round=1&level=5");
        assertThat(DECIDER.allowed(back.withCookie())).isEqualTo(resumed);
        assertThat(CODE_FLOW.allowed(back.withCookie())).isEqualTo(resumed);
        assertThat(DECIDER.before(back, CLOCK)).contains(resumed);
        assertThat(DECIDER.demands(back)).containsExactly(AuthenticationRequirement.of(5));
        assertThat(DECIDER.demands(back.withQuery("resume=k1"))).isEmpty();
        assertThat(DECIDER.before(person("/journey/callback").withQuery("returned=%2Faccount"), CLOCK))
                .containsInstanceOf(Decision.Redirect.class);
        assertThat(CODE_FLOW.allowed(person("/journey/callback")
                        .withQuery("returned=%2Faccount")
                        .withCookie()))
                .isEqualTo(new Decision.GoBack(APP + "/shop/account"));
    }

    @Test
    void longTargetIsStoredInTheBrowserUnderAKey() {
        String noise = new Random(1)
                .ints(3_000, 'a', 'z')
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
        assertThat(CODE_FLOW.before(person("/account").withQuery(noise), CLOCK).orElseThrow())
                .isInstanceOfSatisfying(Decision.BeginSignIn.class, begun -> {
                    LongTarget stored = Objects.requireNonNull(begun.stored());
                    assertThat(stored.path()).isEqualTo("/account?" + noise);
                    assertThat(begun.back()).isEqualTo("/journey/callback?resume=" + stored.key() + "&round=1");
                });
    }

    /** Rows: page of AM, referrer, {@code Sec-Fetch-Site}. */
    @ParameterizedTest
    @CsvSource({
        "https://sso.example.com/am/UI/Login,       https://sso.example.com/am/XUI/,  ,            true",
        "https://sso.example.com/am/UI/Login?a=/b/, https://sso.example.com/,         ,            true",
        "https://sso.example.com/login,             https://sso.example.com/x,        ,            true",
        "https://sso.example.com,                   https://sso.example.com/x,        ,            true",
        "https://sso.example.com/am/UI/Login,       https://sso.example.com.evil/am/, cross-site,  false",
        "https://app.example.com/am/UI/Login,       https://app.example.com/am/XUI/,  same-origin, true",
        "https://app.example.com/am/UI/Login,       https://app.example.com/am,       same-origin, false",
        "https://app.example.com/am/UI/Login,       https://app.example.com/shop/,    same-origin, false",
        "https://app.example.com/login,             https://app.example.com/shop/,    same-origin, true",
        "https://sso.example.com/am/UI/Login,       ,                                 cross-site,  true",
        "https://sso.example.com/am/UI/Login,       ,                                 same-site,   true",
        "https://sso.example.com/am/UI/Login,       ,                                 same-origin, false",
        "https://sso.example.com/am/UI/Login,       ,                                 none,        false",
        "https://sso.example.com/am/UI/Login,       ,                                 ,            false"
    })
    void requestFromAmIsRecognisedByReferrerOrFetchSite(
            String page, @Nullable String referer, @Nullable String site, boolean isFromAm) {
        TestRequestFacts request = TestRequestFacts.get("/account");
        request = referer == null ? request : request.with("Referer", referer);
        request = site == null ? request : request.with("Sec-Fetch-Site", site);
        assertThat(AmPages.of(page, APP + "/shop").haveLedTo(request)).isEqualTo(isFromAm);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/x\u007f", "/x?\u007f", "/x ", "/x y", "/x?a b"})
    void logoutTargetWithBlankOrControlCharacterIsIgnored(String wanted) {
        LogoutRedirects redirects = new LogoutRedirects("/shop", "/goodbye", Set.of());
        assertThat(redirects.target(wanted)).isEqualTo("/shop/goodbye");
    }
}
