package org.journeyguard.internal.credential;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Map;
import org.journeyguard.internal.http.Outage;
import org.junit.jupiter.api.Test;

class AuthenticationTest {
    private static final SsoIdentity ALICE =
            new SsoIdentity("alice", "/", "id=alice", null, null, null, null, Map.of());

    @Test
    void outageIsNeitherAuthenticatedNorRefused() {
        Authentication<SsoIdentity> outage =
                new Authentication.Unavailable<>(new Outage("AM is down", Duration.ofSeconds(1)));
        assertThat(outage.isAuthenticated()).isFalse();
        assertThat(outage.isRefused()).isFalse();
    }

    @Test
    void authenticatedAndRefusedExcludeEachOther() {
        assertThat(Authentication.refused().isRefused()).isTrue();
        assertThat(Authentication.refused().isAuthenticated()).isFalse();
        assertThat(new Authentication.Authenticated<>(ALICE).isAuthenticated()).isTrue();
        assertThat(new Authentication.Authenticated<>(ALICE).isRefused()).isFalse();
    }
}
