package org.journeyguard.internal.jwt;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.journeyguard.Claims;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SubjectTest {
    @Test
    void claimsThatUsersCanChangeAreIgnored() {
        assertThat(Subject.of(
                        new Claims(Map.of("sub", "alice", "name", "bob", "preferred_username", "bob", "email", "bob"))))
                .contains("alice");
        assertThat(Subject.of(new Claims(Map.of("name", "bob", "username", "bob"))))
                .isEmpty();
    }

    @Test
    void nameIsFoundInEachFormOfAm() {
        assertThat(Subject.of(new Claims(Map.of("sub", "(usr!alice)")))).contains("alice");
        assertThat(Subject.of(new Claims(Map.of("sub", "(usr!5f1c)", "subname", "alice"))))
                .contains("alice");
    }

    @ParameterizedTest
    @CsvSource({
        "alice,              alice",
        "(usr!alice),        alice",
        "(usr!(usr!alice)),  (usr!alice)",
        "(usr!alice,         (usr!alice",
        "usr!alice),         usr!alice)",
        "x(usr!alice),       x(usr!alice)",
        "(age!alice),        (age!alice)"
    })
    void prefixOfUsersIsRemovedAndThatOfClientsKept(String subject, String plain) {
        assertThat(Subject.plain(subject)).isEqualTo(plain);
    }

    @ParameterizedTest
    @CsvSource({
        "(usr!alice),        alice",
        "(age!shop),         shop",
        "(usr!(age!shop)),   (age!shop)",
        "(age!(usr!alice)),  (usr!alice)",
        "(age!shop,          (age!shop"
    })
    void nameHasNoPrefix(String subject, String name) {
        assertThat(Subject.name(subject)).isEqualTo(name);
    }
}
