package org.journeyguard.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;
import org.journeyguard.am.oauth.OAuthSettings.Authentication;
import org.journeyguard.am.oauth.OAuthSettings.Endpoint;
import org.journeyguard.config.JourneyConfig.Login.Way;
import org.journeyguard.config.JourneyConfig.TokenValidation;
import org.journeyguard.decide.AuthenticationDemand;
import org.journeyguard.decide.HttpAnswers;
import org.journeyguard.decide.PathPattern;
import org.journeyguard.decide.Target;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Each key: its default and its effect. */
class ConfigKeyTest {
    private static final Map<String, String> NO_COMPANIONS = Map.of();
    private static final Map<String, String> ROLES_OF_CLAIM =
            Map.of("journey.roles.source", "claim", "journey.roles.name", "groups");

    private static final Map<String, String> CLIENT = Map.of("journey.oauth.client-id", "shop");
    private static final Map<String, String> AGENT =
            Map.of("journey.am.agent.name", "listener", "journey.am.agent.password", "hidden");
    private static final Set<ConfigKey> FILES = EnumSet.of(
            ConfigKey.AM_SERVICE_ACCOUNT_KEY,
            ConfigKey.OAUTH_CLIENT_KEY,
            ConfigKey.OAUTH_DECRYPTION_KEYS,
            ConfigKey.AM_TRUST_STORE,
            ConfigKey.AM_KEY_STORE);
    private static final String SECRET = "0123456789abcdef0123456789abcdef-x";
    private static final Path CA = TestTls.serverCertificate();
    private static final Path P12 = TestTls.clientStore();
    private static final Path CLIENT_KEY = TestKeys.file(TestKeys.rsa());
    private static final Path KEYS = Path.of("src/test/resources/jwks.json");

    /**
     * @param companions keys that this one goes with
     * @param read where in the configuration the key shows
     */
    private record Row(
            Map<String, String> companions,
            Function<JourneyConfig, @Nullable Object> read,
            @Nullable Object byDefault,
            String value,
            Object effect) {}

    private static Row row(
            Function<JourneyConfig, @Nullable Object> read, @Nullable Object byDefault, String value, Object effect) {
        return new Row(NO_COMPANIONS, read, byDefault, value, effect);
    }

