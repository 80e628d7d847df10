package org.journeyguard.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.journeyguard.config.TestSettings.read;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ConfigReaderTest {
    private static final Set<ConfigKey> TAKES_ANY_TEXT = Set.of(
            ConfigKey.ROLES_NAME,
            ConfigKey.ROLES_USER_ATTRIBUTE,
            ConfigKey.ROLES_SESSION_PROPERTY,
            ConfigKey.ROLES_CLAIM,
            ConfigKey.AM_AGENT_NAME,
            ConfigKey.AM_AGENT_PASSWORD,
            ConfigKey.AM_SERVICE_ACCOUNT_ID,
            ConfigKey.AM_TRUST_STORE_PASSWORD,
            ConfigKey.AM_KEY_STORE_PASSWORD,
            ConfigKey.OAUTH_CLIENT_ID,
            ConfigKey.OAUTH_CLIENT_SECRET,
            ConfigKey.OAUTH_SCOPE,
            ConfigKey.OAUTH_ISSUER,
            ConfigKey.OAUTH_AUDIENCE,
            ConfigKey.OAUTH_NAME_CLAIMS);

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
                "AM_URL                   | ''                         | is missing",
                "AM_URL                   | am.example.com/am          | expected an absolute http(s) URL",
                "AM_URL                   | ftp://am.example.com/am    | expected an absolute http(s) URL",
                "AM_URL                   | https:///am                | expected an absolute http(s) URL",
                "AM_URL                   | https://am.example.com/#x  | expected an absolute http(s) URL",
                "AM_URL                   | https://am example.com/    | expected an absolute http(s) URL",
                "AM_URL                   | https://am.example.com/?x  | has a query",
                "AM_PUBLIC_URL            | /am                        | expected an absolute http(s) URL",
                "PATHS_ACR                | /transfers/*               | expected pattern=acr",
                "PATHS_ACR                | /transfers/*=              | expected pattern=acr",
                "PATHS_ACR                | /transfers/*=a b           | expected pattern=acr",
                "PATHS_ACR                | transfers=strong           | has an invalid pattern",
                "ACR_SERVICES             | strong                     | expected acr=value",
                "ACR_SERVICES             | strong=                    | expected acr=value",
                "ACR_SERVICES             | strong=A, strong=B         | expected acr=value, each acr once",
                "ACR_LEVELS               | strong=high                | levels are 1 and higher",
                "ACR_LEVELS               | strong=0                   | levels are 1 and higher",
                "LANGUAGES                | en, xx                     | for which there is no META-INF/journeyguard/words_xx.properties",
                "LANGUAGES                | ../en                      | for which there is no META-INF/journeyguard/words_../en.properties",
                "LANGUAGES                | ,                          | names no language",
                "OUTGOING_TARGETS         | orders.example.com         | expected an https URL without a query",
                "OUTGOING_TARGETS         | http://orders.example.com  | expected an https URL without a query",
                "OUTGOING_TARGETS         | http://localhost.evil.example | expected an https URL without a query",
                "OUTGOING_TARGETS         | https://orders.example.com/?a | expected an https URL without a query",
                "OUTGOING_TARGETS         | https://me:pw@orders.example.com | expected an https URL without a query",
                "OUTGOING_EXCHANGE        | https://orders.example.com | expected target=audience",
                "OUTGOING_EXCHANGE        | https://orders.example.com= | expected target=audience",
                "OUTGOING_EXCHANGE        | https://orders.example.com=orders | expected one of journey.outgoing.targets",
                "AM_TRUST_STORE           | /no/such/file              | can't be read with journey.am.trust-store-password",
                "AM_TRUST_STORE_PASSWORD  | changeit                   | although journey.am.trust-store is missing",
                "AM_KEY_STORE             | src/test/resources/jwks.json | can't be read with journey.am.key-store-password",
                "AM_PROXY                 | https://proxy:3128         | expected http:// with a host and a port",
                "AM_PROXY                 | http://proxy               | expected http:// with a host and a port",
                "AM_REALM                 | alpha                      | expected a realm path",
                "AM_REALM                 | /alpha//                   | expected a realm path",
                "AM_REALM                 | //                         | expected a realm path",
                "AM_REALM                 | /alpha//sub                | expected a realm path",
                "AM_REALM                 | /alpha%2Fsub               | expected a realm path",
                "AM_REALM                 | /alpha?x                   | expected a realm path",
                "AM_COOKIE_NAME           | a b                        | expected a cookie name",
                "AM_COOKIE_NAME           | a=b                        | expected a cookie name",
                "AM_COOKIE_NAME           | a;b                        | expected a cookie name",
                "AM_CONNECT_TIMEOUT       | 2s                         | expected an ISO-8601 duration such as PT30S",
                "AM_CONNECT_TIMEOUT       | PT0S                       | not positive",
                "AM_TIMEOUT               | 5                          | expected an ISO-8601 duration such as PT30S",
                "AM_TIMEOUT               | PT-5S                      | not positive",
                "AM_MAX_CALLS             | many                       | expected a positive integer",
                "AM_MAX_CALLS             | 0                          | expected a positive integer",
                "APP_URL                  | ''                         | is missing",
                "APP_URL                  | app.example.com            | expected an absolute http(s) URL",
                "APP_URL                  | https://app.example.com/?a | has a query",
                "PATHS_PROTECTED          | account                    | 'account' is none of",
                "PATHS_PUBLIC             | /x, /a/*.css               | '/a/*.css' is none of",
                "PATHS_PUBLIC             | get /x                     | 'get' is no HTTP method",
                "PATHS_PUBLIC             | POST *.do                  | a suffix opens static files only",
                "SESSION_CACHE_TTL        | 60                         | expected an ISO-8601 duration such as PT30S",
                "SESSION_CACHE_TTL        | PT0S                       | not positive",
                "SESSION_CACHE_SIZE       | -1                         | expected a positive integer",
                "SESSION_CACHE_SIZE       | 99999999999                | expected a positive integer",
                "LOGIN                    | AM                         | expected one of am, none, oidc",
                "LOGIN_URL                | /UI/Login                  | expected an absolute http(s) URL",
                "LOGIN_URL                | https://am/XUI/#login      | expected an absolute http(s) URL",
                "LOGOUT_PATHS             | logout                     | 'logout' is none of",
                "LOGOUT_REDIRECT          | goodbye                    | expected a path or an absolute URL",
                "LOGOUT_REDIRECT          | //evil.example             | expected a path or an absolute URL",
                "LOGOUT_REDIRECT          | /\\evil.example            | expected a path or an absolute URL",
                "LOGOUT_ALLOWED_REDIRECTS | https://a/, /b             | '/b'; expected an absolute http(s) URL",
                "ROLES_SOURCE             | ldap                       | expected one of user-attribute, session-property, claim",
                "OAUTH_CLIENT_AUTHENTICATION | client_secret_jwt       | expected one of client_secret_basic, client_secret_post",
                "OAUTH_SCOPE              | openid,profile             | separated by blanks only",
                "OAUTH_REDIRECT_PATH      | callback                   | expected a path",
                "OAUTH_REDIRECT_PATH      | //evil.example             | expected a path",
                "OAUTH_VALIDATION         | maybe                      | expected one of auto, introspect, jwt",
                "OAUTH_ALGORITHMS         | none                       | expected a supported signature algorithm",
                "OAUTH_CLOCK_SKEW         | -PT1S                      | negative",
                "OAUTH_CACHE_TTL          | PT0S                       | not positive",
                "OAUTH_THRESHOLD          | soon                       | expected an ISO-8601 duration such as PT30S",
                "OAUTH_CONSENT            | yes                        | expected one of explicit, implied",
                "OAUTH_NAME_CLAIMS        | ,                          | names no claim",
                "OAUTH_INTROSPECTION      | xml                        | expected one of json, jwt",
                "OAUTH_DECRYPTION_KEYS    | pom.xml                    | holds no JWK set",
                "OAUTH_AUTHORIZATION_PARAMETERS | ui_locales           | expected name=value",
                "OAUTH_AUTHORIZATION_PARAMETERS | =de                  | expected name=value",
                "OAUTH_AUTHORIZATION_PARAMETERS | ui_locales=%zz       | expected name=value",
                "OAUTH_AUTHORIZATION_PARAMETERS | x=1, x=2             | has 'x' twice",
                "OAUTH_DISCOVERY_URL      | login.example.com          | expected an absolute http(s) URL",
                "OAUTH_TOKEN_ENDPOINT     | /access_token              | expected an absolute http(s) URL",
                "CSRF_ALLOWED_ORIGINS     | *                          | expected an origin",
                "CSRF_ALLOWED_ORIGINS     | null                       | expected an origin",
                "CSRF_ALLOWED_ORIGINS     | https://a, https://b/      | 'https://b/'; expected an origin",
                "CSRF_ALLOWED_ORIGINS     | https://a:443              | expected an origin",
                "CSRF_ALLOWED_ORIGINS     | https://a/x                | expected an origin"
            })
    void aMistakeIsReportedWithItsKeyItsProblemAndAnExample(ConfigKey key, String value, String problem) {
        assertThat(failure(Map.of(key.key(), value)).lines().skip(1))
                .singleElement()
                .asString()
                .startsWith("  - " + key.key() + " ")
                .contains(problem)
                .endsWith("; for example " + key.key() + "=" + key.example());
    }

    @Test
    void whatATokenNeedsGoesTogether() {
        assertThat(failure(Map.of("journey.oauth.client-secret", "hidden")))
                .contains("journey.oauth.client-id is missing although journey.oauth.client-secret is set")
                .doesNotContain("hidden");
        assertThat(failure(Map.of("journey.oauth.audience", "api"))).contains("set journey.oauth.validation=jwt");
        assertThat(read(Map.of("journey.oauth.audience", "api", "journey.oauth.validation", "jwt"))
                        .oauth()
                        .acceptsTokens())
                .isTrue();
        assertThat(failure(Map.of("journey.oauth.client-id", "app", "journey.oauth.algorithms", "HS256")))
                .contains("'HS256', which needs journey.oauth.client-secret");
        assertThat(failure(Map.of("journey.oauth.algorithms", "RS256, none")))
                .contains("'none'; expected a supported signature algorithm");
    }

    @ParameterizedTest
    @CsvSource({"/, /", "/alpha, /alpha", "/alpha/, /alpha", "/alpha/sub/, /alpha/sub"})
    void aRealmMayHaveASlashAtItsEnd(String written, String realm) {
        assertThat(read(Map.of("journey.am.realm", written)).am().realm()).isEqualTo(realm);
    }

    @Test
    void noConfigurationShowsItsSecrets() {
        JourneyConfig config = read(Map.of("journey.oauth.client-id", "app", "journey.oauth.client-secret", "hidden"));
        assertThat(config.toString()).contains("app").doesNotContain("hidden");
        assertThat(config.oauth().client().secret()).isEqualTo("hidden");
    }

    @Test
    void everyMistakeIsReportedInOneMessage() {
        Map<String, String> wrong = Arrays.stream(ConfigKey.values())
                .filter(key -> !TAKES_ANY_TEXT.contains(key) && key != ConfigKey.APP_URL)
                .collect(Collectors.toMap(ConfigKey::key, key -> "a b"));
        String message = failure(wrong);
        assertThat(wrong.keySet()).allSatisfy(key -> assertThat(message).containsOnlyOnce("  - " + key + " "));
        assertThat(message.lines()).hasSize(1 + wrong.size());
    }

    @Test
    void aWrongLoginUrlIsAMistakeEvenWhereItIsNotUsed() {
        assertThat(failure(Map.of("journey.login", "none", "journey.login.url", "/UI/Login")))
                .contains("journey.login.url is '/UI/Login'");
    }

    @Test
    void theUrlOfTheApplicationIsNeededForTheWayBackFromLoginOnly() {
        assertThat(read(Map.of("journey.login", "none", "journey.app.url", "")).appUrl())
                .isNull();
        assertThat(failure(Map.of("journey.app.url", ""))).contains("journey.app.url is missing");
    }

    @Test
    void aSourceOfRolesAndItsNameGoTogether() {
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
    void aSourceOfRolesThatWouldNeverBeUsedIsAMistake(String sources, String problem) {
        assertThat(failure(Map.of("journey.roles.source", sources, "journey.roles.name", "x")))
                .contains("journey.roles.source has " + problem);
    }

    @Test
    void aTenantMayHaveFewerSourcesOfRolesThanAllOthers() {
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
        Tenants tenants = TenantsReader.read(TestSettings.settings(Map.of(), all));
        assertThat(tenants.everybodyElse().roles())
                .isEqualTo(new RoleSettings(RoleSettings.SessionSource.USER_ATTRIBUTE, "groups", "roles"));
        assertThat(tenants.named().get(0).config().roles())
                .isEqualTo(new RoleSettings(RoleSettings.SessionSource.USER_ATTRIBUTE, "groups", ""));
        all.put("journey.tenants.a.roles.claim", "realm-roles");
        assertThatThrownBy(() -> TenantsReader.read(TestSettings.settings(Map.of(), all)))
                .hasMessageContaining("journey.tenants.a.roles.source does not list claim");
    }

    @ParameterizedTest
    @CsvSource({"/account, /*", "/a/b/*, /a/*", "/account.css, *.css", "HEAD /x, GET /x", "/, /*"})
    void aProtectedPatternThatAPublicOneCoversIsReported(String closed, String open) {
        assertThat(failure(Map.of("journey.paths.protected", "/z, " + closed, "journey.paths.public", "/y, " + open)))
                .contains("journey.paths.protected has '" + closed + "', which journey.paths.public makes public with '"
                        + open + "'");
    }

    @Test
    void publicPathsWithinProtectedOnesAndADefaultThatNobodyWroteAreNoMistake() {
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
    void aPasswordInAUrlIsAMistakeThatTheMessageDoesNotRepeat(String url) {
        for (ConfigKey key : new ConfigKey[] {
            ConfigKey.AM_URL,
            ConfigKey.AM_PUBLIC_URL,
            ConfigKey.APP_URL,
            ConfigKey.LOGIN_URL,
            ConfigKey.LOGOUT_REDIRECT,
            ConfigKey.LOGOUT_ALLOWED_REDIRECTS,
            ConfigKey.CSRF_ALLOWED_ORIGINS
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
    void aStandardParameterOfAnAuthorizationRequestCanNotBeSet(String name) {
        assertThat(failure(Map.of("journey.oauth.authorization-parameters", "ui_locales=de, " + name + "=x")))
                .contains("journey.oauth.authorization-parameters has '" + name + "', which JourneyGuard sets itself");
    }

    @Test
    void theFailureSaysWhoseConfigurationItIs() {
        assertThatThrownBy(() -> read(Map.of("journey.am.realm", "x")))
                .isInstanceOf(InvalidConfiguration.class)
                .hasMessageStartingWith("JourneyGuard is not configured correctly:\n  - ");
    }
}
