package org.journeyguard.internal.authorization;

import static org.assertj.core.api.Assertions.assertThat;
import static org.journeyguard.test.ManualTime.START;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import org.journeyguard.fixtures.Await;
import org.journeyguard.fixtures.ParallelCalls;
import org.journeyguard.fixtures.TestGuard;
import org.journeyguard.fixtures.TestRequestFacts;
import org.journeyguard.fixtures.TestSettings;
import org.journeyguard.internal.authorization.PolicyOutcome.Denied;
import org.journeyguard.internal.authorization.PolicyOutcome.SessionEnded;
import org.journeyguard.internal.authorization.PolicyOutcome.Undecided;
import org.journeyguard.internal.credential.AppSession;
import org.journeyguard.internal.credential.Credential;
import org.journeyguard.internal.credential.SsoToken;
import org.journeyguard.internal.guard.AmAccounts;
import org.journeyguard.internal.guard.settings.GuardSettings;
import org.journeyguard.test.FakeAm;
import org.journeyguard.test.FakePolicy;
import org.journeyguard.test.Fault;
import org.journeyguard.test.ManualTime;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** AM's decisions about requests: asked once, cached, and never wider than AM's. */
class AmPoliciesTest {
    private static final String APP = "https://app.example.com:443/shop";
    private static final String EVALUATE = "policies?_action=evaluate";
    private static final Duration TTL = Duration.ofSeconds(30);
    private static final Duration A_MOMENT = Duration.ofMillis(1);

    private final ManualTime time = new ManualTime();
    private final FakeAm am = new FakeAm(FakeAm.Kind.OPENAM);
    private final SsoToken alice = new SsoToken(am.signIn("alice"));
    private TestGuard guard;
    private AmPolicies policies;

    @BeforeEach
    void start() {
        am.setClock(time);
        am.directory().addAgent("agent", "s3cret", "/");
        am.policies().allow(APP + "/orders/*", "GET");
        restart(Map.of());
    }

    private void restart(Map<String, String> changes) {
        Map<String, String> settings = new HashMap<>(Map.of(
                "journey.am.url", am.url().toString(),
                "journey.am.cookie-name", FakeAm.COOKIE,
                "journey.am.timeout", "PT30S",
                "journey.am.max-calls", "1000",
                "journey.am.agent.name", "agent",
                "journey.am.agent.password", "s3cret",
                "journey.policy", "am",
                "journey.policy.cache-ttl", TTL.toString()));
        settings.putAll(changes);
        GuardSettings config = TestSettings.read(settings);
        if (guard != null) {
            guard.close();
        }
        guard = TestGuard.of(time, config);
        policies = new AmPolicies(
                config.policies(),
                guard.client(),
                Objects.requireNonNull(
                        AmAccounts.of(config.am(), guard.client(), time).administrator()),
                guard.cookieName(),
                guard.sessions(),
                guard.limiter(),
                time,
                time::nanoTime);
    }

    @AfterEach
    void end() {
        guard.close();
        am.close();
    }

    private PolicyOutcome get(String path) {
        return policies.outcome(TestRequestFacts.get(path), () -> alice);
    }

    private int evaluations() {
        return am.calls(EVALUATE).size();
    }

    @ParameterizedTest
    @CsvSource({
        "GET,    /orders/1,  true",
        "POST,   /orders/1,  false",
        "HEAD,   /orders/1,  false",
        "GET,    /orders,    false",
        "GET,    /invoices,  false",
        "DELETE, /invoices,  false",
    })
    void methodIsTheActionAndUnmatchedRequestsAreDenied(String method, String path, boolean isAllowed) {
        PolicyOutcome outcome = policies.outcome(TestRequestFacts.of(method, path), () -> alice);
        assertThat(outcome).isInstanceOf(isAllowed ? PolicyOutcome.Allowed.class : Denied.class);
    }

    @ParameterizedTest
    @EnumSource(FakeAm.Kind.class)
    void requestIsAllowedByEachKindOfAm(FakeAm.Kind kind) {
        am.setKind(kind);
        assertThat(get("/orders/1")).isEqualTo(PolicyOutcome.ALLOWED);
    }

