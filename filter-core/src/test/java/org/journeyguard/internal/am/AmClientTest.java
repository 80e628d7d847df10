package org.journeyguard.internal.am;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.json.Json;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.journeyguard.internal.am.session.ServerInfo;
import org.journeyguard.internal.am.session.SessionDirectory.ByUser;
import org.journeyguard.internal.am.session.SessionOwner;
import org.journeyguard.internal.credential.Authentication;
import org.journeyguard.internal.credential.SsoIdentity;
import org.journeyguard.internal.credential.SsoToken;
import org.journeyguard.internal.http.AmResult;
import org.journeyguard.internal.http.ConnectionSettings;
import org.journeyguard.internal.resilience.Priority;
import org.journeyguard.test.FakeAm;
import org.journeyguard.test.FakeCall;
import org.journeyguard.test.FakeSession;
import org.journeyguard.test.Fault;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class AmClientTest {
    private final FakeAm am = new FakeAm(FakeAm.Kind.PINGAM);
    private final AmClient client = client("/");

    @AfterEach
    void end() {
        client.close();
        am.close();
    }

    @Test
    void sessionAttributesAreThoseOfAm() {
        Instant idle = Instant.parse("2026-01-01T12:30:00Z");
        Instant max = Instant.parse("2026-01-01T14:00:00Z");
        SsoToken token = new SsoToken(
                am.signIn(am.session("alice", "/alpha").with("AMCtxId", "x-1").ending(idle, max)));
        assertThat(client.sessionInfo(token, FakeAm.COOKIE, Priority.UNCONFIRMED))
                .isEqualTo(new Authentication.Authenticated<>(new SsoIdentity(
                        "alice",
                        "/alpha",
                        "id=alice,ou=user,dc=example,dc=com",
                        idle.minus(FakeSession.IDLE_TIME),
                        idle,
                        max,
                        null,
                        Map.of("AMCtxId", "x-1"))));
    }

    @Test
    void endedSessionIsRefused() {
        assertThat(client.sessionInfo(new SsoToken("garbage"), FakeAm.COOKIE, Priority.UNCONFIRMED))
                .isEqualTo(Authentication.refused());
    }

    @Test
    void validFalseIsRefused() {
        am.set(Fault.reply(200, "{\"valid\":false}"));
        assertThat(client.sessionInfo(new SsoToken(am.signIn("alice")), FakeAm.COOKIE, Priority.CONFIRMED))
                .isEqualTo(Authentication.refused());
    }

    @Test
    void unreadableExpiriesAreUnknownAndTheSessionIsValid() {
        am.set(Fault.reply(200, "{\"username\":\"alice\",\"realm\":\"/\",\"maxIdleExpirationTime\":\"soon\"}"));
        assertThat(client.sessionInfo(new SsoToken(am.signIn("alice")), FakeAm.COOKIE, Priority.UNCONFIRMED))
                .isEqualTo(new Authentication.Authenticated<>(
                        new SsoIdentity("alice", "/", null, null, null, null, null, Map.of())));
    }

    @Test
    void callsHaveTheVersionAndRequestedWithHeaders() {
        askEverything();
        assertThat(am.calls()).hasSize(6).allSatisfy(call -> {
            assertThat(call.header("Accept-API-Version")).matches("resource=\\d\\.\\d, protocol=1\\.0");
            assertThat(call.header("X-Requested-With")).isNotEmpty();
            assertThat(call.header("Accept")).isEqualTo("application/json");
        });
        assertThat(am.calls("POST"))
                .hasSize(4)
                .allSatisfy(call -> assertThat(call.header("Content-Type")).isEqualTo("application/json"));
    }

    @Test
    void tokenIsSentOnlyInTheHeaderNamedLikeTheCookie() {
        SsoToken token = askEverything();
        assertThat(am.calls()).allSatisfy(call -> {
            assertThat(call.target()).doesNotContain(token.value()).doesNotContain("AQIC5w");
            assertThat(call.headers()).doesNotContainKey("cookie");
        });
        assertThat(am.calls().stream().filter(call -> !call.target().contains("serverinfo")))
                .hasSize(5)
                .allSatisfy(call -> assertThat(call.header(FakeAm.COOKIE)).isEqualTo(token.value()));
    }

    @ParameterizedTest
    @CsvSource({
        "/, /am/json/realms/root",
        "/alpha, /am/json/realms/root/realms/alpha",
        "/alpha/b, /am/json/realms/root/realms/alpha/realms/b",
        "/größe, /am/json/realms/root/realms/gr%C3%B6%C3%9Fe",
        "/a{b}, /am/json/realms/root/realms/a%7Bb%7D"
    })
    void realmIsAPathOfTheUrl(String realm, String path) {
        try (AmClient inRealm = client(realm)) {
            inRealm.sessionInfo(new SsoToken(am.signIn("alice")), FakeAm.COOKIE, Priority.UNCONFIRMED);
            inRealm.serverInfo();
        }
        assertThat(am.calls())
                .extracting(FakeCall::target)
                .containsExactly(path + "/sessions/?_action=getSessionInfo", path + "/serverinfo/*");
    }

    @Test
    void userIsReadInTheRealmOfTheSession() {
        SsoToken token = new SsoToken(am.signIn(am.session("alice", "/beta")));
        client.attributes().userAttribute(token, FakeAm.COOKIE, identity("alice", "/beta"), "mail");
        client.attributes().successUrl(token, FakeAm.COOKIE, "/beta");
        assertThat(am.calls())
                .extracting(FakeCall::target)
                .containsExactly(
                        "/am/json/realms/root/realms/beta/users/alice?_fields=mail",
                        "/am/json/realms/root/realms/beta/users?_action=idFromSession");
    }

    @ParameterizedTest
    @CsvSource({"[], ''", "[null], ''", "null, ''", "['.example.com'], example.com", "['example.com'], example.com"})
    void cookieDomainsAreReadInEveryShape(String json, String expected) {
        am.setDomains(json.replace('\'', '"'));
        assertThat(client.serverInfo())
                .isEqualTo(new AmResult.Value<>(
                        new ServerInfo(FakeAm.COOKIE, expected.isEmpty() ? List.of() : List.of(expected))));
    }

    @ParameterizedTest
    @ValueSource(strings = {"a b", "a/../../x", "a?b#c", "50%41", "ü{x}", "a+b&c=d", "a;v=1", "a*b\"c"})
    void userAndAttributeNamesAreEncoded(String name) {
        am.setAttribute(name, name, List.of("staff"));
        SsoToken token = new SsoToken(am.signIn(name));
        assertThat(client.attributes().userAttribute(token, FakeAm.COOKIE, identity(name, "/"), name))
                .isEqualTo(new AmResult.Value<>(Set.of("staff")));
        assertThat(am.calls().get(0).target()).matches("/am/json/realms/root/users/[\\w%.*-]+\\?_fields=[\\w%.*-]+");
    }

    @ParameterizedTest
    @ValueSource(strings = {".", ".."})
    void userNameThatIsADotSegmentIsNotSent(String name) {
        assertThat(client.attributes()
                        .userAttribute(new SsoToken(am.signIn("whoever")), FakeAm.COOKIE, identity(name, "/"), "mail"))
                .isEqualTo(new AmResult.Value<>(Set.of()));
        assertThat(am.calls()).isEmpty();
    }

    @Test
    void attributeHasManyValuesOrNone() {
        SsoToken token = new SsoToken(am.signIn("alice"));
        am.setAttribute("alice", "employeeType", List.of("staff", "boss, by birth"));
        assertThat(client.attributes().userAttribute(token, FakeAm.COOKIE, identity("alice", "/"), "employeeType"))
                .isEqualTo(new AmResult.Value<>(Set.of("staff", "boss, by birth")));
        assertThat(client.attributes().userAttribute(token, FakeAm.COOKIE, identity("alice", "/"), "mail"))
                .isEqualTo(new AmResult.Value<>(Set.of()));
    }

    @Test
    void sessionPropertyIsSplitWhereAmJoinsValues() {
        SsoToken token = new SsoToken(am.signIn(am.session("alice", "/").with("groups", "staff|boss, night shift,")));
        assertThat(client.attributes().sessionProperty(token, FakeAm.COOKIE, identity("alice", "/"), "groups"))
                .isEqualTo(new AmResult.Value<>(Set.of("staff", "boss", "night shift")));
    }

    @Test
    void sessionPropertyInTheSessionInfoMakesNoCall() {
        SsoIdentity shown = new SsoIdentity("alice", "/", null, null, null, null, null, Map.of("groups", "staff"));
        assertThat(client.attributes()
                        .sessionProperty(new SsoToken(am.signIn("alice")), FakeAm.COOKIE, shown, "groups"))
                .isEqualTo(new AmResult.Value<>(Set.of("staff")));
        assertThat(am.calls()).isEmpty();
    }

    @Test
    void hiddenSessionPropertyIsEmpty() {
        assertThat(client.attributes()
                        .sessionProperty(
                                new SsoToken(am.signIn("alice")), FakeAm.COOKIE, identity("alice", "/"), "groups"))
                .isEqualTo(new AmResult.Value<>(Set.of()));
    }

    @Test
    void successUrlIsReadOrAbsent() {
        SsoToken landing = new SsoToken(am.signIn(am.session("alice", "/").landingAt("/am/console")));
        assertThat(client.attributes().successUrl(landing, FakeAm.COOKIE, "/"))
                .isEqualTo(new AmResult.Value<>(Optional.of("/am/console")));
        assertThat(client.attributes().successUrl(new SsoToken(am.signIn("bob")), FakeAm.COOKIE, "/"))
                .isEqualTo(new AmResult.Value<>(Optional.empty()));
    }

    @Test
    void readingByAnEndedSessionIsRefused() {
        SsoToken gone = new SsoToken("gone");
        SsoIdentity alice = identity("alice", "/");
        assertThat(client.attributes().successUrl(gone, FakeAm.COOKIE, "/")).isInstanceOf(AmResult.Refused.class);
        assertThat(client.attributes().userAttribute(gone, FakeAm.COOKIE, alice, "mail"))
                .isInstanceOf(AmResult.Refused.class);
        assertThat(client.attributes().sessionProperty(gone, FakeAm.COOKIE, alice, "x"))
                .isInstanceOf(AmResult.Refused.class);
    }

    @Test
    void logoutEndsTheSessionAndASecondOneFindsNone() {
        SsoToken token = new SsoToken(am.signIn("alice"));
        assertThat(client.logout(token, FakeAm.COOKIE, client.deadline())).isEqualTo(new AmResult.Value<>(true));
        assertThat(am.has(token.value())).isFalse();
        assertThat(client.logout(token, FakeAm.COOKIE, client.deadline())).isEqualTo(new AmResult.Value<>(false));
    }

    @ParameterizedTest
    @ValueSource(strings = {"{\"result\":\"Token has expired\"}", " {\n \"result\" : \"Successfully logged out\" }"})
    void anyResultOfALogoutMeansThatTheSessionHasEnded(String answer) {
        am.set(Fault.reply(200, answer));
        assertThat(client.logout(new SsoToken(am.signIn("alice")), FakeAm.COOKIE, client.deadline()))
                .isEqualTo(new AmResult.Value<>(true));
    }

    @ParameterizedTest
    @EnumSource(names = {"PINGAM", "PINGAM_NEXT", "ADVANCED_IDENTITY_CLOUD"})
    void additionalMembersOfALogoutHookAreIgnored(FakeAm.Kind kind) {
        am.setKind(kind);
        am.addToLogouts(Json.createObjectBuilder()
                .add("goto", "https://www.example.com/")
                .add("clear_all_caches", true)
                .build());
        SsoToken one = new SsoToken(am.signIn("alice"));
        SsoToken two = new SsoToken(am.signIn("alice"));
        assertThat(client.logout(one, FakeAm.COOKIE, client.deadline())).isEqualTo(new AmResult.Value<>(true));
        assertThat(client.directory(null)
                        .endAll(two, new SessionOwner("alice", "/", null), FakeAm.COOKIE, client.deadline()))
                .isEqualTo(new AmResult.Value<>(ByUser.ENDED));
        assertThat(am.has(one.value()) || am.has(two.value())).isFalse();
    }

    private SsoToken askEverything() {
        SsoToken token = new SsoToken(am.signIn("alice"));
        am.setAttribute("alice", "mail", List.of());
        client.serverInfo();
        client.sessionInfo(token, FakeAm.COOKIE, Priority.UNCONFIRMED);
        client.attributes().successUrl(token, FakeAm.COOKIE, "/");
        client.attributes().userAttribute(token, FakeAm.COOKIE, identity("alice", "/"), "mail");
        client.attributes().sessionProperty(token, FakeAm.COOKIE, identity("alice", "/"), "groups");
        client.logout(token, FakeAm.COOKIE, client.deadline());
        return token;
    }

    private AmClient client(String realm) {
        return new AmClient(
                am.url(),
                realm,
                ConnectionSettings.direct(Duration.ofSeconds(2)),
                Duration.ofSeconds(5),
                System::nanoTime);
    }

    private static SsoIdentity identity(String name, String realm) {
        return new SsoIdentity(name, realm, null, null, null, null, null, Map.of());
    }
}