    private static Row row(ConfigKey key) {
        return switch (key) {
            case AM_URL ->
                row(c -> c.am().url(), URI.create(TestSettings.AM), "http://am:8080/", URI.create("http://am:8080"));
            case AM_PUBLIC_URL ->
                row(
                        c -> c.am().publicUrl(),
                        URI.create(TestSettings.AM),
                        "https://sso.example.com/am/",
                        URI.create("https://sso.example.com/am"));
            case AM_REALM -> row(c -> c.am().realm(), "/", "/alpha/sub", "/alpha/sub");
            case AM_COOKIE_NAME -> row(c -> c.am().cookieName(), null, "__Host-sso", "__Host-sso");
            case AM_CONNECT_TIMEOUT ->
                row(c -> c.am().route().connectTimeout(), Duration.ofSeconds(2), "PT0.5S", Duration.ofMillis(500));
            case AM_TRUST_STORE -> row(c -> hasTls(c), false, CA.toString(), true);
            case AM_TRUST_STORE_PASSWORD ->
                new Row(Map.of("journey.am.trust-store", CA.toString()), c -> hasTls(c), false, "changeit", true);
            case AM_KEY_STORE ->
                new Row(
                        Map.of("journey.am.key-store-password", "changeit"),
                        c -> hasTls(c),
                        false,
                        P12.toString(),
                        true);
            case AM_KEY_STORE_PASSWORD ->
                new Row(Map.of("journey.am.key-store", P12.toString()), c -> hasTls(c), false, "changeit", true);
            case AM_PROXY ->
                row(
                        c -> c.am().route().proxy(),
                        null,
                        "http://proxy:3128",
                        InetSocketAddress.createUnresolved("proxy", 3128));
            case AM_TIMEOUT -> row(c -> c.am().timeout(), Duration.ofSeconds(5), "PT1M", Duration.ofMinutes(1));
            case AM_MAX_CALLS -> row(c -> c.am().maxCalls(), 32, "1", 1);
            case AM_MAX_CALLS_PER_SECOND -> row(c -> c.am().maxCallsPerSecond(), 1000, "5", 5);
            case AM_AGENT_NAME ->
                new Row(
                        Map.of("journey.am.agent.password", "hidden"),
                        c -> name(c.am().agent()),
                        null,
                        "listener",
                        "listener");
            case AM_AGENT_PASSWORD ->
                new Row(
                        Map.of("journey.am.agent.name", "listener"),
                        c -> password(c.am().agent()),
                        null,
                        "hidden",
                        "hidden");
            case AM_SERVICE_ACCOUNT_ID ->
                new Row(
                        Map.of("journey.am.service-account.key", CLIENT_KEY.toString()),
                        c -> String.valueOf(c.am().serviceAccount()),
                        "null",
                        "me",
                        "ServiceAccount[id=me, key=AssertionKey(RS256, rsa/+=), tokenEndpoint=null]");
            case AM_SERVICE_ACCOUNT_KEY ->
                new Row(
                        Map.of("journey.am.service-account.id", "me"),
                        c -> String.valueOf(c.am().serviceAccount()),
                        "null",
                        CLIENT_KEY.toString(),
                        "ServiceAccount[id=me, key=AssertionKey(RS256, rsa/+=), tokenEndpoint=null]");
            case AM_SERVICE_ACCOUNT_TOKEN_ENDPOINT ->
                new Row(
                        Map.of(
                                "journey.am.service-account.id",
                                "me",
                                "journey.am.service-account.key",
                                CLIENT_KEY.toString()),
                        c -> Optional.ofNullable(c.am().serviceAccount())
                                .map(JourneyConfig.ServiceAccount::tokenEndpoint)
                                .orElse(null),
                        null,
                        "https://x/y",
                        URI.create("https://x/y"));
            case AM_NOTIFICATIONS -> new Row(AGENT, c -> c.am().notifications(), false, "true", true);
            case HEALTH_AM -> row(c -> c.operation().isReadyWithoutAm(), true, "readiness", false);
            case AUDIT_REFUSALS_PER_MINUTE -> row(c -> c.operation().auditedRefusals(), 100, "1", 1);
            case AM_TRUST_TRANSACTION_ID -> row(JourneyConfig::trustsTransactionIds, false, "true", true);
            case APP_URL ->
                row(JourneyConfig::appUrl, URI.create(TestSettings.APP), "http://x/", URI.create("http://x"));
            case PATHS_PROTECTED -> row(c -> texts(c.paths().open()), List.of(), "/account/*", List.of());
            case PATHS_PUBLIC ->
                row(
                        c -> texts(c.paths().open()),
                        List.of(),
                        " / , /static/*,*.css ,, GET /news",
                        List.of("/", "/static/*", "*.css", "GET /news"));
            case TENANTS, PATHS -> throw new IllegalArgumentException("TenantsReaderTest is about " + key);
            case PATHS_ACR ->
                row(
                        c -> c.acr().demands("POST", "/keys", "/keys"),
                        List.of(),
                        "/transfers/*=strong, POST /keys = mfa",
                        List.of(AuthenticationDemand.of(List.of("mfa"))));
            case ACR_SERVICES ->
                row(c -> c.acr().service(List.of("strong")), Optional.of("strong"), "strong=Mfa", Optional.of("Mfa"));
            case ACR_LEVELS ->
                row(
                        c -> c.acr().acrValues(AuthenticationDemand.of(7)),
                        List.of(),
                        "mfa=5, strong=10, other=7",
                        List.of("other", "strong"));
            case OUTGOING_TARGETS ->
                row(
                        c -> c.targets(),
                        List.of(),
                        "https://orders.example.com/api/, http://localhost:8081",
                        List.of(
                                new Target(URI.create("https://orders.example.com/api"), null),
                                new Target(URI.create("http://localhost:8081"), null)));
            case OUTGOING_EXCHANGE ->
                new Row(
                        Map.of(
                                "journey.oauth.client-id",
                                "shop",
                                "journey.outgoing.targets",
                                "https://orders.example.com/api"),
                        c -> c.targets().stream()
                                .flatMap(target -> Stream.ofNullable(target.audience()))
                                .toList(),
                        List.of(),
                        "https://orders.example.com/api=orders",
                        List.of("orders"));
            case LANGUAGES ->
                row(
                        c -> HttpAnswers.confirmLogout("/", c.languages().wordsFor("fr"))
                                .headers()
                                .get("Content-Language"),
                        "en",
                        "de, en",
                        "de");
            case SESSION_CACHE_TTL ->
                row(c -> c.sessions().cacheTtl(), Duration.ofMinutes(1), "PT10S", Duration.ofSeconds(10));
            case SESSION_CACHE_SIZE -> row(c -> c.sessions().cacheSize(), 100_000, "7", 7);
            case SESSION_THRESHOLD ->
                row(c -> c.sessions().threshold(), Duration.ofMinutes(5), "PT30S", Duration.ofSeconds(30));
            case SESSION_PASSIVE_PATHS ->
                row(
                        c -> texts(c.sessions().passivePaths()),
                        List.of(),
                        "/poll, GET /x/*",
                        List.of("/poll", "GET /x/*"));
            case LOGIN -> new Row(CLIENT, c -> c.login().way(), Way.AM, "none", Way.NONE);
            case LOGIN_TIMEOUT -> row(c -> c.login().timeout(), Duration.ofMinutes(10), "PT1M", Duration.ofMinutes(1));
            case APP_SESSION_COOKIE -> row(c -> c.login().appSession().cookie(), null, "shop", "shop");
            case APP_SESSION_LIFETIME ->
                row(c -> c.login().appSession().lifetime(), Duration.ofHours(8), "PT1H", Duration.ofHours(1));
            case APP_SESSION_MAX_SESSIONS -> row(c -> c.login().appSession().maxSessions(), 50_000, "20", 20);
            case APP_SESSION_MAX_SESSIONS_PER_USER ->
                row(c -> c.login().appSession().maxSessionsPerUser(), 100, "5", 5);
            case APP_SESSION_IDLE_TIME ->
                row(c -> c.login().appSession().idleTime(), Duration.ofMinutes(30), "PT1M", Duration.ofMinutes(1));
            case LOGIN_URL ->
                row(
                        c -> c.login().page(),
                        TestSettings.AM + "/UI/Login",
                        "https://x/?service=a",
                        "https://x/?service=a");
            case LOGOUT_PATHS ->
                row(c -> texts(c.logout().paths()), List.of("/logout"), "/bye , /end/*", List.of("/bye", "/end/*"));
            case LOGOUT_EVERYWHERE_PATHS ->
                row(c -> texts(c.logout().everywherePaths()), List.of(), "/all", List.of("/all"));
            case LOGOUT_TIMEOUT -> row(c -> c.logout().timeout(), Duration.ofSeconds(5), "PT1S", Duration.ofSeconds(1));
            case LOGOUT_POST_LOGOUT_REDIRECT_URI ->
                row(c -> c.logout().postLogoutRedirectUri(), null, "https://x/y", "https://x/y");
            case LOGOUT_NOTIFY ->
                new Row(
                        Map.of("journey.logout.notify-secret", SECRET),
                        c -> c.logout().notice().urls(),
                        List.of(),
                        "https://a/, https://b/",
                        List.of(URI.create("https://a/"), URI.create("https://b/")));
            case LOGOUT_NOTIFY_SECRET -> row(c -> c.logout().notice().secret(), null, SECRET, SECRET);
            case LOGOUT_BACKCHANNEL_PATH -> row(c -> c.logout().backChannelPath(), null, "/bcl", "/bcl");
            case LOGOUT_REDIRECT -> row(c -> c.logout().redirect(), "/", "/goodbye", "/goodbye");
            case LOGOUT_ALLOWED_REDIRECTS ->
                row(
                        c -> c.logout().allowedRedirects(),
                        Set.of(),
                        "https://a/, https://b/x?y=z",
                        Set.of("https://a/", "https://b/x?y=z"));
            case ROLES_SOURCE ->
                new Row(
                        Map.of("journey.roles.name", "groups"),
                        c -> c.roles().ofSession(),
                        RoleSettings.SessionSource.NONE,
                        "session-property",
                        RoleSettings.SessionSource.SESSION_PROPERTY);
            case ROLES_NAME -> new Row(ROLES_OF_CLAIM, c -> c.roles().claim(), "", "employeeType", "employeeType");
            case ROLES_USER_ATTRIBUTE ->
                new Row(
                        Map.of("journey.roles.source", "user-attribute", "journey.roles.name", "groups"),
                        c -> c.roles().name(),
                        "",
                        "employeeType",
                        "employeeType");
            case ROLES_SESSION_PROPERTY ->
                new Row(
                        Map.of("journey.roles.source", "session-property", "journey.roles.name", "groups"),
                        c -> c.roles().name(),
                        "",
                        "shift",
                        "shift");
            case ROLES_CLAIM -> new Row(ROLES_OF_CLAIM, c -> c.roles().claim(), "", "employeeType", "employeeType");
            case OAUTH_CLIENT_ID -> row(c -> c.oauth().client().id(), null, "shop", "shop");
            case OAUTH_CLIENT_SECRET -> new Row(CLIENT, c -> c.oauth().client().secret(), null, "a b,c", "a b,c");
            case OAUTH_CLIENT_AUTHENTICATION ->
                row(
                        c -> c.oauth().client().authentication(),
                        Authentication.BASIC,
                        "client_secret_post",
                        Authentication.POST);
            case OAUTH_CLIENT_KEY ->
                new Row(
                        Map.of(
                                "journey.oauth.client-id",
                                "shop",
                                "journey.oauth.client-authentication",
                                "private_key_jwt"),
                        c -> String.valueOf(c.oauth().client().key()),
                        "null",
                        CLIENT_KEY.toString(),
                        "AssertionKey(RS256, rsa/+=)");
            case OAUTH_CLIENT_KEY_ALGORITHM ->
                new Row(
                        Map.of(
                                "journey.oauth.client-id",
                                "shop",
                                "journey.oauth.client-authentication",
                                "private_key_jwt",
                                "journey.oauth.client-key",
                                CLIENT_KEY.toString()),
                        c -> String.valueOf(c.oauth().client().key()),
                        "null",
                        "PS512",
                        "AssertionKey(PS512, rsa/+=)");
            case OAUTH_SCOPE -> row(c -> c.oauth().client().scope(), "openid profile", "openid  write", "openid write");
            case OAUTH_AUTHORIZATION_PARAMETERS ->
                row(
                        c -> c.oauth().client().authorizationParameters(),
                        Map.of(),
                        "ui_locales=de en, claims={\"a\":1%2C\"b\":2}",
                        Map.of("ui_locales", "de en", "claims", "{\"a\":1,\"b\":2}"));
            case OAUTH_REDIRECT_PATH ->
                row(c -> c.oauth().client().redirectPath(), "/journey/callback", "/back", "/back");
            case OAUTH_VALIDATION ->
                row(
                        c -> c.oauth().bearer().validation(),
                        TokenValidation.AUTO,
                        "introspect",
                        TokenValidation.INTROSPECT);
            case OAUTH_ISSUER -> row(c -> c.oauth().bearer().issuer(), null, "https://x:443/", "https://x:443/");
            case OAUTH_AUDIENCE ->
                new Row(CLIENT, c -> c.oauth().bearer().audience(), Set.of(), "a, b", Set.of("a", "b"));
            case OAUTH_ALGORITHMS ->
                row(
                        c -> c.oauth().bearer().algorithms(),
                        Set.of(
                                "RS256", "RS384", "RS512", "PS256", "PS384", "PS512", "ES256", "ES384", "ES512",
                                "EdDSA"),
                        "ES256,EdDSA",
                        Set.of("ES256", "EdDSA"));
            case OAUTH_CLOCK_SKEW ->
                row(c -> c.oauth().bearer().clockSkew(), Duration.ofSeconds(30), "PT0S", Duration.ZERO);
            case OAUTH_CACHE_TTL ->
                row(c -> c.oauth().cacheTtl(), Duration.ofMinutes(1), "PT10S", Duration.ofSeconds(10));
            case OAUTH_CACHE_SIZE -> row(c -> c.oauth().cacheSize(), 100_000, "7", 7);
            case OAUTH_THRESHOLD -> row(c -> c.oauth().threshold(), Duration.ofSeconds(30), "PT0S", Duration.ZERO);
            case OAUTH_CONSENT -> row(c -> c.oauth().consentImplied(), false, "implied", true);
            case OAUTH_NAME_CLAIMS ->
                row(
                        c -> c.oauth().bearer().nameClaims(),
                        List.of("subname", "username", "sub"),
                        "mail, sub",
                        List.of("mail", "sub"));
            case OAUTH_INTROSPECTION -> row(c -> c.oauth().bearer().signedIntrospection(), false, "jwt", true);
            case OAUTH_DECRYPTION_KEYS ->
                row(c -> c.oauth().bearer().decryptionKeys(), null, KEYS.toString(), text(KEYS));
            case OAUTH_PUSHED_AUTHORIZATION ->
                row(c -> c.oauth().client().pushesAuthorization(), false, "always", true);
            case OAUTH_PUSHED_AUTHORIZATION_ENDPOINT -> endpoint(Endpoint.PUSHED_AUTHORIZATION);
            case OAUTH_END_SESSION_ENDPOINT -> endpoint(Endpoint.END_SESSION);
            case OAUTH_DISCOVERY_URL ->
                row(c -> c.oauth().discoveryUrl(), null, "https://x/y?z=1", URI.create("https://x/y?z=1"));
            case OAUTH_AUTHORIZATION_ENDPOINT -> endpoint(Endpoint.AUTHORIZATION);
            case OAUTH_TOKEN_ENDPOINT -> endpoint(Endpoint.TOKEN);
            case OAUTH_INTROSPECTION_ENDPOINT -> endpoint(Endpoint.INTROSPECTION);
            case OAUTH_REVOCATION_ENDPOINT -> endpoint(Endpoint.REVOCATION);
            case OAUTH_USERINFO_ENDPOINT -> endpoint(Endpoint.USERINFO);
            case OAUTH_JWKS_URI -> endpoint(Endpoint.JWKS);
            case JAKARTA_SECURITY -> row(JourneyConfig::jakartaSecurity, false, "true", true);
            case CSRF_ALLOWED_ORIGINS ->
                row(
                        c -> c.paths().allowedOrigins(),
                        Set.of(),
                        "https://Shop.example.com, http://b:8080",
                        Set.of("https://shop.example.com", "http://b:8080"));
        };
    }

