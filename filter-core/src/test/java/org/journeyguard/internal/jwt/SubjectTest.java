package org.journeyguard.internal.jwt;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.journeyguard.Claims;
import org.junit.jupiter.api.Test;

class SubjectTest {
    @Test
    void aClaimThatUsersFillInThemselvesNamesNobody() {
        assertThat(Subject.of(
                        new Claims(Map.of("sub", "alice", "name", "bob", "preferred_username", "bob", "email", "bob"))))
                .contains("alice");
        assertThat(Subject.of(new Claims(Map.of("name", "bob", "username", "bob"))))
                .isEmpty();
    }

    @Test
    void amsNameIsTakenWhateverFormItHas() {
        assertThat(Subject.of(new Claims(Map.of("sub", "(usr!alice)")))).contains("alice");
        assertThat(Subject.of(new Claims(Map.of("sub", "(usr!5f1c)", "subname", "alice"))))
                .contains("alice");
    }
}
