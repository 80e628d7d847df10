package org.journeyguard.internal.token;

import java.net.URI;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import org.journeyguard.JourneyUser;
import org.journeyguard.Token;
import org.journeyguard.fixtures.TestBearers;
import org.journeyguard.fixtures.TestGuard;
import org.journeyguard.fixtures.TestSettings;
import org.journeyguard.internal.bearer.BearerTokens;
import org.journeyguard.internal.cluster.TestNode;
import org.journeyguard.internal.credential.Authentication;
import org.journeyguard.internal.credential.SsoToken;
import org.journeyguard.internal.credential.TokenDigest;
import org.journeyguard.internal.credential.TokenIdentity;
import org.journeyguard.internal.guard.settings.GuardSettings;
import org.journeyguard.internal.logout.TestLogout;
import org.journeyguard.test.FakeAm;
import org.journeyguard.test.ManualTime;

/** An application whose sessions have tokens, as its configuration has it. */
final class TestTokens implements AutoCloseable {
    /** Of the background. */
    private final TestGuard guard;

    private final TokenKeeper keeper;
    private final TestLogout logout;
    private final OutgoingTokens outgoing;
    private final ManualTime time;

    private TestTokens(TestGuard guard, ManualTime time, GuardSettings config) {
        this.guard = guard;
        this.time = time;
        outgoing = new OutgoingTokens(
                config.outgoing().targets(),
                guard.tokens().exchange(),
                config.tokens().cacheSize(),
                time::nanoTime);
        keeper = Objects.requireNonNull(guard.tokens().keeper());
        logout = TestLogout.of(guard, time);
    }

    /**
     * On one node.
     *
     * @param settings beside the client {@code web-app}: keys without {@code journey.}, and values
     */
    static TestTokens of(URI am, ManualTime time, String... settings) {
        GuardSettings config = config(am, settings);
        return new TestTokens(TestGuard.of(time, config), time, config);
    }

    /** On one of several nodes. */
    static TestTokens on(TestNode node, URI am, ManualTime time, String... settings) {
        GuardSettings config = config(am, settings);
        return new TestTokens(TestGuard.on(node, time, config), time, config);
    }

    static GuardSettings config(URI am, String... settings) {
        Map<String, String> all = new HashMap<>(Map.of(
                "journey.am.url", am.toString(),
                "journey.am.cookie-name", FakeAm.COOKIE,
                "journey.app.url", "http://localhost:19090",
                "journey.oauth.client-id", "web-app",
                "journey.oauth.client-secret", "s3cret"));
        for (int i = 0; i < settings.length; i += 2) {
            all.put("journey." + settings[i], settings[i + 1]);
        }
        return TestSettings.read(all);
    }

    TestGuard guard() {
        return guard;
    }

    OutgoingTokens outgoing() {
        return outgoing;
    }

    TokenKeeper keeper() {
        return keeper;
    }

    TestLogout logout() {
        return logout;
    }

    /** The user of the session. */
    JourneyUser user(SsoToken session) {
        return new TestUser(session, this);
    }

    /** The user of the access token. */
    JourneyUser user(String accessToken) {
        return new TestUser(TestBearers.token(accessToken), this);
    }

    BearerTokens bearers() {
        return guard.tokens().bearers().orElseThrow();
    }

    /** AM no longer honours a session, and this is noticed; an access token is ended by its own logout. */
    void leave(JourneyUser user) {
        if (((TestUser) user).credential() instanceof SsoToken session) {
            keeper.abandon(session.digest());
        } else {
            user.logout();
        }
    }

    /** What is to be done in the background has been done. */
    void finishBackground() {
        guard.finishBackground();
    }

    /** Steps of logouts that AM has not confirmed are tried again. */
    void retryAll() {
        logout.retryAll(time);
    }

    /** Whether AM, or the memory of it, says that a session is good. */
    boolean accepts(SsoToken session) {
        return guard.sessions().validate(session, true) instanceof Authentication.Authenticated;
    }

    /** What becomes of a request that brings an access token. */
    Authentication<TokenIdentity> validate(Token token) {
        return bearers().validate(TestBearers.token(token.accessToken()));
    }

    /** Whether tokens are kept for a session. Takes them away. */
    boolean hadTokens(SsoToken session) {
        TokenDigest digest = session.digest();
        return keeper.forget(digest).isPresent();
    }

    @Override
    public void close() {
        logout.close();
        guard.close();
    }
}
