package org.journeyguard.internal.guard.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.journeyguard.fixtures.TestSettings;
import org.journeyguard.internal.config.InvalidConfiguration;
import org.journeyguard.internal.config.keys.Key;
import org.journeyguard.internal.config.keys.Keys;
import org.journeyguard.internal.config.keys.OAuthKeys;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Keys that need others: without them the application does not start, or a warning says that they have no effect. */
class ConfigurationCheckTest {
    private static final Map<String, String> CLIENT = Map.of("journey.oauth.client-id", "shop");
    private static final Map<String, String> OIDC = Map.of("journey.oauth.client-id", "shop", "journey.login", "oidc");

    /** Any of these makes the application accept bearer tokens. */
    private static final Set<Key<?>> ACCEPT_TOKENS = Set.of(OAuthKeys.CLIENT_ID, OAuthKeys.AUDIENCE);

    private static List<String> warnings(Map<String, String> settings, String key, String value) {
        Map<String, String> all = new HashMap<>(TestSettings.MINIMAL);
        all.putAll(settings);
        all.put(key, value);
        return UnusedSettings.warnings(TestSettings.settings(Map.of(), all));
    }

    @Test
    void backChannelPathWithoutClientIsAnError() {
        assertThatThrownBy(() -> TestSettings.read(Map.of("journey.logout.backchannel-path", "/bcl")))
                .isInstanceOf(InvalidConfiguration.class)
                .hasMessageContaining(
                        "journey.oauth.client-id is missing although journey.logout.backchannel-path is set");
    }

    @Test
    void backChannelPathWithoutAppUrlIsAnError() {
        Map<String, String> settings = new HashMap<>(CLIENT);
        settings.putAll(
                Map.of("journey.logout.backchannel-path", "/bcl", "journey.login", "none", "journey.app.url", ""));
        assertThatThrownBy(() -> TestSettings.read(settings))
                .isInstanceOf(InvalidConfiguration.class)
                .hasMessageContaining("journey.app.url is missing although journey.logout.backchannel-path is set");
    }

    @Test
    void policiesRequireAnAccountAtAmAndAResourceUrl() {
        assertThatThrownBy(() -> TestSettings.read(
                        Map.of("journey.policy", "am", "journey.login", "none", "journey.app.url", "")))
                .isInstanceOf(InvalidConfiguration.class)
                .hasMessageContaining("journey.am.agent.name is missing, and AM evaluates policies only for agents")
                .hasMessageContaining("journey.policy.resource-url is missing, and AM's policies are about URLs");
    }

    @Test
    void policiesWithTheCodeFlowRequireJwts() {
        Map<String, String> settings = new HashMap<>(CLIENT);
        settings.putAll(Map.of(
                "journey.policy",
                "am",
                "journey.login",
                "oidc",
                "journey.am.agent.name",
                "a",
                "journey.am.agent.password",
                "p"));
        assertThatThrownBy(() -> TestSettings.read(settings))
                .isInstanceOf(InvalidConfiguration.class)
                .hasMessageContaining("journey.policy.jwt is false, and with journey.login=oidc users have no session")
                .hasMessageContaining("set it to true if no policy has a condition about sessions");
        settings.put("journey.policy.jwt", "true");
        assertThat(TestSettings.read(settings).policies().asksByJwt()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "journey.policy.set",
                "journey.policy.paths",
                "journey.policy.jwt",
                "journey.policy.query",
                "journey.policy.cache-ttl",
                "journey.policy.cache-size",
                "journey.policy.resource-url"
            })
    void unusedPolicyKeyIsReported(String key) {
        String example = TestSettings.key(key).example().replace("10000", "7");
        assertThat(warnings(Map.of(), key, example))
                .containsExactly(key + " has no effect, because journey.policy is none");
    }

    @ParameterizedTest
    @CsvSource({
        "journey.attributes, 'mail, policy:area', policy:area",
        "journey.attributes.headers, 'X-Mail=mail, X-Area = policy:area', X-Area = policy:area"
    })
    void responseAttributesNeedPolicies(String key, String value, String attribute) {
        Map<String, String> settings = new HashMap<>(Map.of(key, value));
        assertThatThrownBy(() -> TestSettings.read(settings))
                .isInstanceOf(InvalidConfiguration.class)
                .hasMessageContaining(
                        key + " has '" + attribute + "' although journey.policy is none, so that no policy answers it");
        settings.putAll(Map.of(
                "journey.policy", "am", "journey.am.agent.name", "agent", "journey.am.agent.password", "s3cret"));
        assertThat(TestSettings.read(settings).attributes().responses()).containsExactly("area");
    }

    static Stream<Key<?>> keysOfTokens() {
        return Keys.all().stream()
                .filter(key -> key.key().startsWith("journey.oauth.") && !ACCEPT_TOKENS.contains(key));
    }

