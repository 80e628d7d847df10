package org.journeyguard.internal.token;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.journeyguard.JourneyException;
import org.journeyguard.Renewal;
import org.journeyguard.fixtures.TestBearers;
import org.journeyguard.fixtures.TestGuard;
import org.journeyguard.fixtures.TestSettings;
import org.journeyguard.internal.bearer.BearerTokens;
import org.journeyguard.internal.credential.Authentication;
import org.journeyguard.internal.credential.SsoToken;
import org.journeyguard.test.FakeAm;
import org.journeyguard.test.FakeReply;
import org.journeyguard.test.Fault;
import org.journeyguard.test.ManualTime;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** An answer of AM in which a member stands twice says two things, and can't be trusted (RFC 8259, 4). */
class DuplicateMembersTest {
    private static final Pattern NAME = Pattern.compile("\"([A-Za-z_:]+)\"\\s*:");

    private final ManualTime time = new ManualTime();
    private final FakeAm am = new FakeAm(FakeAm.Kind.OPENAM);

    DuplicateMembersTest() {
        am.setClock(time);
    }

    @AfterEach
    void end() {
        am.close();
    }

    @ParameterizedTest
    @EnumSource(names = {"OPENAM", "PINGAM", "FORGEROCK", "OPENAM_13"})
    void sessionInfoWithADuplicateMemberIsNotAccepted(FakeAm.Kind kind) {
        am.setKind(kind);
        eachMemberTwice("/sessions/", guard -> {
            SsoToken token = new SsoToken(am.signIn("alice"));
            assertThat(guard.sessions().validate(token, true)).isInstanceOf(Authentication.Unavailable.class);
        });
    }

    @ParameterizedTest
    @CsvSource({"/introspect, introspect", "/.well-known, introspect", "/.well-known, jwt", "/connect/jwk_uri, jwt"})
    void introspectionWithADuplicateMemberIsNotAccepted(String endpoint, String validation) {
        String realm = validation.equals("jwt") ? "/alpha" : "/";
        String token = am.issue("alice", realm, "web-app", "openid").access();
        eachMemberTwice(
                endpoint,
                guard -> {
                    BearerTokens bearers = guard.tokens().bearers().orElseThrow();
                    assertThat(bearers.validate(TestBearers.token(token)))
                            .isNotInstanceOf(Authentication.Authenticated.class);
                },
                "oauth.validation",
                validation,
                "am.realm",
                realm);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/access_token", "/.well-known"})
    void tokenResponseWithADuplicateMemberIsNotAccepted(String endpoint) {
        eachMemberTwice(endpoint, guard -> {
            SsoToken session = new SsoToken(am.signIn("alice"));
            assertThatThrownBy(() -> keeper(guard).token(session, Renewal.IF_DUE))
                    .isInstanceOf(JourneyException.class);
        });
    }

    @Test
    void userInfoWithADuplicateMemberIsNotAccepted() {
        eachMemberTwice("/userinfo", guard -> {
            SsoToken session = new SsoToken(am.signIn("alice"));
            assertThatThrownBy(() -> keeper(guard).userInfo(session, Renewal.IF_DUE))
                    .isInstanceOf(JourneyException.class);
        });
    }

    private static TokenKeeper keeper(TestGuard guard) {
        return Objects.requireNonNull(guard.tokens().keeper());
    }

    /** Once for each member of an answer, at whatever depth: it stands there once more before itself, with another value. */
    private void eachMemberTwice(String endpoint, Consumer<TestGuard> check, String... settings) {
        AtomicInteger members = new AtomicInteger(1);
        for (int i = 0; i < members.get(); i++) {
            int member = i;
            am.set(((Fault) (call, honest) -> twice(honest.call(), member, members)).onlyFor(endpoint));
            try (TestGuard guard = guard(settings)) {
                check.accept(guard);
            }
        }
        assertThat(members.get()).as("members").isGreaterThan(1);
    }

    private TestGuard guard(String... settings) {
        Map<String, String> all = new HashMap<>(Map.of(
                "journey.am.url",
                am.url().toString(),
                "journey.am.cookie-name",
                FakeAm.COOKIE,
                "journey.oauth.client-id",
                "web-app",
                "journey.oauth.client-secret",
                "s3cret"));
        for (int i = 0; i < settings.length; i += 2) {
            all.put("journey." + settings[i], settings[i + 1]);
        }
        return TestGuard.of(am, time, TestSettings.read(all));
    }

    private static FakeReply twice(FakeReply honest, int member, AtomicInteger members) {
        List<MatchResult> names = NAME.matcher(honest.body()).results().toList();
        if (member >= names.size()) {
            return honest;
        }
        members.set(names.size());
        int at = names.get(member).start();
        String again = "\"" + names.get(member).group(1) + "\":\"another\",";
        return FakeReply.json(
                honest.status(),
                honest.body().substring(0, at) + again + honest.body().substring(at));
    }
}
