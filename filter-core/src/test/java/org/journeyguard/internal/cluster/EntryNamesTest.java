package org.journeyguard.internal.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.journeyguard.internal.cluster.EntryNames.Kind;
import org.journeyguard.internal.credential.TokenDigest;
import org.junit.jupiter.api.Test;

class EntryNamesTest {
    private static final String OLD = "old-0123456789abcdef0123456789ab";
    private static final String NEW = "new-0123456789abcdef0123456789ab";

    private static EntryNames names(String space, String... secrets) {
        return new EntryNames(new ClusterSecrets(List.of(secrets), space));
    }

    @Test
    void namesDifferBySpaceKindAndKeyAndAreLegal() {
        Set<String> all = new HashSet<>();
        int count = 0;
        for (String space : List.of("one", "two")) {
            EntryNames names = names(space, OLD);
            for (Kind kind : Kind.values()) {
                for (String key : List.of("", "a", "b", "|", "a|b")) {
                    all.add(names.of(kind, key));
                    all.add(names.of(kind, TokenDigest.of(key)));
                    all.addAll(names.ofGuessable(kind, key));
                    count += 3;
                }
            }
        }
        assertThat(all).hasSize(count).allMatch(name -> name.matches("[A-Za-z0-9_-]{1,64}"));
    }

    @Test
    void rotationOfTheSecretKeepsNamesOfDigests() {
        assertThat(names("one", NEW).of(Kind.TOKENS, TokenDigest.of("k")))
                .isEqualTo(names("one", OLD).of(Kind.TOKENS, TokenDigest.of("k")));
    }

    @Test
    void nameOfAGuessableKeyDependsOnTheSecret() {
        String old = names("one", OLD).ofGuessable(Kind.SUBJECT, "alice").get(0);
        String next = names("one", NEW).ofGuessable(Kind.SUBJECT, "alice").get(0);
        assertThat(old).isNotEqualTo(next);
        assertThat(names("one", NEW, OLD).ofGuessable(Kind.SUBJECT, "alice")).containsExactly(next, old);
    }
}
