package org.journeyguard.internal.signin;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import org.journeyguard.Claims;
import org.journeyguard.JourneyException;
import org.journeyguard.LogoutReport;
import org.journeyguard.LogoutReport.Result;
import org.journeyguard.LogoutReport.Step;
import org.journeyguard.Renewal;
import org.journeyguard.Token;
import org.journeyguard.Unavailable;
import org.journeyguard.fixtures.Await;
import org.journeyguard.internal.cluster.EntryNames;
import org.journeyguard.internal.cluster.SharedEntries;
import org.journeyguard.internal.credential.AppSession;
import org.journeyguard.internal.credential.SsoToken;
import org.journeyguard.internal.jwt.Subject;
import org.journeyguard.internal.logout.BackChannel.Received;
import org.journeyguard.internal.policy.Reason;
import org.journeyguard.internal.store.SessionStores;
import org.journeyguard.internal.token.TokenKeeper;
import org.journeyguard.test.FakeAm;
import org.journeyguard.test.FakeAm.Kind;
import org.journeyguard.test.ManualTime;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Each node ends the sessions that other nodes started. */
class LogoutOnOtherNodesTest {
    private static final String MAX_PER_USER = "journey.app-session.max-sessions-per-user";
    private static final int STEPS = 250;

    private final ManualTime time = new ManualTime();
    private final FakeAm am = new FakeAm(Kind.PINGAM);
    private final NodeOfThree.Shared shared = NodeOfThree.Shared.of(am, time);
    private final List<NodeOfThree> open = new ArrayList<>();

    LogoutOnOtherNodesTest() {
        am.setClock(time);
    }

    @AfterEach
    void end() throws Exception {
        for (NodeOfThree each : open) {
            each.close();
        }
        am.close();
    }

    private NodeOfThree byCode(String... settings) {
        NodeOfThree node = NodeOfThree.byCode(shared, settings);
        open.add(node);
        return node;
    }

    private NodeOfThree ofSsoTokens() {
        NodeOfThree node = NodeOfThree.ofSsoTokens(shared);
        open.add(node);
        return node;
    }

    private static Claims claims(SignInOutcome.SignedIn signedIn) {
        return signedIn.identity().claims();
    }

    private void assertEnded(AppSession session, NodeOfThree... nodes) {
        time.pass(NodeOfThree.CACHE_TTL);
        for (NodeOfThree node : nodes) {
            assertThat(node.app().isGood(session)).isFalse();
        }
    }

    @ParameterizedTest
    @CsvSource({"true, 1", "false, 1", "false, 200"})
    void logoutTokenEndsAppSessionsOfOtherNodes(boolean hasSid, int number) throws Exception {
        NodeOfThree a = byCode();
        NodeOfThree b = byCode(MAX_PER_USER, "1000");
        List<SignInOutcome.SignedIn> all = new ArrayList<>();
        for (int i = 0; i < number; i++) {
            all.add(b.signIn("alice"));
        }
        SignInOutcome.SignedIn bobs = b.signIn("bob");
        String token =
                b.app().keeper().token(all.get(0).session(), Renewal.IF_DUE).accessToken();
        b.close();
        NodeOfThree restarted = byCode();
        Await.until(
                "it has read what has ended",
                () -> restarted.app().isGood(all.get(0).session()));

        a.end(claims(all.get(0)), hasSid);

        for (SignInOutcome.SignedIn each : all) {
            assertEnded(each.session(), a, restarted);
        }
        Await.until("its tokens end at AM", () -> !am.isActive(token));
        assertThat(restarted.app().isGood(bobs.session())).isTrue();
        String subject = claims(all.get(0)).text("sub").orElseThrow();
        Await.until(
                "they leave the index",
                () -> a.guard.index().appSessionsOf(subject).isEmpty());
    }

    @ParameterizedTest
    @CsvSource({"true, 1", "false, 1", "false, 200"})
    void logoutTokenEndsTokensObtainedByOtherNodes(boolean hasSid, int number) throws Exception {
        NodeOfThree a = ofSsoTokens();
        NodeOfThree b = ofSsoTokens();
        Map<SsoToken, Token> all = new HashMap<>();
        for (int i = 0; i < number; i++) {
            SsoToken session = new SsoToken(am.signIn("alice"));
            all.put(session, b.guard.tokens().keeper().token(session, Renewal.IF_DUE));
        }
        b.close();
        NodeOfThree restarted = ofSsoTokens();
        String idToken = all.values().iterator().next().idToken().orElseThrow();

        a.end(a.guard.tokens().client().orElseThrow().codes().claims(idToken), hasSid);

        all.forEach((session, token) -> {
            assertThat(a.guard.tombstones().has(session)).isTrue();
            Await.until("its tokens end", () -> !am.isActive(token.accessToken()));
            assertThat(restarted.guard.tokens().keeper().stored(session)).isEmpty();
        });
    }

