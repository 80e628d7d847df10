package org.journeyguard.internal.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.journeyguard.fixtures.TestSettings.MINIMAL;
import static org.journeyguard.fixtures.TestSettings.settings;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Collectors;
import org.journeyguard.fixtures.TestSettings;
import org.journeyguard.internal.config.keys.AmKeys;
import org.journeyguard.internal.config.keys.ApplicationKeys;
import org.journeyguard.internal.config.keys.Key;
import org.journeyguard.internal.config.keys.Keys;
import org.journeyguard.internal.guard.settings.GuardSettings;
import org.journeyguard.internal.guard.settings.Tenants;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SettingsTest {

    @Test
    void initParamsOverrideMicroProfileConfigPerKey() {
        GuardSettings config = Tenants.read(settings(Map.of("journey.am.url", "https://own/am"), MINIMAL))
                .defaultTenant();
        assertThat(config.am().url()).isEqualTo(URI.create("https://own/am"));
        assertThat(config.app().url()).isEqualTo(URI.create(TestSettings.APP));
    }

    @Test
    void initParamsSufficeWithoutMicroProfileConfig() {
        assertThat(Tenants.read(settings(MINIMAL, Map.of()))
                        .defaultTenant()
                        .app()
                        .url())
                .isEqualTo(URI.create(TestSettings.APP));
    }

    @Test
    void eachApplicationReadsItsOwnMicroProfileConfig() {
        SettingsSource first = settings(Map.of(), MINIMAL);
        SettingsSource second = settings(Map.of(), Map.of("journey.am.url", "https://other/am"));
        assertThat(first.find(AmKeys.URL)).isEqualTo(new SettingsSource.Found(TestSettings.AM, false));
        assertThat(second.find(AmKeys.URL)).isEqualTo(new SettingsSource.Found("https://other/am", false));
        assertThat(second.find(ApplicationKeys.APP_URL)).isNull();
    }

    @ParameterizedTest
    @CsvSource({
        "http://app.example.com/shop, 1",
        "HTTP://10.0.0.1:8080,        1",
        "http://localhost.example.com, 1",
        "http://127.example.com,      1",
        "https://app.example.com,     0",
        "http://localhost:8080/shop,  0",
        "http://app.localhost,        0",
        "http://127.0.0.1:8080,       0",
        "'http://[::1]:8080',         0",
    })
    void plainHttpIsAWarningExceptForLoopback(String url, int warnings) {
        for (String key : new String[] {
            "journey.app.url", "journey.am.url", "journey.am.public-url", "journey.tenants.alpha.am.url"
        }) {
            Map<String, String> set = Map.of("journey.tenants", "alpha", key, url);
            assertThat(settings(Map.of(), set).warnings())
                    .hasSize(warnings)
                    .allMatch(warning -> warning.startsWith(key) && warning.contains("https://"));
            assertThat(settings(set, Map.of()).warnings()).hasSize(warnings);
        }
    }

    @Test
    void warningOmitsThePasswordOfAUrl() {
        assertThat(settings(Map.of("journey.am.url", "http://joe:s3cret@am.example.com/am"), Map.of())
                        .warnings())
                .singleElement()
                .asString()
                .doesNotContain("s3cret");
    }

    @ParameterizedTest
    @CsvSource({
        "journey.am.urls,            journey.am.url",
        "journey.am.cookiename,      journey.am.cookie-name",
        "journey.path.public,        journey.paths.public",
        "journey.paths.pubilc,       journey.paths.public",
        "journey.Login,              journey.login",
        "journey.session.cache.ttl,  journey.session.cache-ttl",
        "journey.realm,              journey.am.realm"
    })
    void misspelledKeyIsAWarningWithASuggestion(String key, String suggestion) {
        String warning = "There is no configuration key " + key + "; did you mean " + suggestion + "?";
        assertThat(settings(Map.of(), Map.of(key, "secret")).warnings()).containsExactly(warning);
        assertThat(settings(Map.of(key, "secret"), Map.of()).warnings()).containsExactly(warning);
        assertThat(settings(Map.of(key, "1"), Map.of(key, "2")).warnings()).containsExactly(warning);
    }

    @Test
    void jakartaSecurityInInitParamsIsAWarning() {
        Map<String, String> set = Map.of("journey.jakarta-security", "true");
        assertThat(settings(set, Map.of()).warnings())
                .singleElement()
                .asString()
                .startsWith("journey.jakarta-security has no effect in init-params");
        assertThat(settings(Map.of(), set).warnings()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"journey.something-else-altogether", "journey.tenants.shop.url"})
    void unrelatedUnknownKeyGetsNoSuggestion(String key) {
        assertThat(settings(Map.of(key, "x"), Map.of()).warnings())
                .containsExactly("There is no configuration key " + key + ".");
    }

    @Test
    void unknownKeyDoesNotPreventTheStart() {
        GuardSettings config =
                Tenants.read(settings(Map.of("journey.am.urls", "x"), MINIMAL)).defaultTenant();
        assertThat(config.am().url()).isEqualTo(URI.create(TestSettings.AM));
    }

    @Test
    void knownAndForeignKeysCauseNoWarning() {
        Map<String, String> known = Keys.all().stream().collect(Collectors.toMap(Key::key, Key::example));
        Map<String, String> initParams = new HashMap<>(known);
        initParams.remove(ApplicationKeys.JAKARTA_SECURITY.key());
        assertThat(settings(initParams, known).warnings()).isEmpty();
        assertThat(settings(Map.of("async", "x"), Map.of("journeys.am", "x", "JOURNEY.am", "x", "mp.x", "y"))
                        .warnings())
                .isEmpty();
    }

    @Test
    void secretIsReadFromItsFile(@TempDir Path folder) throws IOException {
        Path file = Files.writeString(folder.resolve("client-secret"), "hush\n");
        assertThat(secret(Map.of("journey.oauth.client-secret.file", file.toString())))
                .isEqualTo("hush");
        assertThat(secret(Map.of(
                        "journey.oauth.client-secret", "aloud", "journey.oauth.client-secret.file", file.toString())))
                .isEqualTo("aloud");
        assertThatThrownBy(() -> secret(Map.of("journey.oauth.client-secret.file", "/no/such/file")))
                .isInstanceOf(InvalidConfiguration.class)
                .hasMessageContaining("journey.oauth.client-secret is to be read from the file '/no/such/file'");
        assertThat(settings(Map.of(), Map.of("journey.oauth.client-secret.file", "x", "journey.am.url.file", "x"))
                        .warnings())
                .hasSize(1)
                .first()
                .asString()
                .contains("journey.am.url.file");
    }

    @Test
    void tenantsSecretFileOverridesTheSharedSecret(@TempDir Path folder) throws IOException {
        Path file = Files.writeString(folder.resolve("client-secret"), "hush");
        Map<String, String> all = new HashMap<>(MINIMAL);
        all.putAll(Map.of(
                "journey.oauth.client-id", "shop",
                "journey.oauth.client-secret", "aloud",
                "journey.tenants", "a",
                "journey.tenants.a.paths", "/a/*",
                "journey.tenants.a.oauth.client-secret.file", file.toString()));
        Tenants tenants = Tenants.read(settings(Map.of(), all));
        assertThat(tenants.defaultTenant().oauth().clientSecret()).isEqualTo("aloud");
        assertThat(tenants.named().get(0).settings().oauth().clientSecret()).isEqualTo("hush");
    }

    private static @Nullable String secret(Map<String, String> more) {
        Map<String, String> all = new HashMap<>(MINIMAL);
        all.put("journey.oauth.client-id", "shop");
        all.putAll(more);
        return Tenants.read(settings(Map.of(), all)).defaultTenant().oauth().clientSecret();
    }
}
