package org.journeyguard.internal.credential;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.journeyguard.Claims;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class IdentityTest {

    private static SsoIdentity identity(String name, String realm, @Nullable String universalId) {
        return new SsoIdentity(name, realm, universalId, null, null, null, null, Map.of());
    }

    @Test
    void sessionUpgradeKeepsTheOwner() {
        Instant later = Instant.parse("2025-03-01T13:00:00Z");
        SsoIdentity upgraded = new SsoIdentity(
                "alice", "/alpha", "id=alice,ou=user", later, later, later, null, Map.of("AuthLevel", "2"));
        assertThat(upgraded.owner())
                .isEqualTo(identity("alice", "/alpha", "id=alice,ou=user").owner());
    }

    @Test
    void ownerDiffersBetweenUsersAndRealms() {
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
    void ownerIsTheUniversalIdOrElseTheName() {
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

    @Test
    void ownerDiffersBetweenKindsOfIdentityWithOneName() {
        assertThat(new String[] {
                    identity("alice", "/alpha", null).owner(),
                    new AppIdentity("alice", "/alpha", "alice", Claims.NONE).owner(),
                    new AppIdentity("alice", "/beta", "alice", Claims.NONE).owner(),
                    new AppIdentity("alice", "/alpha", "bob", Claims.NONE).owner(),
                    token("alice", "/alpha", false).owner(),
                    token("alice", "/alpha", true).owner(),
                    token("alice", "/beta", false).owner(),
                    token("bob", "/alpha", false).owner()
                })
                .doesNotHaveDuplicates();
        assertThat(new AppIdentity("Alice", "/alpha", "alice", Claims.NONE).owner())
                .as("the subject never changes, the name may")
                .isEqualTo(new AppIdentity("alice", "/alpha", "alice", Claims.NONE).owner());
    }

    private static TokenIdentity token(String name, String realm, boolean isClient) {
        return new TokenIdentity(name, realm, isClient, Set.of(), Claims.NONE, null, null);
    }
}
