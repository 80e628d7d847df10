package org.journeyguard.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;

/**
 * Users before something happens to the nodes.
 *
 * @param alive headers of users who are signed in
 * @param ended headers of users who have signed out
 */
record Population(List<String[]> alive, List<String[]> ended) {
    private static final int OF_EACH_KIND = 3;

    /** Some users of both kinds who signed in on both nodes, of whom half have signed out on one of them. */
    static Population of(Endpoint first, Endpoint second) {
        List<String[]> alive = new ArrayList<>();
        List<String[]> ended = new ArrayList<>();
        for (Credential credential : Credential.values()) {
            for (int i = 0; i < OF_EACH_KIND; i++) {
                alive.add(credential.signIn(first, second));
                ended.add(credential.signIn(second, first));
            }
        }
        for (String[] user : ended) {
            assertThat(first.status(user)).isEqualTo(200);
            assertThat(second.status(user)).isEqualTo(200);
            assertThat(first.signOut(user)).isIn(204, 202);
        }
        return new Population(alive, ended);
    }

    /** Checks that nothing has changed for them on a node, which may ask them to come back until it knows. */
    void assertUnchangedOn(Endpoint node) {
        assertThat(alive).allMatch(user -> node.settledStatus(user) == 200);
        assertThat(ended).allMatch(user -> node.settledStatus(user) == 401);
    }
}
