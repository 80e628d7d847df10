package org.journeyguard.internal.am.session;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.journeyguard.SessionInfo;
import org.journeyguard.internal.am.AmClient;
import org.journeyguard.internal.am.session.SessionDirectory.ByUser;
import org.journeyguard.internal.credential.SsoToken;
import org.journeyguard.internal.http.AmResult;
import org.journeyguard.internal.http.ConnectionSettings;
import org.journeyguard.test.FakeAm;
import org.journeyguard.test.FakeDirectory;
import org.journeyguard.test.FakeSession;
import org.journeyguard.test.Fault;
import org.journeyguard.test.ManualTime;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.EnumSource.Mode;
import org.junit.jupiter.params.provider.ValueSource;

/** All sessions of a user: listed, ended by handle, ended at the user's word. */
class SessionDirectoryTest {
    private final ManualTime time = new ManualTime();
    private final FakeAm am = new FakeAm(FakeAm.Kind.OPENAM);
    private final AmClient client = new AmClient(
            am.url(), "/", ConnectionSettings.direct(Duration.ofSeconds(2)), Duration.ofSeconds(10), time::nanoTime);
    private final SessionDirectory directory = client.directory(client.agent("root", "s3cret"));

    SessionDirectoryTest() {
        am.directory().addAdministrator("root", "s3cret");
    }

    @AfterEach
    void end() {
        client.close();
        am.close();
    }

    private static SessionOwner owner(String name) {
        return new SessionOwner(name, "/", null);
    }

    private List<SessionInfo> list(SessionOwner owner) {
        return told(directory.of(owner, FakeAm.COOKIE, client.deadline()));
    }

    private static <T> T told(AmResult<T> answer) {
        assertThat(answer).isInstanceOf(AmResult.Value.class);
        return ((AmResult.Value<T>) answer).value();
    }

    private AmResult<ByUser> endAll(SsoToken own, String name) {
        return directory.endAll(own, owner(name), FakeAm.COOKIE, client.deadline());
    }

