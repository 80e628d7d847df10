package org.journeyguard.internal.signin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.journeyguard.internal.signin.CodeFlowSignInTest.reasonOf;

import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.journeyguard.fixtures.ParallelCalls;
import org.journeyguard.internal.cluster.TestNode;
import org.journeyguard.internal.policy.Reason;
import org.journeyguard.spi.MemoryEngine;
import org.journeyguard.test.FakeAm;
import org.journeyguard.test.FakeAm.Kind;
import org.journeyguard.test.FakeReply;
import org.journeyguard.test.Fault;
import org.journeyguard.test.ManualTime;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Attacks on the authorization response (RFC 6819, 4.4.1; RFC 9207; RFC 9700, 4). */
class SignInAttacksTest {
    private final ManualTime time = new ManualTime();
    private final FakeAm am = new FakeAm(Kind.OPENAM);
    private final TestApp app = new TestApp(am, time);
    private final TestBrowser victim = new TestBrowser(am).signedInAtAmAs("alice");
    private final TestBrowser attacker = new TestBrowser(am).signedInAtAmAs("mallory");

    SignInAttacksTest() {
        am.setClock(time);
    }

    @AfterEach
    void end() {
        app.close();
        am.close();
    }

    @Test
    void replayedResponseSignsNoUserInEvenWithItsCookie() {
        String answer = victim.answer(victim.leave(app, "/account"));
        List<SignInCookie> kept = List.copyOf(victim.cookies);
        assertThat(victim.comeBack(app, answer)).isInstanceOf(SignInOutcome.SignedIn.class);
        am.forgetCalls();
        victim.cookies.addAll(kept);
        assertThat(reasonOf(victim.comeBack(app, answer))).isEqualTo(Reason.SIGN_IN_REPLAYED);
        assertThat(am.calls()).isEmpty();
    }

    @Test
    void responseSentManyTimesAtOnceIsUsedOnce() {
        String answer = victim.answer(victim.leave(app, "/account"));
        List<SignInCookie> kept = List.copyOf(victim.cookies);
        try (ParallelCalls<SignInOutcome> crowd =
                ParallelCalls.start(20, i -> app.signIns.finish(answer, kept, null))) {
            assertThat(crowd.results())
                    .filteredOn(SignInOutcome.SignedIn.class::isInstance)
                    .hasSize(1);
        }
        assertThat(am.calls("/access_token")).hasSize(1);
    }

    @Test
    void responseIsAcceptedOnlyInItsBrowser() {
        String ofAttacker = attacker.answer(attacker.leave(app, "/account"));
        String ofVictim = victim.answer(victim.leave(app, "/account"));
        am.forgetCalls();
        assertThat(reasonOf(victim.comeBack(app, ofAttacker))).isEqualTo(Reason.SIGN_IN_NOT_STARTED);
        assertThat(reasonOf(attacker.comeBack(app, ofVictim))).isEqualTo(Reason.SIGN_IN_NOT_STARTED);
        assertThat(am.calls()).isEmpty();
        assertThat(victim.comeBack(app, ofVictim)).isInstanceOf(SignInOutcome.SignedIn.class);
    }

