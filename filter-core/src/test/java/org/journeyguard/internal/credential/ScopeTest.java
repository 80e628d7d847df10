package org.journeyguard.internal.credential;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Set;
import org.junit.jupiter.api.Test;

class ScopeTest {
    @Test
    void scopeIsTheSetOfItsTokens() {
        assertThat(Scope.parse("read write read")).isEqualTo(Set.of("read", "write"));
        assertThat(Scope.parse("  read \t write\n")).isEqualTo(Set.of("read", "write"));
    }

    @Test
    void emptyScopeHasNoTokens() {
        assertThat(Scope.parse("")).isEmpty();
        assertThat(Scope.parse(" \t")).isEmpty();
    }
}
