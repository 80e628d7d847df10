package org.journeyguard.internal.am.session;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.journeyguard.SessionInfo;
import org.journeyguard.fixtures.Await;
import org.journeyguard.fixtures.ParallelCalls;
import org.journeyguard.internal.am.AmClient;
import org.journeyguard.internal.credential.SsoToken;
import org.journeyguard.internal.http.AmResult;
import org.journeyguard.internal.http.ConnectionSettings;
import org.journeyguard.test.FakeAm;
import org.journeyguard.test.FakeCall;
import org.journeyguard.test.Fault;
import org.journeyguard.test.ManualTime;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** How and when the agent signs in. */
class AgentSessionTest {
    private static final String AUTHENTICATE = "/authenticate";
    private static final String PASSWORD = "pa55w0rd";
    private static final SessionOwner ALICE = new SessionOwner("alice", "/", null);

    private final ManualTime time = new ManualTime();
    private final FakeAm am = new FakeAm(FakeAm.Kind.PINGAM);
    private final AmClient client = client("/");
    private final AgentSession agent = client.agent("shop-agent", PASSWORD);
    private final SessionDirectory directory = client.directory(agent);

    private AmClient client(String realm) {
        return new AmClient(
                am.url(),
                realm,
                ConnectionSettings.direct(Duration.ofSeconds(2)),
                Duration.ofSeconds(10),
                time::nanoTime);
    }

    @AfterEach
    void end() {
        client.close();
        am.close();
    }

    private AmResult<List<SessionInfo>> list() {
        return directory.of(ALICE, FakeAm.COOKIE, client.deadline());
    }

    private AmResult<SsoToken> signIn() {
        return agent.session(null, client.deadline());
    }

    private String lastWay() {
        List<FakeCall> calls = am.calls(AUTHENTICATE);
        return calls.get(calls.size() - 1).target().replaceFirst("/am/json/realms/root", "");
    }

    @Test
    void agentSignsInOnceAtFirstUse() {
        am.directory().addAgent("shop-agent", PASSWORD, "/");
        assertThat(am.calls(AUTHENTICATE)).isEmpty();

        assertThat(signIn()).isInstanceOf(AmResult.Value.class);
        assertThat(signIn()).isInstanceOf(AmResult.Value.class);

        assertThat(am.calls(AUTHENTICATE)).hasSize(1);
        assertThat(lastWay()).isEqualTo("/authenticate?authIndexType=service&authIndexValue=Agent");
    }

    @Test
    void secretIsSentOnlyInAHeader() {
        am.directory().addAgent("shop-agent", PASSWORD, "/");
        signIn();
        FakeCall signIn = am.calls(AUTHENTICATE).get(0);
        assertThat(signIn.header("X-OpenAM-Username")).isEqualTo("shop-agent");
        assertThat(signIn.header("X-OpenAM-Password")).isEqualTo(PASSWORD);
        assertThat(signIn.target() + signIn.body()).doesNotContain(PASSWORD);
    }

    @Test
    void openAmAgentSignsInByItsModule() {
        am.setKind(FakeAm.Kind.OPENAM);
        am.directory().addAgent("shop-agent", PASSWORD, "/");
        // the list is refused, for only administrators get it there
        assertThat(list()).isInstanceOf(AmResult.NoAnswer.class);
        assertThat(lastWay()).isEqualTo("/authenticate?authIndexType=module&authIndexValue=Application");
    }

    @Test
    void administratorSignsInAsUsersDo() {
        am.setKind(FakeAm.Kind.OPENAM);
        am.directory().addAdministrator("shop-agent", PASSWORD);

        assertThat(list()).isInstanceOf(AmResult.Value.class);
        assertThat(lastWay()).isEqualTo(AUTHENTICATE);
        assertThat(am.calls(AUTHENTICATE)).hasSize(3);

        am.directory().endAgents();
        assertThat(list()).isInstanceOf(AmResult.Value.class);
        assertThat(am.calls(AUTHENTICATE)).hasSize(4);
    }

