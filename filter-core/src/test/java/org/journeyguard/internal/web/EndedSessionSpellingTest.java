package org.journeyguard.internal.web;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.servlet.ServletContext;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.journeyguard.Token;
import org.journeyguard.fixtures.Await;
import org.journeyguard.fixtures.Stub;
import org.journeyguard.fixtures.TestSettings;
import org.journeyguard.fixtures.TokenSpellings;
import org.journeyguard.internal.credential.SsoToken;
import org.journeyguard.internal.logout.BackChannel;
import org.journeyguard.internal.logout.BackChannel.Received;
import org.journeyguard.test.FakeAm;
import org.journeyguard.test.FakeSession;
import org.journeyguard.test.ManualTime;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A client-side session that AM itself says has ended, and its token in other spellings. */
class EndedSessionSpellingTest {
    private static final ServletContext CONTEXT = Stub.of(ServletContext.class, Map.of("getContextPath", ""));
    private static final String JWT =
            "eyJ0eXAiOiJKV1QiLCJhbGciOiJIUzI1NiJ9.eyJzdWIiOiJhbGljZSJ9.c2lnbmF0dXJlc2lnbmF0dXJl";
    private static final String ISSUED = "*AAJTSQACMDEAAlMxAAA.*" + JWT;
    private static final String RESPELT = "x@AAJTSQACMDEAAlMxAAA=#" + JWT;
    private static final int SPELLINGS = 20_000;

    private final ManualTime time = new ManualTime();
    private final FakeAm am = new FakeAm(FakeAm.Kind.PINGAM);
    private final WebGuard runtime = new WebGuard(TestSettings.read(settings()), CONTEXT, time, time::nanoTime);

    EndedSessionSpellingTest() {
        am.setClock(time);
        for (String token : List.of(ISSUED, RESPELT)) {
            FakeSession session = am.session("alice", "/");
            am.signIn(
                    new FakeSession(token, "alice", "/", session.idleExpiresAt(), session.expiresAt(), Map.of(), null));
        }
        Await.until("AM tells of sessions", () -> am.notifications().listeners() == 1);
    }

    private Map<String, String> settings() {
        am.directory().addAgent("notify-agent", "s3cret-agent", "/");
        Map<String, String> settings = new HashMap<>();
        settings.put("journey.am.url", am.url().toString());
        settings.put("journey.am.cookie-name", FakeAm.COOKIE);
        settings.put("journey.am.notifications", "true");
        settings.put("journey.am.agent.name", "notify-agent");
        settings.put("journey.am.agent.password", "s3cret-agent");
        settings.put("journey.oauth.client-id", "web-app");
        settings.put("journey.oauth.client-secret", "s3cret");
        settings.put("journey.logout.backchannel-path", "/back-channel");
        return settings;
    }

    @AfterEach
    void end() {
        runtime.close();
        am.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {ISSUED, RESPELT})
    void backChannelLogoutEndsTheSessionInEachSpelling(String presented) {
        Token token = use(presented);
        long now = time.instant().getEpochSecond();
        Map<String, Object> claims = Map.of(
                "iss",
                am.url() + "/oauth2",
                "aud",
                "web-app",
                "sub",
                "(usr!alice)",
                "iat",
                now,
                "exp",
                now + 120,
                "jti",
                "1",
                "events",
                Map.of("http://schemas.openid.net/event/backchannel-logout", Map.of()));
        BackChannel backChannel = Objects.requireNonNull(runtime.guard().backChannel());
        assertThat(backChannel.receive(am.oauth().sign(claims))).isEqualTo(new Received.Done());
        assertEnded(token);
    }

    @ParameterizedTest
    @ValueSource(strings = {ISSUED, RESPELT})
    void notificationWithTheTokenEndsTheSessionInEachSpelling(String presented) {
        Token token = use(presented);
        am.notifications().tell(ISSUED, "LOGOUT");
        assertEnded(token);
    }

    @Test
    void notificationWithTheDigestEndsTheSessionInEachSpelling() throws NoSuchAlgorithmException {
        Token token = use(ISSUED);
        byte[] sha256 = MessageDigest.getInstance("SHA-256").digest(ISSUED.getBytes(StandardCharsets.US_ASCII));
        am.notifications()
                .tell("{\"topic\":\"/agent/session\",\"body\":{\"eventType\":\"DESTROY\",\"sessionuid\":\""
                        + Base64.getEncoder().encodeToString(sha256) + "\"}}");
        assertEnded(token);
    }

    private Token use(String presented) {
        SsoToken token = new SsoToken(presented);
        return TestUsers.user(runtime, token).token();
    }

    private void assertEnded(Token token) {
        Await.until("it has ended", () -> runtime.guard().isEnded(new SsoToken(ISSUED)));
        List<String> others = new TokenSpellings(3)
                .of(ISSUED)
                .limit(SPELLINGS)
                .filter(other -> other.endsWith("*" + JWT) || other.endsWith("#" + JWT))
                .filter(SsoToken::isWellFormed)
                .distinct()
                .toList();
        assertThat(others).hasSizeGreaterThan(100).contains("**" + JWT, "@#" + JWT);
        assertThat(others).allMatch(other -> runtime.guard().isEnded(new SsoToken(other)));
        assertThat(runtime.guard().isEnded(new SsoToken(RESPELT))).isTrue();
        Await.until("its tokens end at AM", () -> !am.isActive(token.accessToken()));
    }
}