    @ParameterizedTest
    @MethodSource("keysOfTokens")
    void tokenKeyWithoutClientOrAudienceIsReported(Key<?> key) {
        String value = other(key);
        try {
            TestSettings.read(Map.of(key.key(), value));
        } catch (InvalidConfiguration e) {
            assertThat(e).hasMessageContaining("journey.oauth.");
            return;
        }
        assertThat(warnings(Map.of(), key.key(), value))
                .singleElement()
                .asString()
                .startsWith(key + " has no effect, because journey.oauth.client-id ");
        assertThat(warnings(CLIENT, key.key(), value)).isEmpty();
    }

    static Stream<Key<?>> keysOfAppSessions() {
        return Keys.all().stream().filter(key -> key.key().startsWith("journey.app-session."));
    }

    @ParameterizedTest
    @MethodSource("keysOfAppSessions")
    void appSessionKeyWithoutTheCodeFlowIsReported(Key<?> key) {
        assertThat(warnings(CLIENT, key.key(), key.example()))
                .isEqualTo(
                        key.example().equals(key.defaultValue())
                                ? List.of()
                                : List.of(key + " has no effect, because journey.login is am"));
        assertThat(warnings(OIDC, key.key(), key.example())).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "journey.login                    | none | journey.login.url              | https://am/x",
                "journey.login                    | none | journey.login.keep-posts       | true",
                "journey.login.keep-posts         | false | journey.login.keep-posts.max-posts | 5",
                "journey.login.keep-posts         | false | journey.login.keep-posts.max-size  | 5",
                "journey.login                    | oidc | journey.session.cache-size     | 7",
                "journey.login                    | oidc | journey.session.threshold      | PT1M",
                "journey.login                    | oidc | journey.am.notifications       | true",
                "journey.logout.notify is missing |      | journey.logout.notify-secret   | 0123456789abcdef0123456789abcdef",
                "journey.app.url is missing       |      | journey.oauth.scope            | openid",
                "journey.app.url is missing       |      | journey.oauth.redirect-path    | /back",
                "journey.app.url is missing       |      | journey.logout.post-logout-redirect-uri | https://app/",
            })
    void keyWithoutEffectIsReported(String reason, String value, String key, String set) {
        Map<String, String> settings = new HashMap<>(CLIENT);
        if (value != null) {
            settings.put(reason, value);
        } else if (reason.startsWith("journey.app.url")) {
            settings.putAll(Map.of("journey.app.url", "", "journey.login", "none"));
        }
        assertThat(warnings(settings, key, set))
                .containsExactly(key + " has no effect, because " + (value == null ? reason : reason + " is " + value));
        assertThat(warnings(CLIENT, "journey.logout.notify", "https://a/")).isEmpty();
    }

    @Test
    void sessionRoleSourceWithoutSessionsIsReported() {
        Map<String, String> settings = new HashMap<>(OIDC);
        settings.put("journey.roles.name", "groups");
        assertThat(warnings(settings, "journey.roles.source", "user-attribute"))
                .singleElement()
                .asString()
                .startsWith("journey.roles.source gives users no roles, because journey.login is oidc");
        assertThat(warnings(settings, "journey.roles.source", "user-attribute, claim"))
                .isEmpty();
    }

    @Test
    void sharedSessionRoleSourceIsReportedForTenantsWithoutSessions() {
        Map<String, String> settings = new HashMap<>(OIDC);
        settings.putAll(Map.of(
                "journey.tenants", "a",
                "journey.tenants.a.paths", "/a/*",
                "journey.tenants.a.login", "am",
                "journey.roles.name", "groups"));
        assertThat(warnings(settings, "journey.roles.source", "user-attribute"))
                .singleElement()
                .asString()
                .startsWith("journey.roles.source gives users no roles, because journey.login is oidc");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", ",", " , ,"})
    void roleNameWithoutSourceIsAnError(String source) {
        Map<String, String> settings = new HashMap<>(TestSettings.MINIMAL);
        settings.put("journey.roles.name", "groups");
        settings.put("journey.roles.source", source);
        assertThatThrownBy(() -> TestSettings.read(settings))
                .hasMessageContaining("journey.roles.source is missing although journey.roles.name is set");
    }

    @Test
    void sharedKeyIsReportedOnlyIfNoTenantUsesIt() {
        Map<String, String> settings = new HashMap<>(Map.of(
                "journey.tenants", "a",
                "journey.tenants.a.paths", "/a/*",
                "journey.tenants.a.oauth.client-id", "shop",
                "journey.oauth.scope", "openid email"));
        assertThat(warnings(settings, "journey.app-session.lifetime", "PT1H")).isEmpty();
        assertThat(warnings(settings, "journey.tenants.a.app-session.lifetime", "PT1H"))
                .containsExactly("journey.tenants.a.app-session.lifetime has no effect, because journey.login is am");
    }

    /** A valid value that is not the default. */
    private static String other(Key<?> key) {
        return switch (key.key()) {
            case "journey.oauth.scope" -> "openid";
            case "journey.oauth.redirect-path" -> "/back";
            case "journey.oauth.cache-ttl", "journey.oauth.threshold" -> "PT7S";
            case "journey.oauth.cache-size" -> "7";
            case "journey.oauth.decryption-keys" -> "src/test/resources/jwks.json";
            default -> key.example();
        };
    }
}
