package org.journeyguard.internal.signin;

import java.util.HashMap;
import java.util.Map;
import org.journeyguard.fixtures.TestGuard;
import org.journeyguard.fixtures.TestSettings;
import org.journeyguard.internal.appsession.AppSessions;
import org.journeyguard.internal.cluster.Cluster;
import org.journeyguard.internal.cluster.TestNode;
import org.journeyguard.internal.credential.AppSession;
import org.journeyguard.internal.credential.Authentication;
import org.journeyguard.internal.guard.settings.GuardSettings;
import org.journeyguard.internal.store.SessionStores;
import org.journeyguard.internal.token.TokenKeeper;
import org.journeyguard.test.FakeAm;
import org.journeyguard.test.ManualTime;

/** An application whose people sign in by the authorization code flow. */
final class TestApp implements AutoCloseable {
    final TestGuard guard;
    final CodeFlowSignIn signIns;
    final AppSessions sessions;

    TestApp(FakeAm am, ManualTime time, String... settings) {
        this(TestGuard.of(am, time, config(am, settings)));
    }

    private TestApp(TestGuard guard) {
        this.guard = guard;
        this.signIns = guard.login().signIns();
        this.sessions = guard.login().sessions();
    }

    /** Another node of the same application. */
    static TestApp on(TestNode node, FakeAm am, ManualTime time, String... settings) {
        return new TestApp(TestGuard.on(node, time, config(am, settings)));
    }

    /** With these stores. */
    static TestApp with(SessionStores stores, FakeAm am, ManualTime time, String... settings) {
        return new TestApp(TestGuard.with(time, config(am, settings), stores));
    }

    /** Another node of the same application. */
    static TestApp on(Cluster cluster, FakeAm am, ManualTime time, String... settings) {
        return new TestApp(TestGuard.on(cluster, time, config(am, settings)));
    }

    private static GuardSettings config(FakeAm am, String... settings) {
        Map<String, String> all = new HashMap<>(Map.of(
                "journey.am.url", am.url().toString(),
                "journey.login", "oidc",
                "journey.oauth.client-id", "web-app",
                "journey.oauth.client-secret", "s3cret"));
        for (int i = 0; i < settings.length; i += 2) {
            all.put(settings[i], settings[i + 1]);
        }
        return TestSettings.read(all);
    }

    TokenKeeper keeper() {
        TokenKeeper keeper = guard.tokens().keeper();
        if (keeper == null) {
            throw new IllegalStateException("no client");
        }
        return keeper;
    }

    /** Signs a user in with a browser of their own. */
    SignInOutcome.SignedIn signIn(FakeAm am, String user) {
        TestBrowser browser = new TestBrowser(am).signedInAtAmAs(user);
        return browser.signIn(this, "/account");
    }

    boolean isGood(AppSession session) {
        return sessions.validate(session, true) instanceof Authentication.Authenticated;
    }

    @Override
    public void close() {
        guard.close();
    }
}
