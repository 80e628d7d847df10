package org.journeyguard.internal.am.session;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.jwk.JWKSet;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.journeyguard.SessionInfo;
import org.journeyguard.fixtures.Await;
import org.journeyguard.fixtures.ParallelCalls;
import org.journeyguard.fixtures.TestKeys;
import org.journeyguard.internal.am.AmClient;
import org.journeyguard.internal.am.oauth.AssertionKey;
import org.journeyguard.internal.credential.SsoToken;
import org.journeyguard.internal.http.AmResult;
import org.journeyguard.internal.http.ConnectionSettings;
import org.journeyguard.test.FakeAm;
import org.journeyguard.test.FakeAm.Kind;
import org.journeyguard.test.FakeCall;
import org.journeyguard.test.FakeDirectory;
import org.journeyguard.test.Fault;
import org.journeyguard.test.ManualTime;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A service account of Advanced Identity Cloud lists and ends sessions, which nobody else may do there. */
class ServiceAccountTest {
    private static final String TOKENS = "POST /am/oauth2/access_token";
    private static final String ID = "449d7e27-7889-47af-a736-83b6bbf97ec5";
    private static final Duration LIFETIME = Duration.ofSeconds(899);

    private final ManualTime time = new ManualTime();
    private final FakeAm am = new FakeAm(Kind.ADVANCED_IDENTITY_CLOUD);
    private final AmClient client = new AmClient(
            am.url(),
            "/alpha",
            ConnectionSettings.direct(Duration.ofSeconds(2)),
            Duration.ofSeconds(10),
            time::nanoTime);
    private final SessionDirectory directory = directory(am.url(), null);
    private final SsoToken alices = new SsoToken(am.signIn(am.session("alice", "/alpha")));

    ServiceAccountTest() {
        am.setClock(time);
        am.directory().addServiceAccount(ID, new JWKSet(TestKeys.rsa()));
    }

    private SessionDirectory directory(URI publicUrl, @Nullable URI tokenEndpoint) {
        AssertionKey key = AssertionKey.parse(TestKeys.rsa().toJSONString(), null);
        return client.directory(client.serviceAccount(ID, key, tokenEndpoint, publicUrl, time));
    }

    @AfterEach
    void end() {
        client.close();
        am.close();
    }

    private AmResult<List<SessionInfo>> list(SessionDirectory asking) {
        return asking.of(new SessionOwner("alice", "/alpha", null), FakeAm.COOKIE, client.deadline());
    }

    private void assertListed() {
        AmResult<List<SessionInfo>> answer = list(directory);
        assertThat(answer).isInstanceOf(AmResult.Value.class);
        assertThat(((AmResult.Value<List<SessionInfo>>) answer).value())
                .extracting(SessionInfo::handle)
                .containsExactly(FakeDirectory.handle(alices.value()));
    }

    @Test
    void accessTokenIsRequestedAtFirstUse() {
        assertThat(am.calls(TOKENS)).isEmpty();
        assertListed();
        assertListed();
        List<String> handles = List.of(FakeDirectory.handle(alices.value()));
        assertThat(directory.end("/alpha", handles, FakeAm.COOKIE, client.deadline()))
                .isEqualTo(new AmResult.Value<>(true));
        assertThat(am.has(alices.value())).isFalse();
        assertThat(am.calls(TOKENS)).hasSize(1);
        for (FakeCall call : am.calls("/sessions")) {
            assertThat(call.header("Authorization")).startsWith("Bearer ");
            assertThat(call.header(FakeAm.COOKIE)).isEmpty();
            assertThat(call.version()).isEqualTo("4.0");
        }
    }

    @Test
    void tokenIsReplacedBeforeItsExpiry() {
        assertListed();
        time.pass(LIFETIME.minus(ServiceAccount.EARLY).minusMillis(1));
        assertListed();
        assertThat(am.calls(TOKENS)).hasSize(1);
        time.pass(Duration.ofMillis(1));
        assertListed();
        assertThat(am.calls(TOKENS)).hasSize(2);
    }

