package org.journeyguard.internal.token;

import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import org.journeyguard.internal.bearer.BearerTokens;
import org.journeyguard.internal.config.TestSettings;
import org.journeyguard.internal.credential.Authentication;
import org.journeyguard.internal.credential.BearerToken;
import org.journeyguard.internal.credential.TokenIdentity;
import org.journeyguard.internal.session.TestGuard;
import org.journeyguard.test.FakeAm;
import org.journeyguard.test.ManualTime;

/** An application that accepts access tokens, as its configuration has it. */
public final class TestBearers implements AutoCloseable {
    private final TestGuard guard;
    private final BearerTokens bearers;

    /**
     * @param settings beside the client {@code web-app}; keys without {@code journey.}
     */
    public TestBearers(FakeAm am, ManualTime time, String realm, Map<String, String> settings) {
        Map<String, String> all = new HashMap<>(Map.of(
                "journey.am.url",
                am.url().toString(),
                "journey.am.realm",
                realm,
                "journey.am.cookie-name",
                FakeAm.COOKIE,
                "journey.oauth.client-id",
                "web-app",
                "journey.oauth.client-secret",
                "s3cret"));
        settings.forEach((key, value) -> all.put("journey." + key, value));
        guard = TestGuard.of(am, time, TestSettings.read(all));
        bearers = guard.tokens().bearers().orElseThrow();
    }

    public BearerTokens bearers() {
        return bearers;
    }

    public Authentication<TokenIdentity> validate(String token) {
        return bearers.validate(token(token));
    }

    public boolean accepts(String token) {
        return validate(token) instanceof Authentication.Authenticated;
    }

    public TokenIdentity identity(String token) {
        if (validate(token) instanceof Authentication.Authenticated<TokenIdentity> valid) {
            return valid.identity();
        }
        throw new AssertionError("not accepted");
    }

    public static BearerToken token(String value) {
        return Objects.requireNonNull(BearerToken.parse(value));
    }

    @Override
    public void close() {
        guard.close();
    }
}
