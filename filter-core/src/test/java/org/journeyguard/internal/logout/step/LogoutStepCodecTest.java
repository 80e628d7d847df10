package org.journeyguard.internal.logout.step;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.journeyguard.internal.am.session.SessionOwner;
import org.journeyguard.internal.credential.SsoToken;
import org.journeyguard.internal.logout.step.LogoutTask.EndAllSessions;
import org.journeyguard.internal.logout.step.LogoutTask.EndAmSession;
import org.journeyguard.internal.logout.step.LogoutTask.EndAppSessions;
import org.journeyguard.internal.logout.step.LogoutTask.EndOidcSession;
import org.journeyguard.internal.logout.step.LogoutTask.RevokeTokens;
import org.journeyguard.internal.logout.step.LogoutTask.RevokeTokensOfEnded;
import org.journeyguard.internal.logout.step.LogoutTask.SendNotice;
import org.journeyguard.test.ManualTime;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Test;

/** Steps are read as they were written, and what can't be read is no step. */
class LogoutStepCodecTest {
    private static final Instant NOW = ManualTime.START;
    private static final Duration HOUR = Duration.ofHours(1);
    private static final int KINDS = 7;

    private static LogoutTask task(int kind, Random random) {
        return switch (kind) {
            case 0 -> new RevokeTokens(text(random), texts(random));
            case 1 -> new RevokeTokensOfEnded(session(random), texts(random));
            case 2 -> new EndOidcSession(text(random));
            case 3 -> new EndAmSession(session(random));
            case 4 ->
                new EndAllSessions(
                        random.nextBoolean() ? session(random) : null,
                        new SessionOwner(text(random), text(random), random.nextBoolean() ? text(random) : null),
                        texts(random));
            case 5 -> new EndAppSessions(text(random), NOW.plusMillis(random.nextInt()));
            default -> new SendNotice(URI.create("https://example.com/" + random.nextInt(99)), text(random));
        };
    }

    private static SsoToken session(Random random) {
        return new SsoToken("AQIC5w.*AAJTSQACMDE.*" + random.nextInt());
    }

    private static List<String> texts(Random random) {
        return IntStream.range(0, random.nextInt(4)).mapToObj(i -> text(random)).toList();
    }

    private static String text(Random random) {
        int[] letters = random.ints(random.nextInt(40), 1, 0xd800).toArray();
        return new String(letters, 0, letters.length);
    }

    private static List<LogoutStep> steps(Random random) {
        List<LogoutStep> steps = new ArrayList<>();
        for (int i = 0; i < KINDS; i++) {
            steps.add(new LogoutStep(task(i, random), Duration.ofSeconds(1 + random.nextInt(10_000))));
        }
        return steps;
    }

    /** As text, because the values of sessions have no {@code equals}. */
    private static List<String> described(List<LogoutStep> steps) {
        return steps.stream()
                .map(each -> each.worthRetryingFor() + " " + described(each.task()))
                .toList();
    }

    private static String described(LogoutTask task) {
        if (task instanceof RevokeTokens revoked) {
            return revoked.name() + revoked.tokens();
        } else if (task instanceof RevokeTokensOfEnded revoked) {
            return "of ended " + revoked.session().value() + revoked.tokens();
        } else if (task instanceof EndOidcSession ended) {
            return "oidc " + ended.idToken();
        } else if (task instanceof EndAmSession ended) {
            return "am " + ended.session().value();
        } else if (task instanceof EndAllSessions ended) {
            return "all " + value(ended.session()) + ended.owner() + ended.listed();
        } else if (task instanceof EndAppSessions ended) {
            return "app " + ended.subject() + ended.begunUntil();
        } else if (task instanceof SendNotice notice) {
            return notice.receiver() + notice.body();
        }
        throw new IllegalArgumentException(task.name());
    }

    private static @Nullable String value(@Nullable SsoToken session) {
        return session == null ? null : session.value();
    }

    @RepeatedTest(200)
    void writtenStepsAreReadUnchanged(RepetitionInfo repetition) {
        List<LogoutStep> steps = steps(new Random(repetition.getCurrentRepetition()));
        List<LogoutStep> read =
                LogoutStepCodec.read(LogoutStepCodec.write(steps, NOW), NOW).orElseThrow();
        assertThat(described(read)).isEqualTo(described(steps));
    }

    @RepeatedTest(20)
    void truncatedStepsAreNotRead(RepetitionInfo repetition) {
        byte[] whole = LogoutStepCodec.write(steps(new Random(repetition.getCurrentRepetition())), NOW);
        for (int length = 0; length < whole.length; length++) {
            assertThat(LogoutStepCodec.read(Arrays.copyOf(whole, length), NOW))
                    .as("first %s octets", length)
                    .isEmpty();
        }
    }

    @RepeatedTest(200)
    void changedOctetCausesNoException(RepetitionInfo repetition) {
        Random random = new Random(repetition.getCurrentRepetition());
        byte[] octets = LogoutStepCodec.write(steps(random), NOW);
        octets[random.nextInt(octets.length)] = (byte) random.nextInt();
        assertThat(LogoutStepCodec.read(octets, NOW)).isNotNull();
    }

    @Test
    void otherVersionsAndKindsAreNotRead() {
        byte[] octets = LogoutStepCodec.write(List.of(new LogoutStep(new EndOidcSession("x"), HOUR)), NOW);
        // after the version, the number of steps, and the time in 5 octets for seconds and one for nanoseconds
        int kind = 8;
        assertThat(octets[kind]).isEqualTo((byte) 3);
        for (int other = 0; other <= 0xff; other++) {
            byte[] version = octets.clone();
            version[0] = (byte) other;
            assertThat(LogoutStepCodec.read(version, NOW).isPresent()).isEqualTo(other == 1);
            byte[] unknown = octets.clone();
            unknown[kind] = (byte) (other < KINDS + 1 ? KINDS + 1 : other);
            assertThat(LogoutStepCodec.read(unknown, NOW)).isEmpty();
        }
    }

    @Test
    void expiredStepsAreDropped() {
        byte[] octets = LogoutStepCodec.write(
                List.of(
                        new LogoutStep(new EndOidcSession("x"), HOUR),
                        new LogoutStep(new EndOidcSession("y"), HOUR.multipliedBy(2))),
                NOW);
        assertThat(described(LogoutStepCodec.read(octets, NOW.plus(HOUR)).orElseThrow()))
                .containsExactly(HOUR + " oidc y");
    }

    @Test
    void localStepIsNotWritten() {
        List<LogoutStep> local = List.of(LogoutStep.known(LogoutStep.TOKENS, StepResult.DONE));
        assertThatThrownBy(() -> LogoutStepCodec.write(local, NOW)).isInstanceOf(IllegalArgumentException.class);
    }
}