    /** Longer than any answer is cached. */
    @Test
    void tombstoneOfAnUnknownAmSessionOutlastsTheCache() {
        NodeOfThree a = ofSsoTokens();
        NodeOfThree b = ofSsoTokens();
        SsoToken session = new SsoToken(am.signIn("alice"));
        Token token = b.guard.tokens().keeper().token(session, Renewal.IF_DUE);
        a.end(
                a.guard
                        .tokens()
                        .client()
                        .orElseThrow()
                        .codes()
                        .claims(token.idToken().orElseThrow()),
                true);
        time.pass(Duration.ofMinutes(30));
        assertThat(a.guard.tombstones().has(session)).isTrue();
    }

    @Test
    void logoutEverywhereEndsAppSessionsOfAllNodes() {
        NodeOfThree a = byCode();
        NodeOfThree b = byCode();
        NodeOfThree c = byCode();
        List<SignInOutcome.SignedIn> all = List.of(a.signIn("alice"), b.signIn("alice"), c.signIn("alice"));
        SignInOutcome.SignedIn bobs = b.signIn("bob");
        String token =
                c.app().keeper().token(all.get(2).session(), Renewal.IF_DUE).accessToken();

        a.logout.of(a.app().sessions).end(Set.of(all.get(0).session()), true, () -> {});

        for (SignInOutcome.SignedIn each : all) {
            assertEnded(each.session(), a, b, c);
        }
        assertThat(am.isActive(token)).isFalse();
        assertThat(a.app().isGood(bobs.session())).isTrue();
    }

    @Test
    void limitPerUserCountsSessionsOfAllNodes() {
        NodeOfThree a = byCode(MAX_PER_USER, "3");
        NodeOfThree b = byCode(MAX_PER_USER, "3");
        AppSession first = a.signIn("alice").session();
        time.pass(Duration.ofSeconds(1));
        AppSession second = b.signIn("alice").session();
        time.pass(Duration.ofSeconds(1));
        AppSession third = a.signIn("alice").session();
        time.pass(Duration.ofSeconds(1));
        AppSession fourth = b.signIn("alice").session();
        assertEnded(first, a, b);
        assertThat(List.of(second, third, fourth)).allMatch(a.app()::isGood).allMatch(b.app()::isGood);
    }

