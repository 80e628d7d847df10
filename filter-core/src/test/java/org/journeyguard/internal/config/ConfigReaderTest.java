package org.journeyguard.internal.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.journeyguard.fixtures.TestSettings.read;

import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.journeyguard.fixtures.TestSettings;
import org.journeyguard.internal.config.keys.AmKeys;
import org.journeyguard.internal.config.keys.ApplicationKeys;
import org.journeyguard.internal.config.keys.ClusterKeys;
import org.journeyguard.internal.config.keys.Key;
import org.journeyguard.internal.config.keys.Keys;
import org.journeyguard.internal.config.keys.LoginKeys;
import org.journeyguard.internal.config.keys.LogoutKeys;
import org.journeyguard.internal.config.keys.OAuthKeys;
import org.journeyguard.internal.config.keys.PathKeys;
import org.journeyguard.internal.config.keys.PolicyKeys;
import org.journeyguard.internal.config.keys.RoleKeys;
import org.journeyguard.internal.config.keys.SignInPageKeys;
import org.journeyguard.internal.guard.settings.GuardSettings;
import org.journeyguard.internal.guard.settings.Tenants;
import org.journeyguard.internal.session.RoleSettings;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ConfigReaderTest {
    private static final Set<Key<?>> TAKES_ANY_TEXT = Set.of(
            RoleKeys.NAME,
            RoleKeys.USER_ATTRIBUTE,
            RoleKeys.SESSION_PROPERTY,
            RoleKeys.CLAIM,
            AmKeys.AGENT_NAME,
            AmKeys.AGENT_PASSWORD,
            AmKeys.SERVICE_ACCOUNT_ID,
            AmKeys.TRUST_STORE_PASSWORD,
            AmKeys.KEY_STORE_PASSWORD,
            OAuthKeys.CLIENT_ID,
            OAuthKeys.CLIENT_SECRET,
            OAuthKeys.SCOPE,
            OAuthKeys.ISSUER,
            OAuthKeys.AUDIENCE,
            OAuthKeys.NAME_CLAIMS,
            ClusterKeys.SECRET,
            ClusterKeys.NAME,
            ClusterKeys.REDIS_URL,
            ClusterKeys.REDIS_USER,
            ClusterKeys.REDIS_PASSWORD,
            ClusterKeys.JCACHE_PROVIDER,
            ClusterKeys.JCACHE_URI,
            PolicyKeys.SET,
            SignInPageKeys.JOURNEY,
            PolicyKeys.QUERY);

    private static String failure(Map<String, String> properties) {
        try {
            read(properties);
        } catch (InvalidConfiguration e) {
            return String.valueOf(e.getMessage());
        }
        throw new AssertionError("read without complaint: " + properties);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "journey.am.url | ''                         | is missing",
                "journey.am.url | am.example.com/am          | expected an absolute http(s) URL",
                "journey.am.url | ftp://am.example.com/am    | expected an absolute http(s) URL",
                "journey.am.url | https:///am                | expected an absolute http(s) URL",
                "journey.am.url | https://am.example.com/#x  | expected an absolute http(s) URL",
                "journey.am.url | https://am example.com/    | expected an absolute http(s) URL",
                "journey.am.url | https://am.example.com/?x  | has a query",
                "journey.am.public-url | /am                        | expected an absolute http(s) URL",
                "journey.paths.acr | /transfers/*               | expected pattern=acr",
                "journey.paths.acr | /transfers/*=              | expected pattern=acr",
                "journey.paths.acr | /transfers/*=a b           | expected pattern=acr",
                "journey.paths.acr | transfers=strong           | has an invalid pattern",
                "journey.paths.acr | =strong                    | has an invalid pattern",
                "journey.policy.query | ignore, action             | has ignore or keep beside others",
                "journey.policy.query | id, keep                   | has ignore or keep beside others",
                "journey.acr.services | strong                     | expected acr=value",
                "journey.acr.services | strong=                    | expected acr=value",
                "journey.acr.services | strong=A, strong=B         | expected acr=value, each acr once",
                "journey.acr.levels | strong=high                | levels are 1 and higher",
                "journey.acr.levels | strong=0                   | levels are 1 and higher",
                "journey.languages | en, xx                     | for which there is no META-INF/journeyguard/words_xx.properties",
                "journey.languages | ../en                      | for which there is no META-INF/journeyguard/words_../en.properties",
                "journey.languages | ,                          | names no language",
                "journey.outgoing.targets | orders.example.com         | expected an https URL without a query",
                "journey.outgoing.targets | http://orders.example.com  | expected an https URL without a query",
                "journey.outgoing.targets | http://localhost.evil.example | expected an https URL without a query",
                "journey.outgoing.targets | https://orders.example.com/?a | expected an https URL without a query",
                "journey.outgoing.targets | https://me:pw@orders.example.com | expected an https URL without a query",
                "journey.outgoing.exchange | https://orders.example.com | expected target=audience",
                "journey.outgoing.exchange | https://orders.example.com= | expected target=audience",
                "journey.outgoing.exchange | https://orders.example.com=orders | expected one of journey.outgoing.targets",
                "journey.am.trust-store | /no/such/file              | can't be read with journey.am.trust-store-password",
                "journey.am.trust-store-password | changeit                   | although journey.am.trust-store is missing",
                "journey.am.key-store | src/test/resources/jwks.json | can't be read with journey.am.key-store-password",
                "journey.am.proxy | https://proxy:3128         | expected http:// with a host and a port",
                "journey.am.proxy | http://proxy               | expected http:// with a host and a port",
                "journey.am.realm | alpha                      | expected a realm path",
                "journey.am.realm | /alpha//                   | expected a realm path",
                "journey.am.realm | //                         | expected a realm path",
                "journey.am.realm | /alpha//sub                | expected a realm path",
                "journey.am.realm | /alpha%2Fsub               | expected a realm path",
                "journey.am.realm | /alpha?x                   | expected a realm path",
                "journey.am.cookie-name | a b                        | expected a cookie name",
                "journey.am.cookie-name | a=b                        | expected a cookie name",
                "journey.am.cookie-name | a;b                        | expected a cookie name",
                "journey.am.connect-timeout | 2s                         | expected an ISO-8601 duration such as PT30S",
                "journey.am.connect-timeout | PT0S                       | expected a positive duration",
                "journey.am.timeout | 5                          | expected an ISO-8601 duration such as PT30S",
                "journey.am.timeout | PT-5S                      | expected a positive duration",
                "journey.am.max-calls | many                       | expected a positive integer",
                "journey.am.max-calls | 0                          | expected a positive integer",
                "journey.app.url | ''                         | is missing",
                "journey.app.url | app.example.com            | expected an absolute http(s) URL",
                "journey.app.url | https://app.example.com/?a | has a query",
                "journey.paths.protected | account                    | 'account' is none of",
                "journey.paths.public | /x, a/*.css                | 'a/*.css' is none of",
                "journey.paths.public | get /x                     | 'get' is no HTTP method",
                "journey.paths.public | /admin from                | '/admin from' has text after the path",
                "journey.paths.protected | /admin from 10.0.0.0/8  | only journey.paths.public can have addresses",
                "journey.paths.public | POST *.do                  | a suffix opens static files only",
                "journey.session.cache-ttl | 60                         | expected an ISO-8601 duration such as PT30S",
                "journey.session.cache-ttl | PT0S                       | expected a positive duration",
                "journey.session.cache-size | -1                         | expected a positive integer",
                "journey.session.cache-size | 99999999999                | expected a positive integer",
                "journey.login | AM                         | expected one of am, journey, none, oidc",
                "journey.login.url | /UI/Login                  | expected an absolute http(s) URL",
                "journey.login.url | https://am/XUI/#login      | expected an absolute http(s) URL",
                "journey.logout.paths | logout                     | 'logout' is none of",
                "journey.logout.redirect | goodbye                    | expected a path or an absolute URL",
                "journey.logout.redirect | //evil.example             | expected a path or an absolute URL",
                "journey.logout.redirect | /\\evil.example            | expected a path or an absolute URL",
                "journey.logout.allowed-redirects | https://a/, /b             | '/b'; expected an absolute http(s) URL",
                "journey.roles.source | ldap                       | expected one of user-attribute, session-property, claim",
                "journey.oauth.client-authentication | client_secret_jwt       | expected one of client_secret_basic, client_secret_post",
                "journey.oauth.scope | openid,profile             | separated by blanks only",
                "journey.oauth.redirect-path | callback                   | expected a path",
                "journey.oauth.redirect-path | //evil.example             | expected a path",
                "journey.oauth.validation | maybe                      | expected one of auto, introspect, jwt",
                "journey.oauth.algorithms | none                       | expected a supported signature algorithm",
                "journey.oauth.clock-skew | -PT1S                      | expected zero or a positive duration",
                "journey.oauth.cache-ttl | PT0S                       | expected a positive duration",
                "journey.oauth.threshold | soon                       | expected an ISO-8601 duration such as PT30S",
                "journey.oauth.consent | yes                        | expected one of explicit, implied",
                "journey.oauth.name-claims | ,                          | names no claim",
                "journey.oauth.introspection | xml                        | expected one of json, jwt",
                "journey.oauth.decryption-keys | pom.xml                    | holds no JWK set",
                "journey.oauth.decryption-keys | src/test/resources/no-keys.json | holds no key",
                "journey.oauth.authorization-parameters | ui_locales           | expected name=value",
                "journey.oauth.authorization-parameters | =de                  | expected name=value",
                "journey.oauth.authorization-parameters | ui_locales=%zz       | expected name=value",
                "journey.oauth.authorization-parameters | x=1, x=2             | has 'x' twice",
                "journey.oauth.discovery-url | login.example.com          | expected an absolute http(s) URL",
                "journey.oauth.token-endpoint | /access_token              | expected an absolute http(s) URL",
                "journey.csrf.allowed-origins | *                          | expected an origin",
                "journey.csrf.allowed-origins | null                       | expected an origin",
                "journey.csrf.allowed-origins | https://a, https://b/      | 'https://b/'; expected an origin",
                "journey.csrf.allowed-origins | https://a:443              | expected an origin",
                "journey.csrf.allowed-origins | https://a/x                | expected an origin"
            })
    void mistakeIsReportedWithKeyProblemAndExample(String name, String value, String problem) {
        Key<?> key = TestSettings.key(name);
        assertThat(failure(Map.of(key.key(), value)).lines().skip(1))
                .singleElement()
                .asString()
                .startsWith("  - " + key.key() + " ")
                .contains(problem)
                .endsWith("; for example " + key.key() + "=" + key.example());
    }

    @Test
    void incompleteTokenSettingsAreReported() {
        assertThat(failure(Map.of("journey.oauth.client-secret", "hidden")))
                .contains("journey.oauth.client-id is missing although journey.oauth.client-secret is set")
                .doesNotContain("hidden");
        assertThat(failure(Map.of("journey.oauth.audience", "api"))).contains("set journey.oauth.validation=jwt");
        assertThat(read(Map.of("journey.oauth.audience", "api", "journey.oauth.validation", "jwt"))
                        .bearer()
                        .acceptsTokens())
                .isTrue();
        assertThat(failure(Map.of("journey.oauth.client-id", "app", "journey.oauth.algorithms", "HS256")))
                .contains("'HS256', which needs journey.oauth.client-secret");
        assertThat(failure(Map.of("journey.oauth.algorithms", "RS256, none")))
                .contains("'none'; expected a supported signature algorithm");
    }

    @ParameterizedTest
    @CsvSource({"/, /", "/alpha, /alpha", "/alpha/, /alpha", "/alpha/sub/, /alpha/sub"})
    void trailingSlashOfARealmIsIgnored(String written, String realm) {
        assertThat(read(Map.of("journey.am.realm", written)).am().realm()).isEqualTo(realm);
    }

    @Test
    void toStringOmitsSecrets() {
        GuardSettings config = read(Map.of("journey.oauth.client-id", "app", "journey.oauth.client-secret", "hidden"));
        assertThat(config.toString()).contains("app").doesNotContain("hidden");
        assertThat(config.oauth().clientSecret()).isEqualTo("hidden");
    }

    @Test
    void allMistakesAreReportedInOneMessage() {
        Map<String, String> wrong = Keys.all().stream()
                .filter(key -> !TAKES_ANY_TEXT.contains(key) && key != ApplicationKeys.APP_URL)
                .collect(Collectors.toMap(Key::key, key -> "a b"));
        Map<String, String> all = new HashMap<>(wrong);
        all.put(OAuthKeys.CLIENT_ID.key(), "shop");
        String message = failure(all);
        assertThat(wrong.keySet()).allSatisfy(key -> assertThat(message).containsOnlyOnce("  - " + key + " "));
        assertThat(message.lines()).hasSize(1 + wrong.size());
    }

    @Test
    void invalidLoginUrlIsReportedEvenIfUnused() {
        assertThat(failure(Map.of("journey.login", "none", "journey.login.url", "/UI/Login")))
                .contains("journey.login.url is '/UI/Login'");
    }

    @Test
    void appUrlIsRequiredOnlyWithALogin() {
        assertThat(read(Map.of("journey.login", "none", "journey.app.url", ""))
                        .app()
                        .url())
                .isNull();
        assertThat(failure(Map.of("journey.app.url", ""))).contains("journey.app.url is missing");
    }

    @Test
    void roleSourceAndNameRequireEachOther() {
        assertThat(failure(Map.of("journey.roles.name", "x"))).contains("journey.roles.source is missing");
        assertThat(failure(Map.of("journey.roles.source", "claim"))).contains("journey.roles.name is missing");
        assertThat(failure(Map.of("journey.roles.claim", "x")))
                .contains("journey.roles.source does not list claim although journey.roles.claim is set");
        assertThat(failure(Map.of("journey.roles.source", "user-attribute, claim", "journey.roles.claim", "x")))
                .contains("journey.roles.name is missing although journey.roles.source lists user-attribute,"
                        + " and so is journey.roles.user-attribute");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "user-attribute, session-property | 'session-property' after 'user-attribute'",
                "session-property, claim, user-attribute | 'user-attribute' after 'session-property'",
                "claim, claim | 'claim' after 'claim'",
                "claim, Claim | 'Claim'; expected one of user-attribute, session-property, claim"
            })
    void unusedRoleSourceIsReported(String sources, String problem) {
        assertThat(failure(Map.of("journey.roles.source", sources, "journey.roles.name", "x")))
                .contains("journey.roles.source has " + problem);
    }

    @Test
    void tenantMayHaveFewerRoleSourcesThanTheDefault() {
        Map<String, String> all = new HashMap<>(TestSettings.MINIMAL);
        all.putAll(Map.of(
                "journey.roles.source",
                "user-attribute, claim",
                "journey.roles.name",
                "groups",
                "journey.roles.claim",
                "roles",
                "journey.tenants",
                "a",
                "journey.tenants.a.paths",
                "/a/*",
                "journey.tenants.a.roles.source",
                "user-attribute"));
        Tenants tenants = Tenants.read(TestSettings.settings(Map.of(), all));
        assertThat(tenants.defaultTenant().roles())
                .isEqualTo(new RoleSettings(RoleSettings.SessionSource.USER_ATTRIBUTE, "groups", "roles"));
        assertThat(tenants.named().get(0).settings().roles())
                .isEqualTo(new RoleSettings(RoleSettings.SessionSource.USER_ATTRIBUTE, "groups", ""));
        all.put("journey.tenants.a.roles.claim", "realm-roles");
        assertThatThrownBy(() -> Tenants.read(TestSettings.settings(Map.of(), all)))
                .hasMessageContaining("journey.tenants.a.roles.source does not list claim");
    }

    @ParameterizedTest
    @CsvSource({"/account, /*", "/a/b/*, /a/*", "/account.css, *.css", "HEAD /x, GET /x", "/, /*"})
    void protectedPatternCoveredByAPublicOneIsReported(String closed, String open) {
        assertThat(failure(Map.of("journey.paths.protected", "/z, " + closed, "journey.paths.public", "/y, " + open)))
                .contains("journey.paths.protected has '" + closed + "', which journey.paths.public makes public with '"
                        + open + "'");
    }

    @Test
    void publicPathWithinProtectedOrDefaultPathsIsAllowed() {
        assertThat(read(Map.of("journey.paths.protected", "/*, /a/*", "journey.paths.public", "/a/b, GET /a/*"))
                        .paths()
                        .open())
                .hasSize(2);
        assertThat(read(Map.of("journey.paths.public", "/*")).paths().open()).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://me:pass@am.example.com/am",
                "https://me:pa/ss@am/",
                "https://pass@am/?x",
                "ftp://me:pass@am"
            })
    void passwordInAUrlIsReportedWithoutRepeatingIt(String url) {
        for (Key<?> key : new Key<?>[] {
            AmKeys.URL,
            AmKeys.PUBLIC_URL,
            ApplicationKeys.APP_URL,
            LoginKeys.URL,
            LogoutKeys.REDIRECT,
            LogoutKeys.ALLOWED_REDIRECTS,
            PathKeys.CSRF_ALLOWED_ORIGINS
        }) {
            assertThat(failure(Map.of(key.key(), url)))
                    .contains(key.key() + " ", "//***@am")
                    .doesNotContain("pass", "pa/ss");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "response_type",
                "response_mode",
                "client_id",
                "client_secret",
                "client_assertion",
                "client_assertion_type",
                "redirect_uri",
                "scope",
                "state",
                "nonce",
                "code_challenge",
                "code_challenge_method",
                "request",
                "request_uri",
                "prompt",
                "max_age",
                "decision",
                "csrf",
                "save_consent"
            })
    void standardAuthorizationParameterIsReported(String name) {
        assertThat(failure(Map.of("journey.oauth.authorization-parameters", "ui_locales=de, " + name + "=x")))
                .contains("journey.oauth.authorization-parameters has '" + name + "', which JourneyGuard sets itself");
    }

    @Test
    void failureMessageNamesJourneyGuard() {
        assertThatThrownBy(() -> read(Map.of("journey.am.realm", "x")))
                .isInstanceOf(InvalidConfiguration.class)
                .hasMessageStartingWith("JourneyGuard is not configured correctly:\n  - ");
    }
}
