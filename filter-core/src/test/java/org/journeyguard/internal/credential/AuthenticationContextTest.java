package org.journeyguard.internal.credential;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Set;
import org.journeyguard.Claims;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AuthenticationContextTest {

    @ParameterizedTest
    @CsvSource({"5, 5", "0, 0", "'', 0", "x, 0", "/alpha:7, 7", "/beta:7, 0", "/alpha/sub:7, 0", "7:/alpha, 0"})
    void sessionHasTheLevelOfItsOwnRealm(String told, int level) {
        assertThat(AuthenticationContext.ofSession("/alpha", Set.of("Login"), Set.of(told)))
                .isEqualTo(new AuthenticationContext(Set.of("Login"), Set.of(), level));
    }

    @Test
    void highestOfSeveralLevelsApplies() {
        assertThat(AuthenticationContext.ofSession("/", Set.of(), Set.of("0", "/:5", "/alpha:9"))
                        .level())
                .isEqualTo(5);
        assertThat(AuthenticationContext.ofSession("/", Set.of(), Set.of())).isEqualTo(AuthenticationContext.NONE);
    }

    @Test
    void tokenContextComesFromItsAcrAndLevelClaims() {
        assertThat(AuthenticationContext.ofToken(new Claims(Map.of("acr", "strong", "auth_level", 5))))
                .isEqualTo(new AuthenticationContext(Set.of(), Set.of("strong"), 5));
        assertThat(AuthenticationContext.ofToken(new Claims(Map.of("acr", List.of("a", "b"), "auth_level", "3"))))
                .isEqualTo(new AuthenticationContext(Set.of(), Set.of("a", "b"), 3));
        assertThat(AuthenticationContext.ofToken(new Claims(Map.of("acr", 5, "auth_level", 1.5))))
                .isEqualTo(AuthenticationContext.NONE);
        assertThat(AuthenticationContext.ofToken(Claims.NONE)).isEqualTo(AuthenticationContext.NONE);
    }
}
