package org.journeyguard.token;

import java.net.URI;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import org.journeyguard.JourneyUser;
import org.journeyguard.Token;
import org.journeyguard.config.JourneyConfig;
import org.journeyguard.config.TestSettings;
import org.journeyguard.credential.SsoToken;
import org.journeyguard.credential.TokenDigest;
import org.journeyguard.credential.Validation;
import org.journeyguard.logout.LogoutFlow;
import org.journeyguard.logout.TestLogout;
import org.journeyguard.session.TestGuard;
import org.journeyguard.store.TokenStore;
import org.journeyguard.test.FakeAm;
import org.journeyguard.test.ManualTime;

/** An application whose sessions have tokens, as its configuration has it. */
final class TestTokens implements AutoCloseable {
    private final TestGuard guard;
    private final TokenKeeper keeper;
    private final TestLogout logout;
    private final OutgoingTokens outgoing;

    private TestTokens(TestGuard guard, ManualTime time, JourneyConfig config) {
        this.guard = guard;
        outgoing = new OutgoingTokens(config.targets(), guard.tokens().exchange());
        keeper = Objects.requireNonNull(guard.tokens().keeper());
        logout = TestLogout.of(guard, time);
    }

    /**
     * On one node.
     *
     * @param settings beside the client {@code web-app}: keys without {@code journey.}, and values
     */
    static TestTokens of(URI am, ManualTime time, String... settings) {
        JourneyConfig config = config(am, settings);
        return new TestTokens(TestGuard.of(time, config), time, config);
    }

    /** On one of several nodes. */
    static TestTokens sharing(TokenStore store, URI am, ManualTime time, String... settings) {
        JourneyConfig config = config(am, settings);
        return new TestTokens(TestGuard.sharing(time, config, store), time, config);
    }

    static JourneyConfig config(URI am, String... settings) {
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

    LogoutFlow logout() {
        return logout.flow();
    }

    /** Whoever has the session. */
    JourneyUser user(SsoToken session) {
        return new TestUser(session, this);
    }

    /** Whether AM, or the memory of it, says that a session is good. */
    boolean accepts(SsoToken session) {
        return guard.sessions().validate(session, true) instanceof Validation.Valid;
    }

    /** What becomes of a request that brings an access token. */
    Validation validate(Token token) {
        return Objects.requireNonNull(guard.tokens().bearers()).validate(TestBearers.token(token.accessToken()));
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
