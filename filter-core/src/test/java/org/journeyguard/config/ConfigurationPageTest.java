package org.journeyguard.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** {@code docs/configuration.md} is written from {@link ConfigKey}: {@code mvn test -pl filter-core -am -Ddocs.update}. */
class ConfigurationPageTest {
    private static final Path PAGE = Path.of("..", "docs", "configuration.md");
    private static final String HEAD = """
            # Configuration

            Each key is read once, at start, from the init-params of the filter's registration in `web.xml` if there is one, else
            from MicroProfile Config: system properties, environment variables (`JOURNEY_AM_URL`),
            `META-INF/microprofile-config.properties`, and whatever sources the server adds. Everything is checked as a whole; an
            application whose configuration has a mistake does not start, and all mistakes are reported in one message. An unknown
            `journey.*` key is a warning. An AM that can't be reached is no mistake.

            Durations are ISO-8601 (`PT30S`), lists are separated by commas.

            A secret may stand in a file, as container platforms hand them out: `journey.oauth.client-secret.file=/run/secrets/client` in place
            of `journey.oauth.client-secret`, and likewise for each other password and secret. Vaults and the like are ConfigSources
            of MicroProfile Config, which a server or the application adds. Parts of an application with another AM, realm or client
            are [tenants](tenants.md). AM's keys and its discovery document are read anew by themselves.

            | key | default | example | meaning |
            | --- | --- | --- | --- |
            """;

    @Test
    void thePageSaysWhatTheKeysSay() throws IOException {
        StringBuilder page = new StringBuilder(HEAD);
        for (ConfigKey key : ConfigKey.values()) {
            String fallback = key.defaultValue();
            page.append("| `").append(key.key()).append("` | ");
            page.append(fallback == null || fallback.isEmpty() ? "" : "`" + fallback + "`");
            page.append(" | `")
                    .append(key.example())
                    .append("` | ")
                    .append(key.text())
                    .append(" |\n");
        }
        if (System.getProperty("docs.update") != null) {
            Files.writeString(PAGE, page);
        }

        assertThat(Files.readString(PAGE))
                .as("docs/configuration.md; mvn test -pl filter-core -am -Ddocs.update writes it anew")
                .isEqualTo(page.toString());
    }
}