    @Test
    void denialByOnePolicyOverridesOthers() {
        am.policies().deny(APP + "/orders/secret", "GET");
        assertThat(get("/orders/secret")).isInstanceOf(Denied.class);
        assertThat(get("/orders/other")).isEqualTo(PolicyOutcome.ALLOWED);
    }

    @Test
    void clientAddressIsSentToAmAndPartOfTheCacheKey() {
        am.policies()
                .put(
                        "orders",
                        FakePolicy.about(APP + "/office/*").allowing("GET").from("10.0.0.7"));
        TestRequestFacts facts = TestRequestFacts.get("/office/1");
        assertThat(policies.outcome(facts.with("address", "10.0.0.7"), () -> alice))
                .isEqualTo(PolicyOutcome.ALLOWED);
        assertThat(policies.outcome(facts.with("address", "10.0.0.8"), () -> alice))
                .isInstanceOf(Denied.class);
        assertThat(policies.outcome(facts.with("address", "10.0.0.7"), () -> alice))
                .isEqualTo(PolicyOutcome.ALLOWED);
        assertThat(evaluations()).isEqualTo(2);
    }

    @Test
    void requestAndQuestionAboutItsResourceShareADecision() {
        assertThat(get("/orders/1")).isEqualTo(PolicyOutcome.ALLOWED);
        assertThat(isAllowed(APP + "/orders/1")).isTrue();
        assertThat(evaluations()).isEqualTo(1);
    }

    @ParameterizedTest
    @CsvSource({"/orders/1", "//orders/1", "orders/1", APP + APP + "/orders/1", APP + "s/orders/1", "''"})
    void noOtherResourceHasTheDecisionAboutARequest(String resource) {
        assertThat(get("/orders/1")).isEqualTo(PolicyOutcome.ALLOWED);
        assertThat(isAllowed(resource)).isFalse();
        assertThat(evaluations()).isEqualTo(2);
    }

    private boolean isAllowed(String resource) {
        return policies.decision(new PolicyQuery(resource, "", "127.0.0.1", Map.of()), () -> alice)
                .fold(decision -> decision.isAllowed("GET"), refused -> false, outage -> false);
    }

    @Test
    void decisionIsCachedForTheTtl() {
        assertThat(get("/orders/1")).isEqualTo(PolicyOutcome.ALLOWED);
        am.policies().remove(APP + "/orders/*");
        time.pass(TTL.minus(A_MOMENT));
        assertThat(get("/orders/1")).isEqualTo(PolicyOutcome.ALLOWED);
        time.pass(A_MOMENT);
        assertThat(get("/orders/1")).isInstanceOf(Denied.class);
        assertThat(evaluations()).isEqualTo(2);
    }

    @Test
    void decisionIsCachedAtMostForAmsTtl() {
        am.policies().put("now", FakePolicy.about(APP + "/now").allowing("GET").until(START.plusSeconds(10)));
        assertThat(get("/now")).isEqualTo(PolicyOutcome.ALLOWED);
        // the Date header has no fractions of a second
        time.pass(Duration.ofSeconds(9).minus(A_MOMENT));
        assertThat(get("/now")).isEqualTo(PolicyOutcome.ALLOWED);
        assertThat(evaluations()).isEqualTo(1);
        time.pass(Duration.ofSeconds(1));
        assertThat(get("/now")).isEqualTo(PolicyOutcome.ALLOWED);
        assertThat(evaluations()).isEqualTo(2);
    }

    @Test
    void changeOfThePolicySetDropsCachedDecisions() {
        assertThat(get("/orders/1")).isEqualTo(PolicyOutcome.ALLOWED);
        am.policies().remove(APP + "/orders/*");
        policies.changed("another");
        assertThat(get("/orders/1")).isEqualTo(PolicyOutcome.ALLOWED);
        policies.changed("iPlanetAMWebAgentService");
        assertThat(get("/orders/1")).isInstanceOf(Denied.class);
        am.policies().allow(APP + "/orders/*", "GET");
        policies.changed("");
        assertThat(get("/orders/1")).isEqualTo(PolicyOutcome.ALLOWED);
    }