    @ParameterizedTest
    @EnumSource(names = {"PINGAM", "PINGAM_NEXT", "FORGEROCK", "LENIENT_PINGAM", "OPENAM"})
    void listHasTheSessionsOfOneUserInOneRealm(FakeAm.Kind kind) {
        am.setKind(kind);
        SsoToken one = new SsoToken(am.signIn("alice"));
        SsoToken two = new SsoToken(am.signIn("alice"));
        am.signIn("bob");
        am.signIn(am.session("alice", "/alpha"));

        List<SessionInfo> sessions = list(owner("alice"));

        assertThat(sessions)
                .extracting(SessionInfo::handle)
                .containsExactlyInAnyOrder(FakeDirectory.handle(one.value()), FakeDirectory.handle(two.value()));
        SessionInfo first = sessions.get(0);
        assertThat(first.realm()).isEqualTo("/");
        assertThat(first.latestAccessAt()).contains(ManualTime.START);
        assertThat(first.idleExpiresAt()).contains(ManualTime.START.plus(FakeSession.IDLE_TIME));
        assertThat(first.expiresAt()).contains(ManualTime.START.plus(Duration.ofHours(2)));
        assertThat(first.toString()).doesNotContain(first.handle());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "x\" or username eq \"bob",
                "\\\" or username eq \\\"bob",
                "\\",
                "\"",
                "a\\\\\"b",
                "alice\" or true or \"",
                "%22 or _queryFilter=true",
                "a&_queryFilter=true",
                "\u00fc\n"
            })
    void nameWithQuerySyntaxIsTakenLiterally(String name) {
        am.signIn("bob");
        am.signIn("alice");
        SsoToken own = new SsoToken(am.signIn(name));
        assertThat(list(owner(name)))
                .extracting(SessionInfo::handle)
                .containsExactly(FakeDirectory.handle(own.value()));
    }

    @Test
    void nameIsComparedWithoutCase() {
        list(owner("alice"));
        am.set(Fault.reply(
                        200,
                        "{\"result\":[{\"username\":\"alice\",\"universalId\":\"id=alice,ou=user\",\"realm\":\"/\",\"sessionHandle\":\"h\"}]}")
                .onlyFor("_queryFilter"));
        assertThat(list(new SessionOwner("ALICE", "/", "id=ALICE,ou=user")))
                .extracting(SessionInfo::handle)
                .containsExactly("h");
    }

    @Test
    void errorsAboutUnparsableNamesDoNotOpenTheCircuitBreaker() {
        list(owner("alice"));
        am.set(Fault.reply(500, "").onlyFor("_queryFilter"));
        for (int i = 0; i < 20; i++) {
            assertThat(directory.of(owner("\\"), FakeAm.COOKIE, client.deadline()))
                    .isInstanceOf(AmResult.NoAnswer.class);
        }
        assertThat(am.calls("%5C%5C")).as("nobody is held back").hasSize(20);
    }

    @Test
    void sessionsOfOtherUsersInTheListAreIgnored() {
        list(owner("alice"));
        am.set(Fault.reply(
                        200,
                        "{\"result\":[null,{\"username\":\"bob\",\"realm\":\"/\",\"sessionHandle\":\"h1\"},"
                                + "{\"username\":\"alice\",\"realm\":\"/alpha\",\"sessionHandle\":\"h2\"},"
                                + "{\"username\":\"alice\",\"realm\":\"/\"},"
                                + "{\"username\":\"alice\",\"realm\":\"/\",\"universalId\":\"id=alice,ou=agent\",\"sessionHandle\":\"h3\"},"
                                + "{\"username\":\"alice\",\"realm\":\"/\",\"universalId\":\"id=alice,ou=user\",\"sessionHandle\":\"h4\"}]}")
                .onlyFor("_queryFilter"));
        assertThat(list(new SessionOwner("alice", "/", "id=alice,ou=user")))
                .containsExactly(new SessionInfo("h4", "/", Optional.empty(), Optional.empty(), Optional.empty()));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "[]", "{}", "{\"result\":{}}", "{\"result\":"})
    void responseThatIsNotAListIsAnOutage(String body) {
        am.set(Fault.reply(200, body).onlyFor("_queryFilter"));
        assertThat(directory.of(owner("alice"), FakeAm.COOKIE, client.deadline()))
                .isInstanceOf(AmResult.NoAnswer.class);
    }

    @Test
    void onlyTheGivenHandlesAreEnded() {
        SsoToken one = new SsoToken(am.signIn("alice"));
        SsoToken two = new SsoToken(am.signIn("alice"));
        List<String> handles = List.of(FakeDirectory.handle(one.value()));

        assertThat(told(directory.end("/", handles, FakeAm.COOKIE, client.deadline())))
                .isTrue();

        assertThat(am.has(one.value())).isFalse();
        assertThat(am.has(two.value())).isTrue();
        assertThat(am.calls("_action=logoutByHandle").get(0).target()).doesNotContain("shandle");
    }

    @Test
    void unknownHandleIsAFailure() {
        SsoToken one = new SsoToken(am.signIn("alice"));
        List<String> handles = List.of(FakeDirectory.handle(one.value()), "shandle:unknown");
        assertThat(told(directory.end("/", handles, FakeAm.COOKIE, client.deadline())))
                .isFalse();
    }

    @ParameterizedTest
    @EnumSource(names = {"PINGAM", "PINGAM_NEXT", "LENIENT_PINGAM", "ADVANCED_IDENTITY_CLOUD"})
    void logoutByUserEndsAllSessions(FakeAm.Kind kind) {
        am.setKind(kind);
        SsoToken one = new SsoToken(am.signIn("alice"));
        SsoToken two = new SsoToken(am.signIn("alice"));
        SsoToken bobs = new SsoToken(am.signIn("bob"));

        assertThat(told(endAll(one, "alice"))).isEqualTo(ByUser.ENDED);

        assertThat(am.has(one.value()) || am.has(two.value())).isFalse();
        assertThat(am.has(bobs.value())).isTrue();
        assertThat(am.calls("/authenticate")).as("no agent").isEmpty();
    }

    @ParameterizedTest
    @EnumSource(
            mode = Mode.EXCLUDE,
            names = {"PINGAM", "PINGAM_NEXT", "LENIENT_PINGAM", "ADVANCED_IDENTITY_CLOUD"})
    void logoutByUserIsUnsupportedByOlderServers(FakeAm.Kind kind) {
        am.setKind(kind);
        assertThat(told(endAll(new SsoToken(am.signIn("alice")), "alice"))).isEqualTo(ByUser.UNKNOWN);
    }

    @Test
    void logoutByUserFailsForFalseAndForAnEndedSession() {
        am.setKind(FakeAm.Kind.PINGAM);
        SsoToken one = new SsoToken(am.signIn("alice"));
        assertThat(told(endAll(one, "bob"))).isEqualTo(ByUser.NOT_ENDED);
        am.end(one.value());
        assertThat(endAll(one, "alice")).isInstanceOf(AmResult.Refused.class);
    }

    @Test
    void outageDoesNotConfirmAnEnd() {
        am.setKind(FakeAm.Kind.PINGAM);
        SsoToken one = new SsoToken(am.signIn("alice"));
        am.set(Fault.reply(500, "{}"));
        assertThat(endAll(one, "alice")).isInstanceOf(AmResult.NoAnswer.class);
    }
}
