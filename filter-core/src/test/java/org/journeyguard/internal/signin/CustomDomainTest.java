package org.journeyguard.internal.signin;

import static org.assertj.core.api.Assertions.assertThat;

import org.journeyguard.Renewal;
import org.journeyguard.internal.credential.SsoToken;
import org.journeyguard.test.FakeAm;
import org.journeyguard.test.FakeAm.Kind;
import org.journeyguard.test.ManualTime;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** An application whose {@code journey.am.url} is a realm's custom domain at Advanced Identity Cloud. */
class CustomDomainTest {
    private final ManualTime time = new ManualTime();
    private final FakeAm am = new FakeAm(Kind.ADVANCED_IDENTITY_CLOUD);

    CustomDomainTest() {
        am.setClock(time);
        am.oauth().makeCustomDomainOf("/alpha");
    }

    @AfterEach
    void end() {
        am.close();
    }

    private TestApp app(String... settings) {
        String[] all = new String[settings.length + 2];
        all[0] = "journey.am.realm";
        all[1] = "/alpha";
        System.arraycopy(settings, 0, all, 2, settings.length);
        return new TestApp(am, time, all);
    }

    @Test
    void signInNeedsNoFurtherSetting() {
        try (TestApp app = app()) {
            TestBrowser browser = new TestBrowser(am).signedInAtAmAs(am.session("alice", "/alpha"));
            assertThat(browser.signIn(app, "/").identity().name()).isEqualTo("alice");
        }
    }

    @Test
    void onlyTheConfiguredDocumentIsRequested() {
        String root = am.url().resolve("/").toString();
        try (TestApp app = app("journey.oauth.discovery-url", root + ".well-known/openid-configuration")) {
            TestBrowser browser = new TestBrowser(am).signedInAtAmAs(am.session("alice", "/alpha"));
            assertThat(browser.signIn(app, "/").identity().name()).isEqualTo("alice");
            assertThat(am.calls("openid-configuration")).hasSize(1);
        }
    }

    @Test
    void sessionsHaveTokensAtACustomDomain() {
        try (TestApp app = app()) {
            SsoToken session = new SsoToken(am.signIn(am.session("alice", "/alpha")));
            String token = app.keeper().token(session, Renewal.IF_DUE).accessToken();
            assertThat(am.isActive(token)).isTrue();
        }
    }
}
