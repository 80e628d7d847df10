package org.journeyguard.internal.am.session;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.journeyguard.fixtures.ParallelCalls;
import org.journeyguard.internal.am.AmClient;
import org.journeyguard.internal.credential.Authentication;
import org.journeyguard.internal.credential.SsoIdentity;
import org.journeyguard.internal.credential.SsoToken;
import org.journeyguard.internal.http.AmResult;
import org.journeyguard.internal.http.ConnectionSettings;
import org.journeyguard.internal.resilience.Priority;
import org.journeyguard.test.FakeAm;
import org.journeyguard.test.FakeCall;
import org.journeyguard.test.FakeReply;
import org.journeyguard.test.Fault;
import org.journeyguard.test.ManualTime;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class NegotiationTest {
    private static final SsoToken GARBAGE = new SsoToken("garbage");

    private final ManualTime time = new ManualTime();
    private final FakeAm am = new FakeAm(FakeAm.Kind.OPENAM);
    private final AmClient client = new AmClient(
            am.url(), "/", ConnectionSettings.direct(Duration.ofSeconds(2)), Duration.ofSeconds(5), time::nanoTime);

    @AfterEach
    void end() {
        client.close();
        am.close();
    }

    @Test
    void openAmsVersionIsFoundByTheFirstSessionAndRemembered() {
        assertThat(ask(new SsoToken(am.signIn("alice")))).isInstanceOf(Authentication.Authenticated.class);
        assertThat(versionsAskedFor()).containsExactly("4.0", "5.1", "3.1", "2.0");

        assertThat(ask(new SsoToken(am.signIn("bob")))).isInstanceOf(Authentication.Authenticated.class);
        assertThat(versionsAskedFor()).containsExactly("4.0", "5.1", "3.1", "2.0", "2.0");
    }

    @ParameterizedTest
    @CsvSource({"FORGEROCK, 3.1", "PINGAM_NEXT, 5.1"})
    void otherReleasesOfPingAmAreFoundAndRemembered(FakeAm.Kind kind, String version) {
        am.setKind(kind);
        assertThat(ask(new SsoToken(am.signIn("alice")))).isInstanceOf(Authentication.Authenticated.class);
        am.forgetCalls();
        assertThat(ask(new SsoToken(am.signIn("bob")))).isInstanceOf(Authentication.Authenticated.class);
        assertThat(versionsAskedFor()).containsExactly(version);
    }

    @Test
    void unsupportedVersionsAreNotTriedForEachRequest() {
        SsoToken token = new SsoToken(am.signIn("alice"));
        ask(token);
        am.setKind(FakeAm.Kind.FUTURE);
        assertThat(client.sessionInfo(token, FakeAm.COOKIE, Priority.CONFIRMED))
                .isInstanceOf(Authentication.Unavailable.class);
        am.forgetCalls();
        assertThat(client.sessionInfo(token, FakeAm.COOKIE, Priority.CONFIRMED))
                .isInstanceOf(Authentication.Unavailable.class);
        assertThat(versionsAskedFor()).containsExactly("2.0");

        time.pass(Duration.ofSeconds(5));
        am.setKind(FakeAm.Kind.PINGAM);
        assertThat(client.sessionInfo(token, FakeAm.COOKIE, Priority.CONFIRMED))
                .isInstanceOf(Authentication.Authenticated.class);
    }

    @Test
    void pingAmsVersionIsTriedFirst() {
        am.setKind(FakeAm.Kind.PINGAM);
        assertThat(ask(new SsoToken(am.signIn("alice")))).isInstanceOf(Authentication.Authenticated.class);
        assertThat(ask(new SsoToken(am.signIn("bob")))).isInstanceOf(Authentication.Authenticated.class);
        assertThat(versionsAskedFor()).containsExactly("4.0", "4.0");
    }

    @Test
    void tokenIsInTheBodyForPingAmOnly() {
        SsoToken token = new SsoToken(am.signIn("alice"));
        ask(token);
        String named = "{\"tokenId\":\"" + token.value() + "\"}";
        assertThat(am.calls()).extracting(FakeCall::body).containsExactly(named, named, named, "{}");
    }

    @Test
    void oldestServersValidateWithoutExpiry() {
        am.setKind(FakeAm.Kind.OPENAM_13);
        SsoIdentity identity = identity(new SsoToken(am.signIn("alice")));
        assertThat(identity.name()).isEqualTo("alice");
        assertThat(identity.realm()).isEqualTo("/");
        assertThat(identity.expiresAt()).isNull();
        assertThat(identity.idleExpiresAt()).isNull();
        assertThat(am.calls()).extracting(FakeCall::target).last().asString().endsWith("?_action=validate");
    }

    @Test
    void refusalDoesNotProveAVersion() {
        assertThat(ask(GARBAGE)).isEqualTo(Authentication.refused());
        ask(new SsoToken(am.signIn("alice")));
        assertThat(versionsAskedFor()).containsExactly("4.0", "4.0", "5.1", "3.1", "2.0");
    }

    @Test
    void refusalKeepsTheKnownVersion() {
        ask(new SsoToken(am.signIn("alice")));
        assertThat(ask(GARBAGE)).isEqualTo(Authentication.refused());
        ask(new SsoToken(am.signIn("bob")));
        assertThat(versionsAskedFor()).containsExactly("4.0", "5.1", "3.1", "2.0", "2.0", "2.0");
    }

    @Test
    void unreadableResponseDoesNotProveAVersion() {
        am.set(Fault.reply(200, "{\"hello\":\"world\"}"));
        assertThat(ask(GARBAGE)).isInstanceOf(Authentication.Unavailable.class);
        am.set(Fault.NONE);
        ask(new SsoToken(am.signIn("alice")));
        assertThat(versionsAskedFor()).containsExactly("4.0", "4.0", "5.1", "3.1", "2.0");
    }

    @Test
    void versionIsFoundAgainAfterAnUpgrade() {
        SsoToken token = new SsoToken(am.signIn("alice"));
        ask(token);
        am.setKind(FakeAm.Kind.PINGAM);
        assertThat(ask(token)).isInstanceOf(Authentication.Authenticated.class);
        assertThat(ask(token)).isInstanceOf(Authentication.Authenticated.class);
        assertThat(versionsAskedFor()).containsExactly("4.0", "5.1", "3.1", "2.0", "2.0", "4.0", "4.0");
    }

    @Test
    void versionIsFoundAgainAfterARollback() {
        am.setKind(FakeAm.Kind.PINGAM);
        SsoToken token = new SsoToken(am.signIn("alice"));
        ask(token);
        am.setKind(FakeAm.Kind.OPENAM);
        assertThat(ask(token)).isInstanceOf(Authentication.Authenticated.class);
    }

    @Test
    void logoutFindsItsVersion() {
        SsoToken token = new SsoToken(am.signIn("alice"));
        assertThat(client.logout(token, FakeAm.COOKIE, client.deadline())).isEqualTo(new AmResult.Value<>(true));
        assertThat(versionsAskedFor()).containsExactly("3.1", "5.1", "3.1", "2.0");
        assertThat(am.has(token.value())).isFalse();
    }

    @Test
    void sessionPropertiesAreReadAfterAnUpgrade() {
        SsoToken token = new SsoToken(am.signIn(am.session("alice", "/").with("groups", "staff")));
        SsoIdentity identity = identity(token);
        am.setKind(FakeAm.Kind.PINGAM);
        assertThat(client.attributes().sessionProperty(token, FakeAm.COOKIE, identity, "groups"))
                .isEqualTo(new AmResult.Value<>(Set.of("staff")));
    }

    @Test
    void amWithoutAKnownVersionIsUnavailable() {
        am.setKind(FakeAm.Kind.FUTURE);
        SsoToken token = new SsoToken(am.signIn("alice"));
        assertThat(ask(token)).isInstanceOf(Authentication.Unavailable.class);
        assertThat(client.logout(token, FakeAm.COOKIE, client.deadline())).isInstanceOf(AmResult.NoAnswer.class);

        am.setKind(FakeAm.Kind.PINGAM);
        assertThat(ask(token)).isInstanceOf(Authentication.Authenticated.class);
    }

    @Test
    void triesOfAllVersionsShareOneDeadline() {
        am.set((call, honest) -> {
            time.pass(Duration.ofSeconds(3));
            return FakeReply.json(404, "");
        });
        try (AmClient impatient = new AmClient(
                am.url(),
                "/",
                ConnectionSettings.direct(Duration.ofSeconds(2)),
                Duration.ofSeconds(5),
                time::nanoTime)) {
            assertThat(impatient.sessionInfo(GARBAGE, FakeAm.COOKIE, Priority.UNCONFIRMED))
                    .isInstanceOf(Authentication.Unavailable.class);
        }
        assertThat(am.calls()).hasSize(2);
    }

    @Test
    void unsupportedVersionWith400IsFollowedByTheSupportedOne() {
        am.set((call, honest) -> {
            FakeReply reply = honest.call();
            return reply.status() == 404
                    ? FakeReply.json(400, "{\"message\":\"Resource Version 4.0 unknown\"}")
                    : reply;
        });
        assertThat(ask(new SsoToken(am.signIn("alice")))).isInstanceOf(Authentication.Authenticated.class);
        assertThat(ask(new SsoToken(am.signIn("bob")))).isInstanceOf(Authentication.Authenticated.class);
        assertThat(client.logout(new SsoToken(am.signIn("carol")), FakeAm.COOKIE, client.deadline()))
                .isEqualTo(new AmResult.Value<>(true));
    }

    @Test
    void other400DoesNotChangeTheVersion() {
        am.set(Fault.reply(400, "{\"code\":400,\"message\":\"Bad Request\"}"));
        assertThat(ask(GARBAGE)).isInstanceOf(Authentication.Unavailable.class);
        assertThat(am.calls()).hasSize(1);
    }

    @ParameterizedTest
    @MethodSource("org.journeyguard.fixtures.AmFaults#all")
    void faultDoesNotChangeTheKnownVersion(Fault fault) {
        ManualTime time = new ManualTime();
        try (AmClient impatient = new AmClient(
                am.url(),
                "/",
                ConnectionSettings.direct(Duration.ofSeconds(2)),
                Duration.ofMillis(300),
                time::nanoTime)) {
            SsoToken token = new SsoToken(am.signIn("alice"));
            askDuring(fault, impatient, token);
            time.pass(Duration.ofSeconds(10));
            assertThat(impatient.sessionInfo(token, FakeAm.COOKIE, Priority.CONFIRMED))
                    .isInstanceOf(Authentication.Authenticated.class);
            askDuring(fault, impatient, token);
            time.pass(Duration.ofSeconds(10));
            int before = am.calls().size();
            assertThat(impatient.sessionInfo(token, FakeAm.COOKIE, Priority.CONFIRMED))
                    .isInstanceOf(Authentication.Authenticated.class);
            assertThat(versionsAskedFor().subList(before, am.calls().size())).containsExactly("2.0");
        }
    }

    @Test
    void briefFaultOfNewerVersionsDoesNotSelectTheOldest() {
        SsoToken token = new SsoToken(am.signIn("alice"));
        ask(token);
        am.set(Fault.reply(404, "").onlyFor("getSessionInfo"));
        assertThat(ask(token)).isInstanceOf(Authentication.Unavailable.class);
        assertThat(am.calls("validate")).isEmpty();
        am.set(Fault.NONE);
        assertThat(identity(token).expiresAt()).isNotNull();
    }

    @Test
    void knownVersionIsCheckedAgainFromTimeToTime() {
        ManualTime time = new ManualTime();
        try (AmClient client = new AmClient(
                am.url(),
                "/",
                ConnectionSettings.direct(Duration.ofSeconds(2)),
                Duration.ofSeconds(5),
                time::nanoTime)) {
            SsoToken token = new SsoToken(am.signIn("alice"));
            am.set(Fault.reply(404, "").onlyFor("getSessionInfo"));
            client.sessionInfo(token, FakeAm.COOKIE, Priority.CONFIRMED);
            assertThat(am.calls("validate")).hasSize(1);
            am.set(Fault.NONE);
            time.pass(Duration.ofHours(1).minusNanos(1));
            client.sessionInfo(token, FakeAm.COOKIE, Priority.CONFIRMED);
            assertThat(am.calls("validate")).hasSize(2);
            time.pass(Duration.ofNanos(1));
            client.sessionInfo(token, FakeAm.COOKIE, Priority.CONFIRMED);
            client.sessionInfo(token, FakeAm.COOKIE, Priority.CONFIRMED);
            assertThat(am.calls("validate")).hasSize(2);
            assertThat(am.calls()).last().extracting(FakeCall::version).isEqualTo("2.0");
        }
    }

    @Test
    void concurrentRequestsShareTheSearchForTheVersion() {
        try (ParallelCalls<Authentication<?>> crowd =
                ParallelCalls.start(100, i -> ask(new SsoToken(am.signIn("user" + i))))) {
            assertThat(crowd.results()).hasSize(100).hasOnlyElementsOfType(Authentication.Authenticated.class);
        }
        int before = am.calls().size();
        ask(new SsoToken(am.signIn("alice")));
        assertThat(versionsAskedFor().subList(before, am.calls().size())).containsExactly("2.0");
    }

    @Test
    void upgradeDuringConcurrentRequestsRefusesNoSession() {
        AtomicInteger calls = new AtomicInteger();
        am.set((call, honest) -> {
            if (calls.incrementAndGet() == 120) {
                am.setKind(FakeAm.Kind.PINGAM);
            }
            return honest.call();
        });
        List<SsoToken> tokens = new ArrayList<>();
        for (int i = 0; i < 100; i++) {
            tokens.add(new SsoToken(am.signIn("user" + i)));
        }
        try (ParallelCalls<Authentication<?>> crowd = ParallelCalls.start(100, i -> {
            ask(tokens.get(i));
            return ask(tokens.get(i));
        })) {
            assertThat(crowd.results()).hasSize(100).doesNotContain(Authentication.refused());
        }
        assertThat(calls.get()).isGreaterThan(120);
        ask(tokens.get(0));
        int before = am.calls().size();
        assertThat(ask(tokens.get(1))).isInstanceOf(Authentication.Authenticated.class);
        // whichever of them the upgrade has met first
        assertThat(versionsAskedFor().subList(before, am.calls().size()))
                .hasSize(1)
                .isSubsetOf("3.1", "4.0", "5.1");
    }

    private void askDuring(Fault fault, AmClient asking, SsoToken token) {
        am.set(fault);
        assertThat(asking.sessionInfo(token, FakeAm.COOKIE, Priority.CONFIRMED))
                .isInstanceOf(Authentication.Unavailable.class);
        assertThat(asking.sessionInfo(token, FakeAm.COOKIE, Priority.UNCONFIRMED))
                .isInstanceOf(Authentication.Unavailable.class);
        am.set(Fault.NONE);
    }

    private SsoIdentity identity(SsoToken token) {
        return ((Authentication.Authenticated<SsoIdentity>) ask(token)).identity();
    }

    private Authentication<SsoIdentity> ask(SsoToken token) {
        return client.sessionInfo(token, FakeAm.COOKIE, Priority.UNCONFIRMED);
    }

    private List<String> versionsAskedFor() {
        return am.calls().stream().map(FakeCall::version).toList();
    }
}