    @Test
    void denialWithAdvicesIsCachedBriefly() {
        am.policies()
                .put("level", FakePolicy.about(APP + "/vault").allowing("GET").atLevel(5));
        assertThat(get("/vault"))
                .isInstanceOfSatisfying(
                        Denied.class,
                        denied -> assertThat(denied.decision().advices())
                                .isEqualTo(Map.of("AuthLevelConditionAdvice", List.of("5"))));
        time.pass(DecisionCache.WITH_ADVICES.minus(A_MOMENT));
        assertThat(get("/vault")).isInstanceOf(Denied.class);
        assertThat(evaluations()).isEqualTo(1);
        time.pass(A_MOMENT);
        assertThat(get("/vault")).isInstanceOf(Denied.class);
        assertThat(evaluations()).isEqualTo(2);
    }

    @Test
    void outageKeepsCachedDecisionsAndLeavesOthersUndecided() {
        assertThat(get("/orders/1")).isEqualTo(PolicyOutcome.ALLOWED);
        am.set(Fault.DROP);
        assertThat(get("/orders/1")).isEqualTo(PolicyOutcome.ALLOWED);
        assertThat(get("/orders/2")).isInstanceOf(Undecided.class);
    }

    @Test
    void cachedDecisionsWaitForNoCallWhileAmHangs() {
        assertThat(get("/orders/1")).isEqualTo(PolicyOutcome.ALLOWED);
        CountDownLatch gate = new CountDownLatch(1);
        am.set(Fault.heldBy(gate));
        try (ParallelCalls<PolicyOutcome> others = ParallelCalls.start(20, i -> get("/orders/other-" + i))) {
            Await.until("all others wait", () -> others.waiting() == 20);
            for (int i = 0; i < 100; i++) {
                assertThat(get("/orders/1")).isEqualTo(PolicyOutcome.ALLOWED);
            }
            assertThat(others.waiting()).isEqualTo(20);
            gate.countDown();
            assertThat(others.results()).containsOnly(PolicyOutcome.ALLOWED);
        }
    }

    @ParameterizedTest
    @CsvSource({"OPENAM", "PINGAM"})
    void sessionEndedAtAmIsReportedAsEndedNotDenied(FakeAm.Kind kind) {
        am.setKind(kind);
        am.end(alice.value());
        assertThat(get("/orders/1")).isInstanceOf(SessionEnded.class);
    }

    @Test
    void agentSignsInAgainWhenItsSessionHasEnded() {
        assertThat(get("/orders/1")).isEqualTo(PolicyOutcome.ALLOWED);
        am.directory().endAgents();
        assertThat(get("/orders/2")).isEqualTo(PolicyOutcome.ALLOWED);
    }

    @ParameterizedTest
    @CsvSource({"403, '{\"code\":403}'", "404, '{\"code\":404}'", "500, ''", "200, '{}'", "200, '[]'", "200, '[{}]'"})
    void responseWithoutDecisionLeavesTheRequestUndecided(int status, String body) {
        assertThat(get("/orders/1")).isEqualTo(PolicyOutcome.ALLOWED);
        am.set(Fault.reply(status, body));
        assertThat(get("/orders/2")).isInstanceOf(Undecided.class);
    }

    @Test
    void errorsAboutResourcesDoNotOpenTheCircuitBreaker() {
        assertThat(get("/orders/0")).isEqualTo(PolicyOutcome.ALLOWED);
        am.set(Fault.reply(500, ""));
        for (int i = 1; i < 50; i++) {
            assertThat(get("/orders/" + i)).isInstanceOf(Undecided.class);
        }
        am.set(Fault.NONE);
        assertThat(get("/orders/1")).isEqualTo(PolicyOutcome.ALLOWED);
    }

    @Test
    void unknownPolicySetLeavesTheRequestUndecided() {
        restart(Map.of("journey.policy.set", "missing"));
        assertThat(get("/orders/1")).isInstanceOf(Undecided.class);
    }

    @Test
    void policiesOfTheConfiguredSetDecide() {
        am.policies().put("own", FakePolicy.about(APP + "/own").allowing("GET").in("orders"));
        restart(Map.of("journey.policy.set", "orders"));
        assertThat(get("/own")).isEqualTo(PolicyOutcome.ALLOWED);
        assertThat(get("/orders/1")).isInstanceOf(Denied.class);
    }

