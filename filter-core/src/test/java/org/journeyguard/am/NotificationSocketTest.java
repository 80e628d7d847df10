package org.journeyguard.am;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.Base64;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.journeyguard.Crowd;
import org.journeyguard.am.NotificationSocket.Pauses;
import org.journeyguard.credential.SsoToken;
import org.journeyguard.credential.TokenDigest;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** AM says which sessions end, over a connection that comes and goes. */
class NotificationSocketTest {
    private static final SsoToken FIRST = new SsoToken("agent-1");
    private static final SsoToken SECOND = new SsoToken("agent-2");
    private static final SsoToken ALICE =
            new SsoToken("AQIC5wM2LY4Sfcx2P6cxrjH5x1xRSSO1XjQ.*AAJTSQACMDEAAlNLABIyNg..*");

    private final Queue<TokenDigest> ended = new ConcurrentLinkedQueue<>();
    private final NotifyingAm am = new NotifyingAm(FIRST.value());
    private final NotificationSocket socket = new NotificationSocket(
            am.url(),
            () -> FakeAm.COOKIE,
            dead -> new Answer.Told<>(dead == null ? FIRST : SECOND),
            ended::add,
            Duration.ofSeconds(10),
            new Pauses(Duration.ofMillis(10), Duration.ofMillis(50)));

    @AfterEach
    void end() {
        socket.close();
        am.close();
    }

    private static String event(String member, String session, String type) {
        return "{\"topic\":\"/agent/session\",\"timestamp\":\"2026-11-22T00:45:15.011Z\",\"body\":{\"" + member
                + "\":\"" + session + "\",\"eventType\":\"" + type + "\"}}";
    }

    private static String sha256(SsoToken token) {
        try {
            return Base64.getEncoder()
                    .encodeToString(MessageDigest.getInstance("SHA-256")
                            .digest(token.value().getBytes(StandardCharsets.US_ASCII)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    private void assertHeard(int times) {
        Crowd.until("the end of the session is heard", () -> ended.size() == times);
        assertThat(ended).containsOnly(ALICE.digest());
    }

    @Test
    void theAgentSubscribesAndHearsOfEachEndInBothServersWords() throws IOException, InterruptedException {
        assertThat(am.next())
                .isEqualTo(new NotifyingAm.Heard(
                        "GET /am/notifications HTTP/1.1",
                        FIRST.value(),
                        "v1.notifications.forgerock.org",
                        "{\"id\":\"1\",\"action\":\"subscribe\",\"topic\":\"/agent/session\"}"));
        am.say("{\"topic\":\"/agent/session\",\"message\":\"subscription registered\",\"id\":\"1\"}");
        am.say(event("tokenId", ALICE.value(), "SESSION_CREATION"));
        am.say(event("tokenId", ALICE.value(), "PROPERTY_CHANGED"));
        am.say(event("tokenId", ALICE.value(), "LOGOUT"));
        assertHeard(1);
        for (String type : new String[] {"DESTROY", "IDLE_TIMEOUT", "MAX_TIMEOUT"}) {
            am.say(event("sessionuid", sha256(ALICE), type));
        }
        assertHeard(4);
    }

    @Test
    void garbageIsIgnored() throws IOException, InterruptedException {
        am.next();
        am.say("{");
        am.say("[]");
        am.say("{\"topic\":\"/agent/policy\",\"body\":{\"eventType\":\"LOGOUT\",\"tokenId\":\"x\"}}");
        am.say("{\"topic\":\"/agent/session\",\"body\":7}");
        am.say(event("tokenId", "", "LOGOUT"));
        am.say(event("sessionuid", "no digest", "LOGOUT"));
        am.say(event("handle", "shandle:x", "LOGOUT"));
        am.say("[".repeat(60_000));
        am.say(event("tokenId", "x".repeat(100_000), "LOGOUT"));
        am.say(event("tokenId", ALICE.value(), "LOGOUT"));
        assertHeard(1);
    }

    @Test
    void itComesBackAfterEachDrop() throws IOException, InterruptedException {
        for (int i = 1; i <= 3; i++) {
            am.next();
            am.say(event("tokenId", ALICE.value(), "LOGOUT"));
            assertHeard(i);
            am.drop();
        }
        assertThat(am.next().token()).isEqualTo(FIRST.value());
    }

    @Test
    void whereAmDoesNotHonourTheAgentsSessionItSignsInAnew() throws IOException, InterruptedException {
        am.next();
        am.honour(SECOND.value());
        am.drop();
        NotifyingAm.Heard refused = am.next();
        assertThat(refused.token()).isEqualTo(FIRST.value());
        assertThat(am.next().token()).isEqualTo(SECOND.value());
    }

    @Test
    void afterItsEndNoThreadIsLeft() throws InterruptedException {
        am.next();
        socket.close();
        Crowd.until(
                "its threads end",
                () -> Thread.getAllStackTraces().keySet().stream()
                        .map(Thread::getName)
                        .noneMatch(name -> name.startsWith("journeyguard-notifications")
                                || name.startsWith("journeyguard-heard")));
    }

    @Test
    void pausesGrowFromAboutOneSecondToAMinuteAndAreNeverTheSameForAll() {
        Pauses pauses = new Pauses(Duration.ofSeconds(2), Duration.ofMinutes(1));
        assertThat(pauses.after(1, 0)).isEqualTo(Duration.ofSeconds(1));
        assertThat(pauses.after(1, 0.5)).isEqualTo(Duration.ofMillis(1_500));
        assertThat(pauses.after(3, 0)).isEqualTo(Duration.ofSeconds(4));
        assertThat(pauses.after(1_000_000, 0)).isEqualTo(Duration.ofSeconds(30));
        assertThat(pauses.after(1_000_000, 0.999)).isBetween(Duration.ofSeconds(59), Duration.ofMinutes(1));
    }
}