    @Test
    void refusedTokenIsReplacedOnce() {
        assertListed();
        am.directory().endAgents();
        assertListed();
        assertThat(am.calls(TOKENS)).hasSize(2);

        am.forgetCalls();
        am.set(Fault.reply(401, "{}").onlyFor("_queryFilter"));
        assertThat(list(directory)).isInstanceOf(AmResult.NoAnswer.class);
        assertThat(am.calls(TOKENS)).hasSize(1);
        assertThat(am.calls("_queryFilter")).hasSize(2);
    }

    @Test
    void concurrentCallersShareOneTokenRequest() {
        CountDownLatch gate = new CountDownLatch(1);
        am.set(Fault.heldBy(gate).onlyFor("/access_token"));
        try (ParallelCalls<AmResult<List<SessionInfo>>> crowd = ParallelCalls.start(8, number -> list(directory))) {
            Await.until("the request is at AM", () -> !am.calls(TOKENS).isEmpty());
            gate.countDown();
            assertThat(crowd.results()).hasSize(8).allMatch(AmResult.Value.class::isInstance);
        }
        assertThat(am.calls(TOKENS)).hasSize(1);
    }

    @ParameterizedTest
    @EnumSource(names = {"PINGAM", "OPENAM", "FORGEROCK"})
    void amWithoutServiceAccountsIsReportedAndNotCalledAgainAtOnce(Kind kind) {
        am.setKind(kind);
        assertThat(list(directory))
                .isInstanceOfSatisfying(
                        AmResult.NoAnswer.class,
                        none -> assertThat(none.outage().what())
                                .contains("journey.am.service-account.id")
                                .contains("invalid_client")
                                .contains("only Advanced Identity Cloud has service accounts"));
        list(directory);
        assertThat(am.calls(TOKENS)).hasSize(1);
        am.setKind(Kind.ADVANCED_IDENTITY_CLOUD);
        time.pass(ServiceAccount.REFUSAL_COUNTS);
        assertListed();
    }

    @Test
    void keyOfAnotherAccountIsRefusedWithoutShowingASecret() {
        am.directory().addServiceAccount(ID, new JWKSet(TestKeys.ec(JWSAlgorithm.ES256)));
        String what = String.valueOf(list(directory));
        assertThat(what).contains("invalid_grant").doesNotContain("eyJ");
    }

    @Test
    void outageIsNotARefusal() {
        am.set(Fault.reply(503, "{}").onlyFor("/access_token"));
        assertThat(list(directory)).isInstanceOf(AmResult.NoAnswer.class);
        am.set(Fault.NONE);
        assertListed();
    }

    @Test
    void audienceIsTheTokenEndpointWithItsPublicNameAndPort() {
        am.oauth().setPublicUrl("https://tenant.example.com/am");
        assertThat(list(directory(URI.create("https://tenant.example.com/am"), null)))
                .isInstanceOf(AmResult.Value.class);
    }

    @Test
    void customDomainUsesTheConfiguredTokenEndpoint() {
        am.oauth().makeCustomDomainOf("/alpha");
        assertThat(list(directory)).as("the root realm is not there").isInstanceOf(AmResult.NoAnswer.class);
        try (FakeAm tenant = new FakeAm(Kind.ADVANCED_IDENTITY_CLOUD)) {
            tenant.setClock(time);
            tenant.directory().addServiceAccount(ID, new JWKSet(TestKeys.rsa()));
            list(directory(am.url(), URI.create(tenant.url() + "/oauth2/access_token")));
            assertThat(tenant.calls(TOKENS)).isNotEmpty();
            assertThat(am.calls("_queryFilter").get(0).header("Authorization")).startsWith("Bearer ");
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"PINGAM", "ADVANCED_IDENTITY_CLOUD", "OPENAM"})
    void agentThatCannotListSessionsIsReportedWithTheAlternative(Kind kind) {
        am.setKind(kind);
        am.directory().addAgent("shop-agent", "pa55w0rd", "/");
        assertThat(list(client.directory(client.agent("shop-agent", "pa55w0rd"))))
                .isInstanceOfSatisfying(
                        AmResult.NoAnswer.class,
                        none -> assertThat(none.outage().what())
                                .contains("administrators")
                                .contains("journey.am.service-account.id"));
    }
}
