package org.journeyguard.internal.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.journeyguard.fixtures.RegisteredEngine;
import org.journeyguard.fixtures.TestSettings;
import org.journeyguard.internal.config.InvalidConfiguration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ClusterSettingsTest {
    private static final String SHORT = "0123456789abcdef0123456789abcde";

    private static ClusterSettings read(Map<String, String> settings) {
        return TestSettings.read(settings).cluster();
    }

    private static String space(String... settings) {
        Map<String, String> all = new HashMap<>();
        for (int i = 0; i < settings.length; i += 2) {
            all.put(settings[i], settings[i + 1]);
        }
        return read(all).forEngine().space();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "memory;; journey.cluster.secret is missing although journey.cluster is set",
                "memory; " + SHORT + "; journey.cluster.secret has a secret of less than 32 octets",
                "memory; " + TestNode.SECRET + "," + SHORT + "; journey.cluster.secret has a secret of less than 32",
                "redis; " + TestNode.SECRET + "; add org.journeyguard:journeyguard-cluster-redis",
                "redis; " + TestNode.SECRET + "; the application has no such engine, only memory",
                "Memory; " + TestNode.SECRET + "; journey.cluster is 'Memory'"
            })
    void invalidOrMissingSettingsAreReported(String engine, String secret, String report) {
        Map<String, String> settings = new HashMap<>(Map.of("journey.cluster", engine));
        if (secret != null) {
            settings.put("journey.cluster.secret", secret);
        }
        assertThatThrownBy(() -> read(settings))
                .isInstanceOf(InvalidConfiguration.class)
                .hasMessageContaining(report)
                .extracting(Throwable::getMessage)
                .asString()
                .doesNotContain(SHORT);
    }

    @Test
    void singleNodeNeedsNeitherEngineNorSecret() {
        assertThat(read(Map.of()).engine()).isEmpty();
        assertThat(read(Map.of("journey.cluster", "none")).engine()).isEmpty();
    }

    @Test
    void configuredEngineIsUsed() {
        ClusterSettings settings =
                read(Map.of("journey.cluster", RegisteredEngine.NAME, "journey.cluster.secret", TestNode.SECRET));
        assertThat(settings.engine()).containsInstanceOf(RegisteredEngine.class);
        assertThat(settings.toString()).doesNotContain(TestNode.SECRET);
    }

    @Test
    void spaceDiffersByApplicationRealmAndClientButNotByNode() {
        Set<String> spaces = Stream.of(
                        space(),
                        space("journey.cluster.name", "shop"),
                        space("journey.app.url", "https://app.example.com/other"),
                        space("journey.am.realm", "/alpha"),
                        space("journey.am.url", "https://sso.example.com/am"),
                        space("journey.oauth.client-id", "shop"))
                .collect(Collectors.toSet());
        assertThat(spaces).hasSize(6).allMatch(each -> each.matches("[A-Za-z0-9_-]{1,32}"));
        assertThat(space("journey.cluster.name", "shop", "journey.app.url", "https://a.example.com"))
                .as("nodes with addresses of their own have a name in common")
                .isEqualTo(space("journey.cluster.name", "shop", "journey.app.url", "https://b.example.com"));
    }
}
