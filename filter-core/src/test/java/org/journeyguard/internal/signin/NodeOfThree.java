package org.journeyguard.internal.signin;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.journeyguard.Claims;
import org.journeyguard.fixtures.TestGuard;
import org.journeyguard.fixtures.TestSettings;
import org.journeyguard.internal.cluster.EntryNames;
import org.journeyguard.internal.cluster.TestNode;
import org.journeyguard.internal.index.InterruptedNode;
import org.journeyguard.internal.logout.BackChannel;
import org.journeyguard.internal.logout.RemoteLogout;
import org.journeyguard.internal.logout.TestLogout;
import org.journeyguard.internal.resilience.BackgroundTasks;
import org.journeyguard.internal.store.FirstUse;
import org.journeyguard.spi.MemoryEngine;
import org.journeyguard.test.FakeAm;
import org.journeyguard.test.ManualTime;
import org.jspecify.annotations.Nullable;

/** A node of an application that receives logout tokens. */
final class NodeOfThree implements AutoCloseable {
    private static final String EVENT = "http://schemas.openid.net/event/backchannel-logout";
    /** How long a node may accept what another has ended. */
    static final Duration CACHE_TTL = Duration.ofSeconds(1);

    /** What the nodes share. */
    record Shared(FakeAm am, ManualTime time, MemoryEngine engine) {
        static Shared of(FakeAm am, ManualTime time) {
            return new Shared(am, time, new MemoryEngine(time::nanoTime));
        }
    }

    final TestNode engine;
    final InterruptedNode interrupted;
    final TestGuard guard;
    final TestLogout logout;
    private final Shared shared;
    private final @Nullable TestApp byCode;
    private final BackChannel backChannel;
    private final List<Runnable> open = new ArrayList<>();

    private NodeOfThree(Shared shared, boolean isByCode, String... settings) {
        this.shared = shared;
        engine = new TestNode(shared.engine);
        interrupted = new InterruptedNode(engine);
        ManualTime time = shared.time;
        List<String> all = new ArrayList<>(List.of(settings));
        all.addAll(List.of("journey.logout.backchannel-path", "/back-channel", "journey.am.timeout", "PT30S"));
        all.addAll(List.of("journey.session.cache-ttl", CACHE_TTL.toString()));
        byCode = isByCode
                ? TestApp.on(interrupted.open(time::nanoTime), shared.am, time, all.toArray(String[]::new))
                : null;
        guard = byCode == null ? ofSsoTokens(all) : byCode.guard;
        logout = TestLogout.of(guard, time);
        BackgroundTasks background = new BackgroundTasks();
        RemoteLogout remote = logout.remote(Optional.ofNullable(byCode).map(app -> app.sessions), background);
        backChannel = new BackChannel(
                guard.tokens().client().orElseThrow().logoutTokens(),
                guard.index(),
                guard.logouts(),
                remote,
                FirstUse.of(
                        Optional.of(guard.cluster()),
                        EntryNames.Kind.LOGOUT_TOKEN,
                        BackChannel.REMEMBERED,
                        Long.MAX_VALUE,
                        time::nanoTime),
                guard.stores().lateEnds(),
                time);
        guard.tokens().keeper().onEndedAtAm(remote::atAm);
        open.addAll(List.of(background::close, logout::close, guard::close));
    }

    /** Where users sign in by the authorization code flow. */
    static NodeOfThree byCode(Shared shared, String... settings) {
        return new NodeOfThree(shared, true, settings);
    }

    /** Where users have AM's cookie. */
    static NodeOfThree ofSsoTokens(Shared shared) {
        return new NodeOfThree(shared, false);
    }

    private TestGuard ofSsoTokens(List<String> settings) {
        Map<String, String> all = new HashMap<>(Map.of(
                "journey.am.url",
                shared.am.url().toString(),
                "journey.am.cookie-name",
                FakeAm.COOKIE,
                "journey.oauth.client-id",
                "web-app",
                "journey.oauth.client-secret",
                "s3cret"));
        for (int i = 0; i < settings.size(); i += 2) {
            all.put(settings.get(i), settings.get(i + 1));
        }
        return TestGuard.on(interrupted.open(shared.time::nanoTime), shared.time, TestSettings.read(all));
    }

    TestApp app() {
        if (byCode == null) {
            throw new IllegalStateException("users have AM's cookie");
        }
        return byCode;
    }

    SignInOutcome.SignedIn signIn(String user) {
        return app().signIn(shared.am, user);
    }

    /** A logout token for the session, or for all of its user's. */
    String logoutToken(Claims idToken, boolean hasSid) {
        Map<String, Object> claims = new HashMap<>(Map.of(
                "iss", idToken.text("iss").orElseThrow(),
                "aud", "web-app",
                "sub", idToken.text("sub").orElseThrow(),
                "iat", shared.time.instant().getEpochSecond(),
                "exp", shared.time.instant().plusSeconds(600).getEpochSecond(),
                "jti", UUID.randomUUID().toString(),
                "events", Map.of(EVENT, Map.of())));
        if (hasSid) {
            claims.put("sid", idToken.text("sid").orElseThrow());
        }
        return shared.am.oauth().sign(claims);
    }

    BackChannel.Received receive(String logoutToken) {
        return backChannel.receive(logoutToken);
    }

    /** AM says that a session, or all of its user's, have ended. */
    void end(Claims idToken, boolean hasSid) {
        assertThat(receive(logoutToken(idToken, hasSid))).isEqualTo(new BackChannel.Received.Done());
    }

    @Override
    public void close() {
        open.forEach(Runnable::run);
    }
}