    @Test
    void expiredSessionsDoNotCountAgainstTheLimit() {
        NodeOfThree a = byCode(MAX_PER_USER, "2");
        AppSession first = a.signIn("alice").session();
        time.pass(Duration.ofSeconds(1));
        AppSession gone = a.signIn("alice").session();
        SessionStores withoutIndex =
                SessionStores.shared(a.guard.cluster(), Duration.ZERO, 0, task -> {}, time::nanoTime);
        assertThat(withoutIndex.appSessions().remove(gone.digest())).isPresent();
        time.pass(Duration.ofSeconds(1));
        AppSession third = a.signIn("alice").session();
        assertThat(List.of(first, third)).allMatch(a.app()::isGood);
        // it is in the index still, and nothing happens
        a.end(requireNonNull(a.app().sessions.identity(first.digest())).claims(), false);
        assertEnded(third, a);
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void logoutTokenDuringAnEngineOutageEndsSessionsAfterwards(boolean hasSid) {
        NodeOfThree a = byCode();
        NodeOfThree b = byCode();
        SignInOutcome.SignedIn here = a.signIn("alice");
        SignInOutcome.SignedIn there = b.signIn("alice");
        String token = a.logoutToken(claims(here), hasSid);
        a.engine.connection().cutOff();
        assertThat(a.receive(token)).isInstanceOf(Received.NoAnswer.class);
        a.engine.connection().heal();
        time.pass(Duration.ofSeconds(10));
        Await.until("they have ended", () -> {
            a.guard.tryAgain();
            time.pass(NodeOfThree.CACHE_TTL);
            return !b.app().isGood(here.session()) && b.app().isGood(there.session()) == hasSid;
        });
        assertEnded(here.session(), a, b);

        // AM may send it again
        assertThat(a.receive(token)).isEqualTo(new Received.Done());
        assertThat(a.receive(token)).isEqualTo(new Received.Refused());
    }

    @Test
    void logoutDuringAnEngineOutageEndsTheSessionAfterwards() {
        NodeOfThree a = byCode();
        NodeOfThree b = byCode();
        AppSession session = a.signIn("alice").session();
        b.engine.connection().cutOff();
        assertThatThrownBy(() -> b.app().sessions.signOut(session)).isInstanceOf(Unavailable.class);
        b.engine.connection().heal();
        time.pass(Duration.ofSeconds(10));
        assertThat(a.app().isGood(session)).isTrue();
        b.guard.tryAgain();
        assertEnded(session, a, b);
    }

    @Test
    void signInFailsIfItsSessionCannotBeIndexed() {
        NodeOfThree a = byCode();
        TestBrowser browser = new TestBrowser(am).signedInAtAmAs("alice");
        String answer = browser.answer(browser.leave(a.app(), "/"));
        a.engine.connection().cutOff();
        SignInOutcome outcome = browser.comeBack(a.app(), answer);
        assertThat(CodeFlowSignInTest.reasonOf(outcome)).isEqualTo(Reason.SIGN_IN_UNAVAILABLE);
        assertThat(Reason.SIGN_IN_UNAVAILABLE.status()).isEqualTo(503);
        assertThat(a.app().sessions.size()).isZero();
    }

    @Test
    void retriedLogoutEverywhereKeepsLaterSessions() {
        NodeOfThree a = byCode();
        NodeOfThree b = byCode();
        SignInOutcome.SignedIn here = a.signIn("alice");
        SignInOutcome.SignedIn there = b.signIn("alice");
        a.engine.connection().cutOff();
        LogoutReport report = a.logout.of(a.app().sessions).end(Set.of(here.session()), true, () -> {});
        assertThat(report.steps())
                .filteredOn(step -> step.name().equals("app-sessions"))
                .extracting(Step::result)
                .containsExactly(Result.WILL_RETRY);
        assertThat(report.outcome()).isEqualTo(LogoutReport.Outcome.FAILURE);
        assertThat(b.app().isGood(there.session())).isTrue();
        time.pass(Duration.ofSeconds(1));
        SignInOutcome.SignedIn later = b.signIn("alice");

        a.engine.connection().heal();
        a.logout.retryAll(time);
        assertEnded(there.session(), a, b);
        assertThat(b.app().isGood(later.session())).isTrue();
    }

    @Test
    void retryThatFindsNoEngineKeepsLaterSessions() {
        NodeOfThree a = byCode();
        SignInOutcome.SignedIn here = a.signIn("alice");
        a.engine.connection().cutOff();
        a.logout.of(a.app().sessions).end(Set.of(here.session()), true, () -> {});
        a.engine.connection().heal();
        time.pass(Duration.ofSeconds(1));
        SignInOutcome.SignedIn later = a.signIn("alice");

        a.engine.connection().cutOff();
        a.logout.retry(time);
        a.engine.connection().heal();
        a.logout.retryAll(time);
        assertEnded(here.session(), a);
        assertThat(a.app().isGood(later.session())).isTrue();
    }

    /** Rule: at whatever moment of a sign-in at one node a logout token reaches another, no session is left. */
    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void logoutTokenDuringASignInOnAnotherNodeEndsIt(boolean hasSid) {
        NodeOfThree a = byCode();
        NodeOfThree b = byCode();
        boolean happens = true;
        for (int moment = 0; happens; moment++) {
            TestBrowser browser = new TestBrowser(am).signedInAtAmAs("user" + moment);
            SignInOutcome.SignedIn before = browser.signIn(b.app(), "/");
            String answer = browser.answer(browser.leave(b.app(), "/"));
            b.interrupted.at(moment, () -> a.end(claims(before), hasSid));
            SignInOutcome finished = browser.comeBack(b.app(), answer);
            happens = b.interrupted.hasHappened();
            time.pass(NodeOfThree.CACHE_TTL);
            if (finished instanceof SignInOutcome.SignedIn signedIn) {
                assertThat(a.app().isGood(signedIn.session()))
                        .as("moment " + moment)
                        .isEqualTo(!happens);
                assertThat(b.app().isGood(signedIn.session()))
                        .as("moment " + moment)
                        .isEqualTo(!happens);
            }
            assertThat(b.app().isGood(before.session())).isEqualTo(!happens);
        }
    }

    /** Rule: at whatever moment of a logout on one node a sign-in that began before it ends on another, no session is left. */
    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void signInDuringALogoutOnAnotherNodeLeavesNoSession(boolean isEverywhere) {
        NodeOfThree a = byCode();
        NodeOfThree b = byCode();
        boolean happens = true;
        for (int moment = 0; happens; moment++) {
            TestBrowser browser = new TestBrowser(am).signedInAtAmAs("user" + moment);
            SignInOutcome.SignedIn before = browser.signIn(a.app(), "/");
            String answer = browser.answer(browser.leave(b.app(), "/"));
            AtomicReference<@Nullable SignInOutcome> finished = new AtomicReference<>();
            a.interrupted.at(moment, () -> finished.set(browser.comeBack(b.app(), answer)));
            LogoutReport report = a.logout.of(a.app().sessions).end(Set.of(before.session()), isEverywhere, () -> {});
            if (report.outcome() == LogoutReport.Outcome.NO_SESSION) {
                // the sign-in has replaced it before
                assertThat(a.interrupted.hasHappened()).isTrue();
                continue;
            }
            Await.until("b knows of it", () -> b.guard.logouts().isOutdated(claims(before), Instant.EPOCH));
            happens = a.interrupted.hasHappened();
            if (happens) {
                Await.until("the sign-in is over", () -> finished.get() != null);
            }
            time.pass(NodeOfThree.CACHE_TTL);
            if (finished.get() instanceof SignInOutcome.SignedIn signedIn) {
                assertThat(b.app().isGood(signedIn.session()))
                        .as("moment " + moment)
                        .isFalse();
                assertThat(a.app().isGood(signedIn.session()))
                        .as("moment " + moment)
                        .isFalse();
            }
        }
    }

    /** Rule: at whatever moment one node obtains tokens a logout token reaches another, none are left. */
    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void logoutTokenDuringATokenRequestOnAnotherNodeLeavesNoTokens(boolean hasSid) {
        NodeOfThree a = ofSsoTokens();
        NodeOfThree b = ofSsoTokens();
        TokenKeeper keeper = b.guard.tokens().keeper();
        boolean happens = true;
        for (int moment = 0; happens; moment++) {
            SsoToken session = new SsoToken(am.signIn("user" + moment));
            Token first = keeper.token(session, Renewal.IF_DUE);
            Claims idToken = a.guard
                    .tokens()
                    .client()
                    .orElseThrow()
                    .codes()
                    .claims(first.idToken().orElseThrow());
            keeper.revoke(session);
            b.guard.finishBackground();
            b.interrupted.at(moment, () -> a.end(idToken, hasSid));
            Optional<Token> got = tokenOf(keeper, session);
            happens = b.interrupted.hasHappened();
            assertThat(keeper.stored(session).isPresent())
                    .as("moment " + moment)
                    .isEqualTo(!happens);
            if (happens) {
                got.ifPresent(token -> Await.until("it ends", () -> !am.isActive(token.accessToken())));
                // so that its calls for that do not count as those of the next time
                Await.until("b knows", () -> b.guard.tombstones().has(session));
                b.guard.finishBackground();
            }
        }
    }

    private static Optional<Token> tokenOf(TokenKeeper keeper, SsoToken session) {
        try {
            return Optional.of(keeper.token(session, Renewal.IF_DUE));
        } catch (JourneyException e) {
            return Optional.empty();
        }
    }

    /** Rule: a session is accepted on all nodes until it ends, and on none afterwards. */
    @Test
    void threeNodesRefuseExactlyTheEndedSessionsInAnyOrderOfEvents() {
        long seed = new Random().nextLong();
        Random random = new Random(seed);
        List<NodeOfThree> nodes = List.of(byCode(), byCode(), byCode());
        Map<SignInOutcome.SignedIn, Boolean> alive = new HashMap<>();
        List<SignInOutcome.SignedIn> all = new ArrayList<>();
        for (int step = 0; step < STEPS; step++) {
            NodeOfThree node = nodes.get(random.nextInt(nodes.size()));
            SignInOutcome.SignedIn chosen = all.isEmpty() ? null : all.get(random.nextInt(all.size()));
            int event = random.nextInt(10);
            if (chosen == null || event < 6) {
                // a logout token does not end what begins in a later second
                time.pass(Duration.ofSeconds(1));
                SignInOutcome.SignedIn begun = node.signIn("user" + random.nextInt(3));
                all.add(begun);
                alive.put(begun, true);
            } else if (event < 7) {
                node.logout.of(node.app().sessions).end(Set.of(chosen.session()), false, () -> {});
                alive.put(chosen, false);
            } else if (event < 8) {
                node.end(claims(chosen), true);
                alive.put(chosen, false);
            } else if (event < 9) {
                node.end(claims(chosen), false);
                all.stream()
                        .filter(each -> each.identity()
                                .subject()
                                .equals(chosen.identity().subject()))
                        .forEach(each -> alive.put(each, false));
            } else {
                Optional.of(chosen)
                        .filter(alive::get)
                        .ifPresent(each ->
                                node.logout.of(node.app().sessions).end(Set.of(each.session()), true, () -> {}));
                if (Boolean.TRUE.equals(alive.get(chosen))) {
                    all.stream()
                            .filter(each -> each.identity()
                                    .subject()
                                    .equals(chosen.identity().subject()))
                            .forEach(each -> alive.put(each, false));
                }
            }
            time.pass(NodeOfThree.CACHE_TTL);
            SignInOutcome.SignedIn checked = all.get(random.nextInt(all.size()));
            NodeOfThree at = nodes.get(random.nextInt(nodes.size()));
            assertThat(at.app().isGood(checked.session()))
                    .as("seed " + seed + ", step " + step)
                    .isEqualTo(alive.get(checked));
        }
        for (SignInOutcome.SignedIn each : all) {
            for (NodeOfThree node : nodes) {
                assertThat(node.app().isGood(each.session())).as("seed " + seed).isEqualTo(alive.get(each));
            }
        }
    }

    /** The engine may have lost it. */
    @Test
    void indexEntryOfAUsedSessionIsCheckedHourly() {
        NodeOfThree a = byCode();
        NodeOfThree b = byCode();
        SignInOutcome.SignedIn signedIn = a.signIn("alice");
        loseIndex(a, signedIn);
        useAgain(b, signedIn);
        assertThat(isIndexed(a, signedIn)).isTrue();
        loseIndex(a, signedIn);
        time.pass(Duration.ofMinutes(28));
        useAgain(b, signedIn);
        assertThat(isIndexed(a, signedIn)).isFalse();
        time.pass(Duration.ofMinutes(28));
        useAgain(b, signedIn);
        time.pass(Duration.ofMinutes(1));
        useAgain(b, signedIn);
        assertThat(isIndexed(a, signedIn)).isTrue();
    }

    /** The engine had lost its entry in the index, so that the logout token found nothing. */
    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void sessionMissedByALogoutTokenEndsWhenReadAgain(boolean hasSid) {
        NodeOfThree a = byCode();
        NodeOfThree b = byCode();
        SignInOutcome.SignedIn ended = a.signIn("alice");
        String token = a.app().keeper().token(ended.session(), Renewal.IF_DUE).accessToken();
        loseIndex(a, ended);
        b.end(claims(ended), hasSid);
        time.pass(Duration.ofSeconds(1));
        SignInOutcome.SignedIn later = a.signIn("alice");
        a.engine.connection().heal();

        time.pass(Duration.ofMinutes(2));
        assertThat(a.app().isGood(ended.session())).isFalse();
        assertThat(a.app().isGood(later.session())).isTrue();
        Await.until("its tokens end at AM", () -> !am.isActive(token));
        assertEnded(ended.session(), a, b);
        assertThat(b.app().isGood(later.session())).isTrue();
    }

    private void useAgain(NodeOfThree node, SignInOutcome.SignedIn signedIn) {
        assertThat(node.app().isGood(signedIn.session())).isTrue();
        node.guard.finishBackground();
        time.pass(Duration.ofMinutes(1));
        assertThat(node.app().isGood(signedIn.session())).isTrue();
        node.guard.finishBackground();
    }

    private static void loseIndex(NodeOfThree node, SignInOutcome.SignedIn signedIn) {
        loseIndex(
                node, EntryNames.Kind.SUBJECT, Subject.plain(signedIn.identity().subject()));
        loseIndex(node, EntryNames.Kind.SID, claims(signedIn).text("sid").orElseThrow());
        assertThat(isIndexed(node, signedIn)).isFalse();
    }

    private static void loseIndex(NodeOfThree node, EntryNames.Kind kind, String text) {
        SharedEntries entries = node.guard.cluster().quiet();
        String name =
                node.guard.cluster().names().ofGuessable(kind, "0.0|" + text).get(0);
        assertThat(entries.remove(entries.get(name).orElseThrow())).isTrue();
    }

    private static boolean isIndexed(NodeOfThree node, SignInOutcome.SignedIn signedIn) {
        return !node.guard.index().appSessionsOf(signedIn.identity().subject()).isEmpty();
    }
}