    private static boolean hasTls(JourneyConfig config) {
        return config.am().route().tls() != null;
    }

    private static @Nullable String name(JourneyConfig.@Nullable Agent agent) {
        return agent == null ? null : agent.name();
    }

    private static @Nullable String password(JourneyConfig.@Nullable Agent agent) {
        return agent == null ? null : agent.password();
    }

    private static Row endpoint(Endpoint endpoint) {
        return row(c -> c.oauth().endpoints().get(endpoint), null, "https://x/y?z=1", URI.create("https://x/y?z=1"));
    }

    private static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<String> texts(List<PathPattern> patterns) {
        return patterns.stream().map(PathPattern::toString).toList();
    }

    private static JourneyConfig with(ConfigKey key, String value) {
        Map<String, String> properties = new HashMap<>(row(key).companions());
        properties.put(key.key(), value);
        return TestSettings.read(properties);
    }

    @ParameterizedTest
    @EnumSource(
            mode = EnumSource.Mode.EXCLUDE,
            names = {"TENANTS", "PATHS"})
    void whatIsNotSetHasItsDefault(ConfigKey key) {
        assertThat(row(key).read().apply(TestSettings.read(Map.of()))).isEqualTo(row(key).byDefault());
    }

    @ParameterizedTest
    @EnumSource(
            mode = EnumSource.Mode.EXCLUDE,
            names = {"TENANTS", "PATHS"})
    void whatIsSetHasItsEffect(ConfigKey key) {
        Row row = row(key);
        assertThat(row.read().apply(with(key, row.value()))).isEqualTo(row.effect());
        assertThat(row.read().apply(with(key, "  " + row.value() + "\t"))).isEqualTo(row.effect());
    }

