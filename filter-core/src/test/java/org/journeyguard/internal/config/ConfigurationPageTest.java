package org.journeyguard.internal.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.journeyguard.internal.config.keys.Key;
import org.journeyguard.internal.config.keys.Keys;
import org.junit.jupiter.api.Test;

/** {@code docs/configuration.md} is written from {@link Keys}: {@code mvn test -pl filter-core -am -Ddocs.update}. */
class ConfigurationPageTest {
    private static final Path PAGE = Path.of("..", "docs", "configuration.md");
    private static final String HEAD = """
            # Configuration reference

            An application with AM's cookie needs three keys:

            ```properties
            journey.am.url=https://am.example.com/am
            journey.app.url=https://app.example.com/shop
            journey.paths.public=/, /static/*
            ```

            JourneyGuard reads the configuration once, at start. A key comes from the init-params of the filter's registration in
            `web.xml` if it is there, otherwise from MicroProfile Config: system properties, environment variables
            (`JOURNEY_AM_URL`), `META-INF/microprofile-config.properties`, and the sources that the server adds. JourneyGuard checks
            all keys together. An application with an invalid configuration does not start, and one message lists all mistakes. An
            unknown `journey.*` key is a warning, and so is a key that has no effect because another one is missing. An AM that can't
            be reached is not a mistake. JourneyGuard refreshes AM's keys and discovery document automatically.

            Durations are ISO-8601 (`PT30S`). Lists are separated by commas.

            A secret can be in a file, as container platforms provide them: set `journey.oauth.client-secret.file=/run/secrets/client`
            instead of `journey.oauth.client-secret`. This works for every password and secret. Connect a vault with a ConfigSource of
            MicroProfile Config. For parts of an application with another AM, realm or client, see
            [several realms](several-realms.md).

            | key | default | example | meaning |
            | --- | --- | --- | --- |
            """;

    @Test
    void pageMatchesTheKeys() throws IOException {
        StringBuilder page = new StringBuilder(HEAD);
        for (Key<?> key : Keys.all()) {
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
                .as("docs/configuration.md; mvn test -pl filter-core -am -Ddocs.update updates it")
                .isEqualTo(page.toString());
    }
}
