package org.journeyguard.internal.credential;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.journeyguard.internal.http.Outage;
import org.junit.jupiter.api.Test;

class PresentedCredentialTest {
    private static final SsoToken ONE = new SsoToken("abc");
    private static final SsoToken OTHER = new SsoToken("def");

    @Test
    void oneCredentialIsValidatedAndEnded() {
        assertThat(ONE.credential()).isSameAs(ONE);
        assertThat(ONE.credentials()).isEqualTo(Set.of(ONE));
    }

    @Test
    void conflictingCredentialsAreEndedButNotValidated() {
        Set<SsoToken> tokens = new HashSet<>(Set.of(ONE, OTHER));
        PresentedCredential conflicting = new PresentedCredential.Conflicting(tokens);
        tokens.clear();
        assertThat(conflicting.credential()).isNull();
        assertThat(conflicting.credentials()).isEqualTo(Set.of(ONE, OTHER));
    }

    @Test
    void missingOrMalformedCredentialIsNeitherValidatedNorEnded() {
        for (PresentedCredential none : List.of(
                PresentedCredential.NOTHING,
                PresentedCredential.MALFORMED,
                PresentedCredential.MALFORMED_BEARER,
                PresentedCredential.SEVERAL_BEARERS,
                new PresentedCredential.CookieNameUnknown(new Outage("AM is down", Duration.ofSeconds(1))))) {
            assertThat(none.credential()).isNull();
            assertThat(none.credentials()).isEmpty();
        }
    }
}