    @ParameterizedTest
    @EnumSource(
            mode = EnumSource.Mode.EXCLUDE,
            names = {"TENANTS", "PATHS"})
    void theDefaultMayBeWrittenDownAndTheExampleIsAllowed(ConfigKey key) {
        Row row = row(key);
        if (key.defaultValue() != null) {
            assertThat(row.read().apply(with(key, key.defaultValue()))).isEqualTo(row.byDefault());
        }
        if (!FILES.contains(key)) {
            assertThat(row.read().apply(with(key, key.example()))).isNotNull();
        }
    }

    @Test
    void aFileThatIsNotThereIsAMistake() {
        String missing = ConfigKey.OAUTH_DECRYPTION_KEYS.example();
        assertThatThrownBy(() -> with(ConfigKey.OAUTH_DECRYPTION_KEYS, missing))
                .isInstanceOf(InvalidConfiguration.class)
                .hasMessageContaining("journey.oauth.decryption-keys is '" + missing + "', which can't be read");
    }

    @ParameterizedTest
    @EnumSource(
            value = ConfigKey.class,
            mode = EnumSource.Mode.EXCLUDE,
            names = {
                "TENANTS",
                "PATHS",
                "AM_URL",
                "APP_URL",
                "ROLES_SOURCE",
                "ROLES_NAME",
                "ROLES_USER_ATTRIBUTE",
                "ROLES_SESSION_PROPERTY",
                "ROLES_CLAIM",
                "OAUTH_AUDIENCE",
                "AM_AGENT_NAME",
                "AM_AGENT_PASSWORD",
                "AM_TRUST_STORE_PASSWORD",
                "AM_KEY_STORE",
                "AM_KEY_STORE_PASSWORD",
                "OAUTH_CLIENT_KEY",
                "OAUTH_CLIENT_KEY_ALGORITHM",
                "AM_SERVICE_ACCOUNT_ID",
                "AM_SERVICE_ACCOUNT_KEY"
            })
    void aBlankValueCountsAsNone(ConfigKey key) {
        assertThat(row(key).read().apply(with(key, " \t"))).isEqualTo(row(key).byDefault());
    }

