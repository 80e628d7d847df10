package org.journeyguard;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.journeyguard.fixtures.TestSettings;
import org.journeyguard.internal.am.oauth.AuthorizationRequest;
import org.journeyguard.internal.am.oauth.IssuedTokens;
import org.journeyguard.internal.http.AmResult;
import org.journeyguard.internal.store.AppSessionState;
import org.journeyguard.internal.store.TokenSet;
import org.journeyguard.test.ManualTime;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** No {@code toString()} shows a secret. */
class SecretsTest {
    private static final String SECRET = "5ecret";
    private static final Token TOKEN = new Token(
            "access-" + SECRET,
            "refresh-" + SECRET,
            "id-" + SECRET,
            "Bearer",
            Set.of("openid"),
            ManualTime.START.plusSeconds(60));
    private static final TokenSet SET = new TokenSet(TOKEN, ManualTime.START, ManualTime.START, true);
    private static final Claims CLAIMS = new Claims(Map.of("sub", SECRET, "email", SECRET));

    static Stream<Object> holdersOfSecrets() {
        IssuedTokens issued =
                new IssuedTokens("access-" + SECRET, SECRET, SECRET, "Bearer", Set.of(), Duration.ofSeconds(1));
        return Stream.of(
                TOKEN,
                SET,
                SET.spent(),
                new AppSessionState(SECRET, ManualTime.START, ManualTime.START, ManualTime.START),
                CLAIMS,
                new UserInfo(SECRET, CLAIMS),
                issued,
                new AmResult.Value<>(issued),
                new AuthorizationRequest(SECRET, SECRET, SECRET, List.of()),
                TestSettings.read(Map.of("journey.oauth.client-id", "shop", "journey.oauth.client-secret", SECRET)));
    }

    @ParameterizedTest
    @MethodSource("holdersOfSecrets")
    void toStringOmitsSecrets(Object holder) {
        assertThat(holder.toString()).isNotEmpty().doesNotContain(SECRET);
    }

    @Test
    void toStringOfATokenHasItsPublicParts() {
        assertThat(TOKEN).hasToString("Token(Bearer, scope [openid], expires 2026-01-01T12:01:00Z)");
    }
}
