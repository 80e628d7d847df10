package org.journeyguard.internal.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.journeyguard.fixtures.RegisteredEngine;
import org.journeyguard.fixtures.TestKeys;
import org.journeyguard.fixtures.TestSettings;
import org.journeyguard.internal.guard.settings.Tenants;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The properties in README and docs are a valid configuration. */
class ShownPropertiesTest {
    private static final String KEY = TestKeys.file(TestKeys.rsa()).toString();
    private static final Pattern BLOCK = Pattern.compile("(?s)```properties\\n(.*?)```");

    /** What the shown parts may take for granted. */
    private static final Map<String, String> AROUND = Map.of(
            "journey.oauth.client-id", "web-app",
            "journey.am.agent.name", "agent",
            "journey.am.agent.password", "x",
            "journey.am.service-account.id", "account",
            "journey.am.service-account.key", KEY);

    static List<Named<String>> blocks() throws IOException {
        List<Path> pages = new ArrayList<>(List.of(Path.of("..", "README.md")));
        try (Stream<Path> docs = Files.list(Path.of("..", "docs"))) {
            docs.filter(page -> page.toString().endsWith(".md")).sorted().forEach(pages::add);
        }
        List<Named<String>> blocks = new ArrayList<>();
        for (Path page : pages) {
            BLOCK.matcher(Files.readString(page))
                    .results()
                    .map(found -> found.group(1))
                    .forEach(text -> blocks.add(Named.of(
                            page.getFileName() + ": "
                                    + text.strip().lines().findFirst().orElse(""),
                            text)));
        }
        return blocks;
    }

    @ParameterizedTest
    @MethodSource("blocks")
    void shownPropertiesHaveKnownKeysAndAreValid(String text, @TempDir Path folder) throws IOException {
        Properties shown = new Properties();
        shown.load(new StringReader(text));
        Map<String, String> all = new HashMap<>(TestSettings.MINIMAL);
        all.putAll(AROUND);
        String file = Files.writeString(folder.resolve("secret"), "s3cret of thirty-two octets at least")
                .toString();
        shown.stringPropertyNames()
                .forEach(name -> all.put(
                        name, name.endsWith(".file") ? file : name.endsWith("key") ? KEY : shown.getProperty(name)));
        // the engines have modules of their own
        all.computeIfPresent("journey.cluster", (key, shownEngine) -> RegisteredEngine.NAME);
        SettingsSource settings = TestSettings.settings(Map.of(), all);
        assertThat(shown).isNotEmpty();
        assertThat(settings.warnings()).isEmpty();
        assertThat(Tenants.read(settings)).isNotNull();
    }
}