    @Test
    void agentSignsInToTheRealmAndThenToTheRootRealm() {
        am.directory().addAgent("shop-agent", PASSWORD, "/");
        try (AmClient ofAlpha = client("/alpha")) {
            assertThat(ofAlpha.agent("shop-agent", PASSWORD).session(null, ofAlpha.deadline()))
                    .isInstanceOf(AmResult.Value.class);
        }
        assertThat(am.calls(AUTHENTICATE)).hasSize(4);
        assertThat(am.calls(AUTHENTICATE).get(0).target()).contains("/realms/alpha/");
        assertThat(lastWay()).startsWith(AUTHENTICATE);
    }

    @Test
    void endedAgentSessionIsRenewedOnce() {
        am.setKind(FakeAm.Kind.OPENAM);
        am.directory().addAdministrator("shop-agent", PASSWORD);
        list();
        am.forgetCalls();

        am.set(Fault.reply(401, "{}").onlyFor("_queryFilter"));
        assertThat(list()).isInstanceOf(AmResult.NoAnswer.class);
        assertThat(am.calls(AUTHENTICATE)).hasSize(1);
        assertThat(am.calls("_queryFilter")).hasSize(2);
    }

    @Test
    void concurrentCallersShareOneSignIn() {
        am.directory().addAgent("shop-agent", PASSWORD, "/");
        CountDownLatch gate = new CountDownLatch(1);
        am.set(Fault.heldBy(gate).onlyFor(AUTHENTICATE));
        try (ParallelCalls<AmResult<SsoToken>> crowd = ParallelCalls.start(8, number -> signIn())) {
            Await.until("the sign-in is at AM", () -> !am.calls(AUTHENTICATE).isEmpty());
            gate.countDown();
            assertThat(crowd.results()).hasSize(8).allMatch(AmResult.Value.class::isInstance);
        }
        assertThat(am.calls(AUTHENTICATE)).hasSize(1);
    }

    @Test
    void refusedPasswordIsNotRepeatedAtOnce() {
        am.directory().addAgent("shop-agent", "another", "/");

        AmResult<SsoToken> answer = signIn();
        assertThat(answer.toString()).contains("journey.am.agent.name").doesNotContain(PASSWORD);
        int tried = am.calls(AUTHENTICATE).size();
        signIn();
        assertThat(am.calls(AUTHENTICATE)).hasSize(tried);

        am.directory().addAgent("shop-agent", PASSWORD, "/");
        time.pass(AgentSession.REFUSAL_COUNTS);
        assertThat(signIn()).isInstanceOf(AmResult.Value.class);
    }

    @Test
    void outageIsNotARefusal() {
        am.directory().addAgent("shop-agent", PASSWORD, "/");
        am.set(Fault.reply(503, "{}"));
        assertThat(signIn()).isInstanceOf(AmResult.NoAnswer.class);
        assertThat(am.calls(AUTHENTICATE)).hasSize(1);
        am.set(Fault.NONE);
        assertThat(signIn()).isInstanceOf(AmResult.Value.class);
    }

    @Test
    void nonAsciiCredentialIsEncodedForTheHeader() {
        SessionDirectory odd = client.directory(client.agent("j\u00fcrgen", "p\u00e4ss\r\nX: y"));
        assertThat(odd.of(ALICE, FakeAm.COOKIE, client.deadline())).isInstanceOf(AmResult.NoAnswer.class);
        FakeCall signIn = am.calls(AUTHENTICATE).get(0);
        assertThat(signIn.header("X-OpenAM-Username")).isEqualTo("=?UTF-8?B?asO8cmdlbg==?=");
        assertThat(signIn.header("X-OpenAM-Password")).startsWith("=?UTF-8?B?");
        assertThat(signIn.header("X")).isEmpty();
    }
}