    @ParameterizedTest
    @EnumSource
    void keysAndTextsAreWhatADocumentationNeeds(ConfigKey key) {
        assertThat(key.key()).matches("journey(\\.[a-z]+(-[a-z]+)*)+");
        assertThat(key.text()).endsWith(".").doesNotContain("|");
    }

    @Test
    void rolesComeFromAnAttributeAPropertyOrAClaim() {
        assertThat(with(ConfigKey.ROLES_SOURCE, "user-attribute").roles())
                .isEqualTo(new RoleSettings(RoleSettings.SessionSource.USER_ATTRIBUTE, "groups", ""));
        assertThat(with(ConfigKey.ROLES_SOURCE, "claim").roles())
                .isEqualTo(new RoleSettings(RoleSettings.SessionSource.NONE, "", "groups"));
        assertThat(with(ConfigKey.ROLES_SOURCE, "claim, session-property").roles())
                .isEqualTo(new RoleSettings(RoleSettings.SessionSource.SESSION_PROPERTY, "groups", "groups"));
    }

    @Test
    void theLoginPageStandsBelowThePublicUrl() {
        JourneyConfig config = with(ConfigKey.AM_PUBLIC_URL, "https://sso.example.com/am/");
        assertThat(config.login().page()).isEqualTo("https://sso.example.com/am/UI/Login");
        assertThat(config.am().url()).isEqualTo(URI.create(TestSettings.AM));
    }
}
