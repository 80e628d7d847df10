package org.journeyguard.internal.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.journeyguard.fixtures.TestSettings.MINIMAL;
import static org.journeyguard.fixtures.TestSettings.settings;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.journeyguard.internal.guard.settings.GuardSettings;
import org.journeyguard.internal.guard.settings.Tenants;
import org.journeyguard.internal.request.PathPattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TenantsReaderTest {

    private static Tenants read(String... pairs) {
        Map<String, String> all = new HashMap<>(MINIMAL);
        for (int i = 0; i < pairs.length; i += 2) {
            all.put(pairs[i], pairs[i + 1]);
        }
        return Tenants.read(settings(Map.of(), all));
    }

    @Test
    void settingsWithoutTenantsHaveOnlyADefaultTenant() {
        Tenants tenants = read();
        assertThat(tenants.named()).isEmpty();
        assertThat(tenants.defaultTenant().tenant()).isEmpty();
    }

    @Test
    void tenantOverridesSharedSettings() {
        Tenants tenants = read(
                "journey.tenants", "alpha, beta",
                "journey.session.cache-ttl", "PT10S",
                "journey.tenants.alpha.paths", "/alpha/*",
                "journey.tenants.alpha.am.realm", "/alpha",
                "journey.tenants.beta.paths", "/beta/*, /b",
                "journey.tenants.beta.session.cache-ttl", "PT20S");
        GuardSettings alpha = tenants.named().get(0).settings();
        GuardSettings beta = tenants.named().get(1).settings();
        assertThat(alpha.tenant()).isEqualTo("alpha");
        assertThat(alpha.am().realm()).isEqualTo("/alpha");
        assertThat(alpha.am().url()).isEqualTo(tenants.defaultTenant().am().url());
        assertThat(alpha.sessions().cacheTtl()).isEqualTo(Duration.ofSeconds(10));
        assertThat(beta.am().realm()).isEqualTo("/");
        assertThat(beta.sessions().cacheTtl()).isEqualTo(Duration.ofSeconds(20));
        assertThat(tenants.named().get(1).paths()).map(PathPattern::toString).containsExactly("/beta/*", "/b");
        assertThat(tenants.defaultTenant().sessions().cacheTtl()).isEqualTo(Duration.ofSeconds(10));
    }

    @Test
    void tenantsLogoutRedirectAndSignInPathsAreBelowItsOwnPath() {
        Tenants tenants = read(
                "journey.tenants", "alpha",
                "journey.tenants.alpha.paths", "/alpha/*",
                "journey.logout.paths", "/bye",
                "journey.logout.everywhere-paths", "/bye-all",
                "journey.oauth.redirect-path", "/back",
                "journey.login", "journey",
                "journey.app.url", "https://app.example.com",
                "journey.sign-in.path", "/sign-in");
        GuardSettings alpha = tenants.named().get(0).settings();
        assertThat(alpha.logout().paths()).map(PathPattern::toString).containsExactly("/alpha/logout");
        assertThat(alpha.logout().everywherePaths()).isEmpty();
        assertThat(alpha.signIn().redirectPath()).isEqualTo("/alpha/journey/callback");
        assertThat(alpha.signInPage().path()).isEqualTo("/alpha/journey/sign-in");
        assertThat(tenants.defaultTenant().logout().paths())
                .map(PathPattern::toString)
                .containsExactly("/bye");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "journey.tenants              | alpha, Be ta  | journey.tenants has 'Be ta'; expected different names",
                "journey.tenants              | alpha, alpha  | journey.tenants has 'alpha'; expected different names",
                "journey.tenants.alpha.paths  | ''            | journey.tenants.alpha.paths has to be paths such as",
                "journey.tenants.alpha.paths  | *.html        | journey.tenants.alpha.paths has to be paths such as",
                "journey.tenants.alpha.paths  | GET /alpha/*  | journey.tenants.alpha.paths has to be paths such as",
                "journey.tenants.alpha.am.realm | alpha       | journey.tenants.alpha.am.realm is 'alpha'; expected a realm path",
                "journey.tenants.alpha.logout.paths | /logout | journey.tenants.alpha.logout.paths has '/logout'; expected one of the tenant's paths",
                "journey.tenants.alpha.logout.backchannel-path | /x | journey.tenants.alpha.logout.backchannel-path has '/x'",
                "journey.tenants.alpha.oauth.redirect-path | /x | journey.tenants.alpha.oauth.redirect-path has '/x'",
                "journey.tenants.alpha.sign-in.path | /x | journey.tenants.alpha.sign-in.path has '/x'",
                "journey.paths                | /x            | journey.paths is set, and only tenants have such paths",
            })
    void mistakeIsReportedWithTheTenantsKey(String key, String value, String problem) {
        assertThatThrownBy(() -> read(
                        "journey.tenants",
                        "alpha",
                        "journey.tenants.alpha.paths",
                        "/alpha/*",
                        "journey.oauth.client-id",
                        "shop",
                        "journey.login",
                        "journey",
                        "journey.app.url",
                        "https://app.example.com",
                        key,
                        value))
                .isInstanceOf(InvalidConfiguration.class)
                .hasMessageContaining(problem);
    }

    @ParameterizedTest
    @CsvSource({"/a/*, /a/b/*", "/a/b/*, /a/*", "/a/*, /a", "/x, /x"})
    void overlappingPathsOfTenantsAreReported(String one, String other) {
        assertThatThrownBy(() -> read(
                        "journey.tenants", "one, other",
                        "journey.tenants.one.paths", one,
                        "journey.tenants.other.paths", other))
                .isInstanceOf(InvalidConfiguration.class)
                .hasMessageContaining("journey.tenants.other.paths overlap with those of one");
    }

    @Test
    void sharedSessionCookieOfTenantsIsReported() {
        assertThatThrownBy(() -> read(
                        "journey.tenants", "one, other",
                        "journey.app-session.cookie", "shop",
                        "journey.tenants.one.paths", "/one/*",
                        "journey.tenants.one.app-session.cookie", "shop",
                        "journey.tenants.other.paths", "/other/*"))
                .isInstanceOf(InvalidConfiguration.class)
                .hasMessageContaining("journey.tenants.one.app-session.cookie is the same as another");
    }

    @Test
    void misspelledKeyOfATenantIsAWarning() {
        Map<String, String> all = Map.of(
                "journey.tenants", "alpha",
                "journey.tenants.alpha.am.realm", "/alpha",
                "journey.tenants.alpha.am.realms", "/alpha",
                "journey.tenants.beta.am.realm", "/beta");
        assertThat(settings(Map.of(), all).warnings())
                .anyMatch(warning -> warning.contains("journey.tenants.alpha.am.realms"))
                .anyMatch(warning -> warning.contains("journey.tenants.beta.am.realm"))
                .hasSize(2);
    }
}
