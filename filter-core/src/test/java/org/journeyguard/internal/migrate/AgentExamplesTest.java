package org.journeyguard.internal.migrate;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.Reader;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.journeyguard.fixtures.TestSettings;
import org.journeyguard.internal.guard.settings.GuardSettings;
import org.journeyguard.internal.guard.settings.Tenants;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Agent configurations of several versions, from their files to an application that accepts the result. */
class AgentExamplesTest {
    @TempDir
    Path folder;

    private static List<String> arguments(String agent, Path out) throws IOException, URISyntaxException {
        List<String> arguments =
                new ArrayList<>(List.of("--app-url", "https://app.example.com/shop", "--out", out.toString()));
        Path files =
                Path.of(AgentExamplesTest.class.getResource("/agents/" + agent).toURI());
        try (Stream<Path> all = Files.list(files)) {
            all.sorted().map(Path::toString).forEach(arguments::add);
        }
        return arguments;
    }

    private String run(String agent) throws IOException, URISyntaxException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        PrintStream console = new PrintStream(out, true, StandardCharsets.UTF_8);
        assertThat(MigrateAgent.run(arguments(agent, folder).toArray(String[]::new), console, console))
                .as(out.toString(StandardCharsets.UTF_8))
                .isZero();
        return out.toString(StandardCharsets.UTF_8);
    }

    private Map<String, String> settings() throws IOException {
        Properties properties = new Properties();
        try (Reader text = Files.newBufferedReader(folder.resolve(MigrateAgent.SETTINGS))) {
            properties.load(text);
        }
        Map<String, String> settings = new TreeMap<>();
        properties.forEach((key, value) -> settings.put(key.toString(), value.toString()));
        return settings;
    }

    @ParameterizedTest
    @ValueSource(strings = {"agent-4", "agent-5", "agent-5.10", "agent-2024", "agent-2026"})
    void translatedSettingsAreAcceptedAndOmitSecrets(String agent) throws IOException, URISyntaxException {
        String printed = run(agent);
        Map<String, String> settings = settings();
        GuardSettings read =
                Tenants.read(TestSettings.settings(Map.of(), settings)).defaultTenant();
        assertThat(read.app().url()).hasToString("https://app.example.com/shop");
        settings.keySet().forEach(key -> assertThat(TestSettings.key(key)).isNotNull());
        assertThat(printed + Files.readString(folder.resolve(MigrateAgent.SETTINGS)))
                .doesNotContain("NEVERPRINT");
    }

    @Test
    void agentOfVersion4IsTranslated() throws IOException, URISyntaxException {
        String report = run("agent-4");
        assertThat(settings())
                .isEqualTo(Map.of(
                        "journey.am.url", "http://openam.example.com:8080/openam",
                        "journey.am.realm", "/",
                        "journey.app.url", "https://app.example.com/shop",
                        "journey.paths.public", "/public/*, /, *.css, /news/**/*.html, /* from 10.1.0.0/16",
                        "journey.logout.paths", "/logout.do",
                        "journey.logout.redirect", "/goodbye.html"));
        assertThat(report)
                .contains("am.encryption.pwd\n  a password or key, encrypted")
                .contains("notenforced.uri[4]\n  rule '/bank/public/*' of another application")
                .contains("logout.uri[bank]\n  for the application bank")
                .contains("attribute.mapping[mail]\n  not used: the fetch mode is NONE")
                .doesNotContain("Not recognized");
    }

    @Test
    void agentOfVersion5IsTranslated() throws IOException, URISyntaxException {
        String report = run("agent-5");
        assertThat(settings())
                .containsEntry("journey.am.url", "https://openam.example.com:8443/openam")
                .containsEntry("journey.am.realm", "/customers")
                .containsEntry("journey.paths.public", "/images/*, /*/**/help.html, /v*/info, *.gif")
                .containsEntry(
                        "journey.attributes.headers", "X-User-Mail=mail, X-User-Name=cn, userToken=session:UserToken")
                .containsEntry("journey.logout.paths", "/logout");
        assertThat(Files.readString(folder.resolve(MigrateAgent.SETTINGS)))
                .contains("#journey.policy=am\n")
                .contains("#journey.login.keep-posts=true\n")
                .contains("#journey.am.notifications=true\n")
                .contains("#journey.am.agent.name=shop-agent\n");
        assertThat(report).contains("with a query").doesNotContain("Not recognized");
    }

    @Test
    void agentOfVersion510IsTranslated() throws IOException, URISyntaxException {
        String report = run("agent-5.10");
        assertThat(settings())
                .containsEntry("journey.am.url", "https://am.example.com/am")
                .containsEntry("journey.am.public-url", "https://sso.example.com/am")
                .containsEntry(
                        "journey.paths.public",
                        "/public/*, GET /status, OPTIONS /status, GET /health/* from 10.5.1.5 100.2.21.36")
                .containsEntry("journey.session.cache-ttl", "PT2M")
                .containsEntry("journey.logout.redirect", "https://www.example.com/");
        assertThat(report)
                .contains("rule '/shop/public/secret/*' a rule with NOT")
                .contains("a regular expression")
                .contains("a range of addresses")
                .contains("attributes in cookies can be read and changed in the browser");
    }

    @Test
    void agentConfiguredInAmIsReportedAsIncomplete() throws IOException, URISyntaxException {
        assertThat(run("agent-2024"))
                .contains("these files are not all of it")
                .contains("which is not set and defaults to URL_POLICY");
        assertThat(settings()).containsOnlyKeys("journey.am.url", "journey.am.realm", "journey.app.url");
    }

    @Test
    void agentOfAdvancedIdentityCloudIsTranslated() throws IOException, URISyntaxException {
        String report = run("agent-2026");
        assertThat(settings())
                .containsEntry("journey.am.cookie-name", "a1b2c3d4e5f6071")
                .containsEntry("journey.am.realm", "/bravo")
                .containsEntry("journey.paths.public", "/, /robots.txt, /static/*, /pub*/*")
                .containsEntry("journey.app.redirect-hosts", "shop, shop.example.com")
                .containsEntry(
                        "journey.attributes.headers", "mail=mail, e-mail=mail, X-Groups=session:am.protected.groups");
        assertThat(report)
                .contains("Not recognized")
                .contains("org.forgerock.agents.something.new\n  nothing was")
                .contains(
                        "add X-Department=policy:department to journey.attributes.headers together with journey.policy=am");
    }
}