    @Test
    void unsupportedCredentialsAreDeniedWithoutACall() {
        AppSession session = AppSession.make();
        assertThat(policies.outcome(TestRequestFacts.get("/orders/1"), user(session, "h.p.s")))
                .isInstanceOf(Denied.class);
        restart(Map.of("journey.policy.jwt", "true"));
        assertThat(policies.outcome(TestRequestFacts.get("/orders/1"), () -> session))
                .isInstanceOf(Denied.class);
        assertThat(evaluations()).isZero();
    }

    private static PolicyUser user(Credential credential, String jwt) {
        return new PolicyUser() {
            @Override
            public Credential credential() {
                return credential;
            }

            @Override
            public Optional<String> jwt() {
                return Optional.of(jwt);
            }
        };
    }

    @Test
    void jwtIsTheSubjectIfConfigured() {
        restart(Map.of("journey.policy.jwt", "true"));
        am.policies()
                .put("vault", FakePolicy.about(APP + "/vault").allowing("GET").atLevel(5));
        PolicyUser user = user(AppSession.make(), "h.p.s");
        for (int i = 0; i < 2; i++) {
            assertThat(policies.outcome(TestRequestFacts.get("/orders/1"), user))
                    .isEqualTo(PolicyOutcome.ALLOWED);
        }
        assertThat(am.calls(EVALUATE))
                .singleElement()
                .satisfies(call -> assertThat(call.body()).contains("\"subject\":{\"jwt\":\"h.p.s\"}"));
        assertThat(policies.outcome(TestRequestFacts.get("/invoices"), user)).isInstanceOf(Denied.class);
        assertThat(policies.outcome(TestRequestFacts.get("/vault"), user)).isInstanceOf(Denied.class);
        am.setKind(FakeAm.Kind.PINGAM);
        assertThat(policies.outcome(TestRequestFacts.get("/vault/"), user)).isInstanceOf(Denied.class);
        am.policies()
                .put("safe", FakePolicy.about(APP + "/safe").allowing("GET").byService("strong"));
        assertThat(policies.outcome(TestRequestFacts.get("/safe"), user)).isInstanceOf(Undecided.class);
    }

    @Test
    void thousandConcurrentRequestsForOneResourceMakeOneEvaluation() {
        CountDownLatch gate = new CountDownLatch(1);
        assertThat(get("/orders/first")).isEqualTo(PolicyOutcome.ALLOWED);
        am.forgetCalls();
        am.set(Fault.heldBy(gate));
        try (ParallelCalls<PolicyOutcome> crowd = ParallelCalls.start(1_000, i -> get("/orders/1"))) {
            Await.until("all wait", () -> crowd.waiting() == 1_000);
            gate.countDown();
            assertThat(crowd.results()).hasSize(1_000).containsOnly(PolicyOutcome.ALLOWED);
        }
        assertThat(evaluations()).isEqualTo(1);
    }

    @Test
    void transactionAllowsOneOfManyConcurrentRequests() {
        am.policies().put("pay", FakePolicy.about(APP + "/pay").allowing("GET").oncePerTransaction());
        assertThat(get("/orders/first")).isEqualTo(PolicyOutcome.ALLOWED);
        Denied denied = (Denied) get("/pay");
        String id = AdviceRules.transaction(denied.decision().advices()).orElseThrow();
        am.policies().authorize(id);
        TestRequestFacts facts = TestRequestFacts.get("/pay").with("X-TxID", id);
        try (ParallelCalls<PolicyOutcome> crowd = ParallelCalls.start(50, i -> policies.outcome(facts, () -> alice))) {
            assertThat(crowd.results()).hasSize(50).containsOnlyOnce(PolicyOutcome.ALLOWED);
        }
    }

    @Test
    void concurrentRequestsForSeveralResourcesAreBatched() {
        CountDownLatch gate = new CountDownLatch(1);
        assertThat(get("/orders/first")).isEqualTo(PolicyOutcome.ALLOWED);
        am.forgetCalls();
        am.set(Fault.heldBy(gate));
        try (ParallelCalls<PolicyOutcome> crowd = ParallelCalls.start(50, i -> get("/orders/" + i))) {
            Await.until("all wait", () -> crowd.waiting() == 50);
            gate.countDown();
            assertThat(crowd.results()).containsOnly(PolicyOutcome.ALLOWED);
        }
        assertThat(evaluations()).as("the first, and all others").isEqualTo(2);
        assertThat(am.mostInFlight()).isEqualTo(1);
    }
}
