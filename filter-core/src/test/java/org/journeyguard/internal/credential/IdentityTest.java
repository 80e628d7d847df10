package org.journeyguard.internal.credential;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class IdentityTest {

    private static SsoIdentity identity(String name, String realm, @Nullable String universalId) {
        return new SsoIdentity(name, realm, universalId, null, null, null, null, Map.of());
    }

    @Test
    void theOwnerStaysTheSameThroughASessionUpgrade() {
        Instant later = Instant.parse("2025-03-01T13:00:00Z");
        SsoIdentity upgraded = new SsoIdentity(
                "alice", "/alpha", "id=alice,ou=user", later, later, later, null, Map.of("AuthLevel", "2"));
        assertThat(upgraded.owner())
                .isEqualTo(identity("alice", "/alpha", "id=alice,ou=user").owner());
    }

    @Test
    void theOwnerDiffersBetweenUsersAndRealms() {
        assertThat(new String[] {
                    identity("alice", "/alpha", "id=alice").owner(),
                    identity("alice", "/beta", "id=alice").owner(),
                    identity("alice", "/alpha", "id=alice2").owner(),
                    identity("alice", "/alpha", null).owner(),
                    identity("bob", "/alpha", null).owner(),
                    identity("bob", "/", null).owner()
                })
                .doesNotHaveDuplicates();
    }

    @Test
    void theUniversalIdTellsUsersApartAndTheNameOnlyWhereThereIsNone() {
        assertThat(identity("Alice", "/alpha", "id=alice").owner())
                .isEqualTo(identity("alice", "/alpha", "id=alice").owner());
        assertThat(identity("alice", "/alpha", null).owner()).contains("alice");
    }

    @Test
    void attributesAreCopied() {
        Map<String, String> attributes = new HashMap<>(Map.of("AuthLevel", "0"));
        SsoIdentity identity = new SsoIdentity("alice", "/", null, null, null, null, null, attributes);
        attributes.put("AuthLevel", "99");
        assertThat(identity.attributes()).containsExactly(Map.entry("AuthLevel", "0"));
    }
}
