package org.journeyguard.internal.token;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.journeyguard.Claims;
import org.journeyguard.fixtures.TestBearers;
import org.journeyguard.fixtures.TestGuard;
import org.journeyguard.fixtures.TestSettings;
import org.journeyguard.internal.bearer.BearerTokens;
import org.journeyguard.internal.credential.Authentication;
import org.journeyguard.internal.credential.SsoToken;
import org.journeyguard.test.FakeAm;
import org.journeyguard.test.ManualTime;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A user name with control characters is refused from every source. */
class ControlCharactersInNamesTest {
    private final ManualTime time = new ManualTime();
    private final FakeAm am = new FakeAm(FakeAm.Kind.PINGAM);
    private final TestGuard guard = TestGuard.of(
            am,
            time,
            TestSettings.read(Map.of(
                    "journey.am.url",
                    am.url().toString(),
                    "journey.am.cookie-name",
                    FakeAm.COOKIE,
                    "journey.oauth.client-id",
                    "web-app",
                    "journey.oauth.client-secret",
                    "s3cret")));

    ControlCharactersInNamesTest() {
        am.setClock(time);
    }

    @AfterEach
    void end() {
        guard.close();
        am.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"al\nice", "al\r\nice", "alice\u0000", "\u001b[31malice", "al\u0085ice", "al\u2028ice"})
    void nameWithAControlCharacterIsRefused(String name) {
        assertThat(guard.sessions().validate(new SsoToken(am.signIn(name)), true))
                .isEqualTo(Authentication.refused());
        BearerTokens bearers = guard.tokens().bearers().orElseThrow();
        for (String realm : new String[] {"/", "/alpha"}) {
            String token = am.issue(name, realm, "web-app", "openid").access();
            assertThat(bearers.validate(TestBearers.token(token))).isEqualTo(Authentication.refused());
        }
        CodeGrant codes = guard.tokens().client().orElseThrow().codes();
        assertThat(codes.identity(new Claims(Map.of("sub", name)))).isEmpty();
        assertThat(codes.identity(new Claims(Map.of("sub", name, "subname", "alice", "username", "alice"))))
                .isEmpty();
        assertThat(codes.identity(new Claims(Map.of("sub", "alice")))).isPresent();
    }
}
