package org.journeyguard.am;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Map;
import java.util.stream.Stream;
import org.journeyguard.credential.Identity;
import org.journeyguard.credential.SsoToken;
import org.journeyguard.credential.Validation;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Silence is never "no", and never an exception. */
class AmFaultsTest {
    private static final Duration TIMEOUT = Duration.ofMillis(500);
    private static final Duration TIMEOUT_AND_SOME_TOLERANCE = Duration.ofSeconds(3);
    private static final Identity ALICE = new Identity("alice", "/", null, null, null, null, Map.of());

    private final FakeAm am = new FakeAm(FakeAm.Kind.PINGAM);
    private final SsoToken token = am.signIn("alice");
    private final AmClient client = new AmClient(am.url(), "/", Duration.ofSeconds(2), TIMEOUT, System::nanoTime);

    @AfterEach
    void end() {
        client.close();
        am.close();
    }

    static Stream<Named<Fault>> faults() {
        FakeReply html =
                FakeReply.json(200, "<html><body>Please wait</body></html>").with("Content-Type", "text/html");
        return Stream.of(
                Named.of("connection dropped", Fault.DROP),
                Named.of("no answer", Fault.HANG),
                Named.of("answer without end, slowly", Fault.TRICKLE),
                Named.of("answer without end, fast", Fault.FLOOD),
                Named.of("connection dropped after answering", Fault.DROP_AFTER_ANSWERING),
                Named.of("10 MB", Fault.reply(200, "{\"username\":\"" + "x".repeat(10_000_000) + "\"}")),
                Named.of("204", Fault.reply(204, "")),
                Named.of("302", Fault.reply(FakeReply.json(302, "").with("Location", "http://127.0.0.1:1/"))),
                Named.of("400", Fault.reply(400, "{\"code\":400,\"reason\":\"Bad Request\"}")),
                Named.of("403", Fault.reply(403, "Forbidden")),
                Named.of("404", Fault.reply(404, "")),
                Named.of("429", Fault.reply(FakeReply.json(429, "{}").with("Retry-After", "7"))),
                Named.of("500", Fault.reply(500, "{\"code\":500,\"valid\":false}")),
                Named.of("501", Fault.reply(501, "{\"code\":501,\"reason\":\"Not Implemented\"}")),
                Named.of("503", Fault.reply(503, "")),
                Named.of("a status that no RFC knows", Fault.reply(799, "{}")),
                Named.of("HTML", Fault.reply(html)),
                Named.of("nothing", Fault.reply(200, "")),
                Named.of("broken JSON", Fault.reply(200, "{\"username\":\"alice\",\"realm\"")),
                Named.of("JSON of another kind", Fault.reply(200, "[1,2,3]")),
                Named.of("members of another type", Fault.reply(200, "{\"username\":{\"a\":1},\"successURL\":[1]")),
                Named.of("deep JSON", Fault.reply(200, "{\"properties\":" + "{\"a\":".repeat(100_000))),
                Named.of(
                        "an unknown charset",
                        Fault.reply(FakeReply.json(200, "{").with("Content-Type", "text/plain;charset=bogus"))),
                Named.of(
                        "a broken content type",
                        Fault.reply(FakeReply.json(200, "{").with("Content-Type", ";;;="))));
    }

    @ParameterizedTest
    @MethodSource("faults")
    void everyFaultIsSilenceWithinTheDeadline(Fault fault) {
        am.set(fault);
        long start = System.nanoTime();
        assertThat(client.sessionInfo(token, FakeAm.COOKIE, true)).isInstanceOf(Validation.Unavailable.class);
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(TIMEOUT_AND_SOME_TOLERANCE);
    }

    @ParameterizedTest
    @MethodSource("faults")
    void everyFaultLeavesEveryOtherQuestionUnansweredToo(Fault fault) {
        am.set(fault);
        assertThat(client.serverInfo()).isInstanceOf(Answer.Silent.class);
        assertThat(client.logout(token, FakeAm.COOKIE)).isInstanceOf(Answer.Silent.class);
        assertThat(client.successUrl(token, FakeAm.COOKIE, "/")).isInstanceOf(Answer.Silent.class);
        assertThat(client.userAttribute(token, FakeAm.COOKIE, ALICE, "mail")).isInstanceOf(Answer.Silent.class);
    }

    @Test
    void anAmThatIsNotRunningIsSilenceAtOnce() {
        am.close();
        assertThat(client.sessionInfo(token, FakeAm.COOKIE, true))
                .isEqualTo(new Validation.Unavailable("getSessionInfo: connection failed", Duration.ofSeconds(2)));
    }

    @Test
    void anAnswerWithoutRealmOrNameIsSilence() {
        for (String answer : new String[] {
            "{}",
            "{\"valid\":true}",
            "{\"username\":\"alice\"}",
            "{\"realm\":\"/\"}",
            "{\"username\":\"\",\"realm\":\"/\"}"
        }) {
            am.set(Fault.reply(200, answer));
            assertThat(client.sessionInfo(token, FakeAm.COOKIE, true))
                    .as(answer)
                    .isInstanceOf(Validation.Unavailable.class);
        }
    }

    @Test
    void aServerInfoWithoutACookieNameIsSilence() {
        for (String answer : new String[] {"{}", "{\"cookieName\":null}", "{\"cookieName\":\"\"}"}) {
            am.set(Fault.reply(200, answer));
            assertThat(client.serverInfo()).as(answer).isInstanceOf(Answer.Silent.class);
        }
    }

    @ParameterizedTest
    @CsvSource({"7, 7", "0, 1", "61, 60", "99999999999, 2", "'Wed, 21 Oct 2026 07:28:00 GMT', 2", "-1, 2", "soon, 2"})
    void amMayAskForPatienceInReason(String wanted, int seconds) {
        am.set(Fault.reply(FakeReply.json(429, "{}").with("Retry-After", wanted)));
        assertThat(client.sessionInfo(token, FakeAm.COOKIE, true))
                .isEqualTo(new Validation.Unavailable("getSessionInfo: status 429", Duration.ofSeconds(seconds)));
    }

    @Test
    void noFaultIsDescribedWithTheToken() {
        am.set((call, honest) -> FakeReply.json(500, call.header(FakeAm.COOKIE)));
        assertThat(client.sessionInfo(token, FakeAm.COOKIE, true).toString()).doesNotContain(token.value());
        assertThat(client.logout(token, FakeAm.COOKIE).toString()).doesNotContain(token.value());
    }
}
