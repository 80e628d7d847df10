package org.journeyguard.internal.observe;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TransactionIdTest {
    @Test
    void receivedIdIsKept() {
        String ofAGateway = "1b0f2a40-6f0a-4f9c-9d5a-0c8a5ce9a001-request-1/0";
        assertThat(TransactionId.of(ofAGateway)).isEqualTo(ofAGateway);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "a b", "a\r\nX-Admin: 1", "a\"b", "ä", "${jndi:ldap://x}"})
    void unsafeReceivedIdIsReplaced(String harmful) {
        assertThat(TransactionId.of(harmful)).startsWith("jg-");
        assertThat(TransactionId.of("a".repeat(101))).startsWith("jg-");
    }

    @Test
    void requestWithoutIdGetsANewOne() {
        String made = TransactionId.of(null);
        assertThat(made).matches("jg-[0-9a-f]{32}").isNotEqualTo(TransactionId.of(null));
        assertThat(TransactionId.of(made)).isEqualTo(made);
    }
}
