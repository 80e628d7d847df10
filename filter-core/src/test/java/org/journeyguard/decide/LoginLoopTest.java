package org.journeyguard.decide;

import static org.assertj.core.api.Assertions.assertThat;
import static org.journeyguard.decide.Deciders.DECIDER;
import static org.journeyguard.decide.Deciders.LOGIN;
import static org.journeyguard.decide.Deciders.NOW;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

class LoginLoopTest {
    private static final Decision LOOP =
            new Decision.Challenge(Reason.LOGIN_LOOP, LOGIN.andBackTo("/account", null, AuthenticationDemand.NONE));

    /** What a browser gets that comes back again and again without a session, keeping the counter that it is given. */
    private static List<Decision> visits(int count, Duration between) {
        List<Decision> decisions = new ArrayList<>();
        TestRequest request = TestRequest.get("/account").byPerson();
        Instant now = NOW;
        for (int i = 0; i < count; i++) {
            Decision decision = DECIDER.before(request, now).orElseThrow();
            decisions.add(decision);
            if (decision instanceof Decision.Redirect redirect) {
                request = request.withLoginCounter(redirect.loginCounter());
            }
            now = now.plus(between);
        }
        return decisions;
    }

    @Test
    void whoeverIsSentToLoginMoreThanThreeTimesInAMinuteGetsAPageThatNamesTheLikelyCause() {
        List<Decision> decisions = visits(5, Duration.ofSeconds(5));
        assertThat(decisions.subList(0, 3)).hasOnlyElementsOfType(Decision.Redirect.class);
        assertThat(decisions.subList(3, 5)).containsOnly(LOOP);
        assertThat(English.WORDS.detail(Reason.LOGIN_LOOP)).contains("cookie name", "domain", "realm");
    }

    @Test
    void theFourthVisitJustBeforeTheMinuteIsOverIsStillALoop() {
        assertThat(visits(4, Duration.ofMillis(19_600))).last().isEqualTo(LOOP);
    }

    @Test
    void aMinuteAfterTheFirstVisitTheCountBeginsAnew() {
        assertThat(visits(20, Duration.ofSeconds(20))).hasOnlyElementsOfType(Decision.Redirect.class);
        assertThat(visits(4, Duration.ofSeconds(20)))
                .last()
                .isEqualTo(new Decision.Redirect(
                        LOGIN.andBackTo("/account", null, AuthenticationDemand.NONE),
                        "1." + NOW.plusSeconds(60).getEpochSecond()));
    }

    @Test
    void theLoopGuardIsForRedirectsOnly() {
        TestRequest looping = TestRequest.get("/account").withLoginCounter("3." + NOW.getEpochSecond());
        assertThat(DECIDER.before(looping.byPerson(), NOW)).contains(LOOP);
        assertThat(DECIDER.before(looping.byProgram(), NOW))
                .contains(new Decision.Challenge(
                        Reason.SIGN_IN_REQUIRED, LOGIN.andBackTo("/account", null, AuthenticationDemand.NONE)));
    }

    @ParameterizedTest
    @NullSource
    @ValueSource(
            strings = {
                "",
                ".",
                "3",
                "3.",
                ".1740830400",
                "-1.1740830400",
                "x.1740830400",
                "3.x",
                "3.1740830401",
                "3.1740830340",
                "3.-1740830400",
                "3.1740830400.1",
                "99999999999.1740",
                "3.99999999999999999999999",
                "3.1740830400; x=1"
            })
    void anUnreadableForgedOrOldCounterCountsAsNone(@Nullable String cookie) {
        assertThat(NOW.getEpochSecond()).isEqualTo(1_740_830_400);
        assertThat(LoginCounter.parse(cookie, NOW)).isEqualTo(new LoginCounter(0, NOW.getEpochSecond()));
    }

    @Test
    void aCounterReadsWhatItWrites() {
        LoginCounter counter = new LoginCounter(2, NOW.getEpochSecond() - 59);
        assertThat(LoginCounter.parse(counter.value(), NOW)).isEqualTo(counter);
        assertThat(counter.isExhausted()).isFalse();
        assertThat(counter.next().isExhausted()).isTrue();
    }
}
