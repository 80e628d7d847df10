package org.journeyguard.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.journeyguard.it.am.AmRest;
import org.journeyguard.it.container.Container;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;

/** What the operator of an engine can do with the entries of nodes, which is little. */
abstract class StoredEntriesChecks extends ShortClusterChecks {
    /** Shorter ones would be found in any text. */
    private static final int SHORTEST = 6;

    /** Those in the engine, and no others. */
    abstract StoredEntries entries();

    /** A server for one node more, which uses the same engine. */
    abstract Container another();

    @Test
    @Order(2)
    void entriesContainNothingLegible() {
        Set<String> secrets = new HashSet<>(proxy.secrets());
        secrets.addAll(AmRest.seenTokens());
        secrets.addAll(SignIn.sessions());
        secrets.removeIf(secret -> secret.length() < SHORTEST);
        signIn(Credential.OWN_SESSION);

        String everything = entries().text();

        assertThat(everything).hasSizeGreaterThan(1_000).doesNotContain("alice", "example.test", Nodes.CLIENT);
        assertThat(secrets).isNotEmpty().noneMatch(everything::contains);
    }

    @Test
    @Order(2)
    void valueOfAnotherUsersEntryIsRefused() {
        Map<String, String> before = entries().digests();
        SignIn.begin(a, Realm.ROOT.session("alice")).finish(a);
        Set<String> alices = added(before).keySet();
        before = entries().digests();
        String[] bob = SignIn.begin(a, Realm.ROOT.session("bob")).finish(a);
        Set<String> bobs = added(before).keySet();
        assertThat(alices).isNotEmpty();
        assertThat(bobs).isNotEmpty();

        for (String from : alices) {
            bobs.forEach(to -> entries().copy(from, to));
            assertThat(b.status(bob)).isIn(401, 503);
        }
    }

    @Test
    @Order(2)
    void nodeWithAnotherSecretReadsAndOverwritesNothing() {
        Map<String, String> before = entries().digests();
        String[] user = signIn(Credential.OWN_SESSION);
        Map<String, String> own = added(before);
        assertThat(own).isNotEmpty();
        try (Node stranger = nodes.stranger(another(), "another secret of the same length")) {
            assertThat(stranger.endpoint().settledStatus(user)).isEqualTo(401);
            String[] another = SignIn.begin(stranger.endpoint(), Realm.ROOT.session("alice"))
                    .finish(stranger.endpoint());
            assertThat(stranger.endpoint().status(another)).isEqualTo(200);
            assertThat(stranger.endpoint().signOut(user)).isNotEqualTo(500);
            assertThat(a.status(another)).isEqualTo(401);
        }
        assertThat(entries().digests()).containsAllEntriesOf(own);
        assertThat(List.of(a.status(user), b.status(user))).containsOnly(200);
    }

    private Map<String, String> added(Map<String, String> before) {
        Map<String, String> added = new HashMap<>(entries().digests());
        added.keySet().removeAll(before.keySet());
        return added;
    }
}