    @Test
    void cookieUnderTheNameOfAnotherSignInIsRefused() {
        String answer = victim.answer(victim.leave(app, "/account"));
        attacker.leave(app, "/account");
        String name = victim.cookies.get(0).name();
        String value = attacker.cookies.get(0).value();
        assertThat(app.signIns.finish(answer, List.of(new SignInCookie(name, value)), null))
                .isEqualTo(new SignInOutcome.Failed("", "/account", List.of(), Reason.SIGN_IN_NOT_STARTED, null));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                ".",
                "1",
                "1.",
                "x.AAAA",
                "1767268800.AAAA",
                "1767268800.!",
                "-1.AAAAAAAAAAAAAAAAAAAAAAAAAAAAAA"
            })
    void forgedCookieIsRefused(String value) {
        String answer = victim.answer(victim.leave(app, "/account"));
        String name = victim.cookies.get(0).name();
        assertThat(reasonOf(app.signIns.finish(answer, List.of(new SignInCookie(name, value)), null)))
                .isEqualTo(Reason.SIGN_IN_NOT_STARTED);
    }

    @Test
    void changedCookieIsRefused() {
        String answer = victim.answer(victim.leave(app, "/account"));
        SignInCookie cookie = victim.cookies.get(0);
        String later = cookie.value().replaceFirst("^\\d+", String.valueOf(cookie.startedAt() + 60));
        assertThat(reasonOf(app.signIns.finish(answer, List.of(new SignInCookie(cookie.name(), later)), null)))
                .isEqualTo(Reason.SIGN_IN_NOT_STARTED);
    }

    @Test
    void plantedCookieBesideTheRealOneIsIgnored() {
        String answer = victim.answer(victim.leave(app, "/account"));
        victim.cookies.add(0, new SignInCookie(victim.cookies.get(0).name(), "1767268800.planted"));
        assertThat(victim.comeBack(app, answer)).isInstanceOf(SignInOutcome.SignedIn.class);
    }

    @Test
    void codeOfAnotherSignInIsRefused() {
        String stolen = TestBrowser.valueOf(victim.answer(victim.leave(app, "/account")), "code");
        String own = attacker.answer(attacker.leave(app, "/account"));
        assertThat(reasonOf(attacker.comeBack(app, TestBrowser.with(own, "code", stolen))))
                .isEqualTo(Reason.CODE_NOT_ACCEPTED);
    }

    @Test
    void codeOfAnotherSignInIsRefusedByItsNonceWithoutPkce() {
        String stolen = victim.answer(victim.leave(app, "/account"));
        String[] told = new String[1];
        am.set(recording(told).onlyFor("/access_token"));
        victim.comeBack(app, stolen);
        am.set(Fault.reply(200, told[0]).onlyFor("/access_token"));
        String own = attacker.answer(attacker.leave(app, "/account"));
        assertThat(reasonOf(attacker.comeBack(app, own))).isEqualTo(Reason.SIGN_IN_REFUSED);
    }

    private static Fault recording(String[] told) {
        return (call, honest) -> {
            FakeReply reply = honest.call();
            told[0] = reply.body();
            return reply;
        };
    }

    @Test
    void responseOfAnotherIssuerIsRefused() {
        String answer = victim.answer(victim.leave(app, "/account"));
        am.forgetCalls();
        String mixedUp = TestBrowser.with(answer, "iss", "https%3A%2F%2Fevil.example%2Fam%2Foauth2");
        assertThat(reasonOf(victim.comeBack(app, mixedUp))).isEqualTo(Reason.SIGN_IN_OF_ANOTHER);
        assertThat(am.calls()).as("the code goes nowhere").isEmpty();
    }

    @Test
    void issuerMustBeEqual() {
        String answer = victim.answer(victim.leave(app, "/account"));
        String issuer = TestBrowser.valueOf(answer, "iss");
        assertThat(reasonOf(victim.comeBack(app, TestBrowser.with(answer, "iss", issuer + "%2F"))))
                .isEqualTo(Reason.SIGN_IN_OF_ANOTHER);
    }

    @Test
    void responsePlantedInABrowserSignsNoUserIn() {
        String ofAttacker = attacker.answer(attacker.leave(app, "/account"));
        am.forgetCalls();
        TestBrowser clean = new TestBrowser(am);
        assertThat(reasonOf(clean.comeBack(app, ofAttacker))).isEqualTo(Reason.SIGN_IN_NOT_STARTED);
        assertThat(am.calls()).isEmpty();
    }

    @Test
    void duplicateParametersAreRefused() {
        for (String name : new String[] {"state", "code", "iss"}) {
            String answer = victim.answer(victim.leave(app, "/account"));
            assertThat(reasonOf(victim.comeBack(app, answer + "&" + name + "=x")))
                    .as(name)
                    .isEqualTo(Reason.SIGN_IN_NOT_STARTED);
        }
    }

    @Test
    void unfinishedSignInsUseNoMemoryHereOrInTheEngine() {
        TestBrowser stranger = new TestBrowser(am);
        Set<String> names = new TreeSet<>();
        TestNode node = new TestNode(new MemoryEngine(time::nanoTime));
        try (TestApp shared = TestApp.on(node, am, time)) {
            node.connection().resetCounts();
            for (int i = 0; i < 10_000; i++) {
                stranger.leave(shared, "/account?i=" + i);
                names.add(stranger.cookies.get(stranger.cookies.size() - 1).name());
            }
            assertThat(names).hasSize(10_000);
            assertThat(stranger.cookies).hasSize(SignInCookies.MOST);
            assertThat(node.connection().countQuiet()).isZero();
            assertThat(shared.guard.tombstones().size()).isZero();
            assertThat(stranger.signedInAtAmAs("alice").signIn(shared, "/account"))
                    .isInstanceOf(SignInOutcome.SignedIn.class);
        }
    }
}
