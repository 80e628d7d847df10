package org.journeyguard.internal.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.nimbusds.jose.jwk.JWKSet;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Path;
import java.text.ParseException;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;
import org.journeyguard.fixtures.RegisteredEngine;
import org.journeyguard.fixtures.TestKeys;
import org.journeyguard.fixtures.TestSettings;
import org.journeyguard.fixtures.TestTls;
import org.journeyguard.internal.am.oauth.OAuthSettings.Endpoint;
import org.journeyguard.internal.am.session.AgentSettings;
import org.journeyguard.internal.am.session.ServiceAccountSettings;
import org.journeyguard.internal.config.keys.AmKeys;
import org.journeyguard.internal.config.keys.ApplicationKeys;
import org.journeyguard.internal.config.keys.ClientAuthenticationMethod;
import org.journeyguard.internal.config.keys.ClusterKeys;
import org.journeyguard.internal.config.keys.Key;
import org.journeyguard.internal.config.keys.Keys;
import org.journeyguard.internal.config.keys.LoginWay;
import org.journeyguard.internal.config.keys.OAuthKeys;
import org.journeyguard.internal.config.keys.PolicyKeys;
import org.journeyguard.internal.config.keys.RoleKeys;
import org.journeyguard.internal.config.keys.TokenValidation;
import org.journeyguard.internal.guard.settings.GuardSettings;
import org.journeyguard.internal.policy.AuthenticationRequirement;
import org.journeyguard.internal.policy.Target;
import org.journeyguard.internal.response.FilterResponses;
import org.journeyguard.internal.session.RoleSettings;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Each key: its default and its effect. */
class ConfigKeyTest {
    private static final Map<String, String> NO_COMPANIONS = Map.of();
    private static final Map<String, String> ROLES_OF_CLAIM =
            Map.of("journey.roles.source", "claim", "journey.roles.name", "groups");

    private static final Map<String, String> CLIENT = Map.of("journey.oauth.client-id", "shop");
    private static final Map<String, String> AGENT =
            Map.of("journey.am.agent.name", "listener", "journey.am.agent.password", "hidden");
    /** Their examples are files, or an engine that is not here. */
    private static final Set<Key<?>> ELSEWHERE = Set.of(
            ClusterKeys.ENGINE,
            AmKeys.SERVICE_ACCOUNT_KEY,
            OAuthKeys.CLIENT_KEY,
            OAuthKeys.DECRYPTION_KEYS,
            AmKeys.TRUST_STORE,
            AmKeys.KEY_STORE);
    /** Blank, they are missing or leave others without a companion. */
    private static final Set<Key<?>> WITH_COMPANIONS = Set.of(
            AmKeys.URL,
            ApplicationKeys.APP_URL,
            RoleKeys.SOURCE,
            RoleKeys.NAME,
            RoleKeys.USER_ATTRIBUTE,
            RoleKeys.SESSION_PROPERTY,
            RoleKeys.CLAIM,
            OAuthKeys.AUDIENCE,
            AmKeys.AGENT_NAME,
            AmKeys.AGENT_PASSWORD,
            AmKeys.TRUST_STORE_PASSWORD,
            AmKeys.KEY_STORE,
            AmKeys.KEY_STORE_PASSWORD,
            OAuthKeys.CLIENT_KEY,
            OAuthKeys.CLIENT_KEY_ALGORITHM,
            ClusterKeys.SECRET,
            PolicyKeys.POLICY,
            AmKeys.SERVICE_ACCOUNT_ID,
            AmKeys.SERVICE_ACCOUNT_KEY);

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
            Function<GuardSettings, @Nullable Object> read,
            @Nullable Object byDefault,
            String value,
            Object effect) {}

    private static Row row(
            Function<GuardSettings, @Nullable Object> read, @Nullable Object byDefault, String value, Object effect) {
        return new Row(NO_COMPANIONS, read, byDefault, value, effect);
    }

    static List<Key<?>> keys() {
        return Keys.all();
    }

    /** Those that are not only a tenant's, which TenantsReaderTest is about. */
    static Stream<Key<?>> keysOfAll() {
        return keys().stream().filter(key -> key != ApplicationKeys.TENANTS && key != ApplicationKeys.PATHS);
    }

    static Stream<Key<?>> keysWithoutCompanions() {
        return keysOfAll().filter(key -> !WITH_COMPANIONS.contains(key));
    }

    private static Row row(Key<?> key) {
        return switch (key.key()) {
            case "journey.am.url" ->
                row(c -> c.am().url(), URI.create(TestSettings.AM), "http://am:8080/", URI.create("http://am:8080"));
            case "journey.am.public-url" ->
                row(
                        c -> c.am().publicUrl(),
                        URI.create(TestSettings.AM),
                        "https://sso.example.com/am/",
                        URI.create("https://sso.example.com/am"));
            case "journey.am.realm" -> row(c -> c.am().realm(), "/", "/alpha/sub", "/alpha/sub");
            case "journey.am.cookie-name" -> row(c -> c.am().cookieName(), null, "__Host-sso", "__Host-sso");
            case "journey.am.connect-timeout" ->
                row(c -> c.am().connection().connectTimeout(), Duration.ofSeconds(2), "PT0.5S", Duration.ofMillis(500));
            case "journey.am.trust-store" -> row(c -> hasTls(c), false, CA.toString(), true);
            case "journey.am.trust-store-password" ->
                new Row(Map.of("journey.am.trust-store", CA.toString()), c -> hasTls(c), false, "changeit", true);
            case "journey.am.key-store" ->
                new Row(
                        Map.of("journey.am.key-store-password", "changeit"),
                        c -> hasTls(c),
                        false,
                        P12.toString(),
                        true);
            case "journey.am.key-store-password" ->
                new Row(Map.of("journey.am.key-store", P12.toString()), c -> hasTls(c), false, "changeit", true);
            case "journey.am.proxy" ->
                row(
                        c -> c.am().connection().proxy(),
                        null,
                        "http://proxy:3128",
                        InetSocketAddress.createUnresolved("proxy", 3128));
            case "journey.am.timeout" ->
                row(c -> c.am().timeout(), Duration.ofSeconds(5), "PT1M", Duration.ofMinutes(1));
            case "journey.am.max-calls" -> row(c -> c.am().maxCalls(), 32, "1", 1);
            case "journey.am.max-calls-per-second" -> row(c -> c.am().maxCallsPerSecond(), 1000, "5", 5);
            case "journey.am.agent.name" ->
                new Row(
                        Map.of("journey.am.agent.password", "hidden"),
                        c -> name(c.am().agent()),
                        null,
                        "listener",
                        "listener");
            case "journey.am.agent.password" ->
                new Row(
                        Map.of("journey.am.agent.name", "listener"),
                        c -> password(c.am().agent()),
                        null,
                        "hidden",
                        "hidden");
            case "journey.am.service-account.id" ->
                new Row(
                        Map.of("journey.am.service-account.key", CLIENT_KEY.toString()),
                        c -> String.valueOf(c.am().serviceAccount()),
                        "null",
                        "me",
                        "ServiceAccountSettings[id=me, key=AssertionKey(RS256, rsa/+=), tokenEndpoint=null]");
            case "journey.am.service-account.key" ->
                new Row(
                        Map.of("journey.am.service-account.id", "me"),
                        c -> String.valueOf(c.am().serviceAccount()),
                        "null",
                        CLIENT_KEY.toString(),
                        "ServiceAccountSettings[id=me, key=AssertionKey(RS256, rsa/+=), tokenEndpoint=null]");
            case "journey.am.service-account.token-endpoint" ->
                new Row(
                        Map.of(
                                "journey.am.service-account.id",
                                "me",
                                "journey.am.service-account.key",
                                CLIENT_KEY.toString()),
                        c -> Optional.ofNullable(c.am().serviceAccount())
                                .map(ServiceAccountSettings::tokenEndpoint)
                                .orElse(null),
                        null,
                        "https://x/y",
                        URI.create("https://x/y"));
            case "journey.am.notifications" -> new Row(AGENT, c -> c.am().notifications(), false, "true", true);
            case "journey.health.am" -> row(c -> c.app().isReadyWithoutAm(), true, "readiness", false);
            case "journey.audit.refusals-per-minute" -> row(c -> c.app().auditedRefusals(), 100, "1", 1);
            case "journey.am.trust-transaction-id" -> row(c -> c.am().trustsTransactionIds(), false, "true", true);
            case "journey.app.url" ->
                row(c -> c.app().url(), URI.create(TestSettings.APP), "http://x/", URI.create("http://x"));
            case "journey.app.redirect-hosts" ->
                row(c -> c.app().redirectHosts(), Set.of(), "Shop, www.x", Set.of("shop", "www.x"));
            case "journey.attributes" ->
                row(c -> c.attributes().profile(), List.of(), "mail, cn", List.of("mail", "cn"));
            case "journey.attributes.headers" ->
                row(c -> c.attributes().headers(), Map.of(), "X-M=mail", Map.of("X-M", "mail"));
            case "journey.am.lb-cookie" -> row(c -> c.am().lbCookie(), "amlbcookie", "route", "route");
            case "journey.paths.protected" -> row(c -> texts(c.paths().open()), List.of(), "/account/*", List.of());
            case "journey.paths.public" ->
                row(
                        c -> texts(c.paths().open()),
                        List.of(),
                        " / , /static/*,*.css ,, GET /news",
                        List.of("/", "/static/*", "*.css", "GET /news"));
            case "journey.tenants", "journey.paths" ->
                throw new IllegalArgumentException("TenantsReaderTest is about " + key);
            default -> throw new IllegalArgumentException("no row for " + key);
            case "journey.paths.acr" ->
                row(
                        c -> c.acr().demands("POST", "/keys", "/keys"),
                        List.of(),
                        "/transfers/*=strong, POST /keys = mfa",
                        List.of(AuthenticationRequirement.of(List.of("mfa"))));
            case "journey.acr.services" ->
                row(c -> c.acr().service(List.of("strong")), Optional.of("strong"), "strong=Mfa", Optional.of("Mfa"));
            case "journey.acr.levels" ->
                row(
                        c -> c.acr().acrValues(AuthenticationRequirement.of(7)),
                        List.of(),
                        "mfa=5, strong=10, other=7",
                        List.of("other", "strong"));
            case "journey.outgoing.targets" ->
                row(
                        c -> c.outgoing().targets(),
                        List.of(),
                        "https://orders.example.com/api/, http://localhost:8081",
                        List.of(
                                new Target(URI.create("https://orders.example.com/api"), null),
                                new Target(URI.create("http://localhost:8081"), null)));
            case "journey.outgoing.exchange" ->
                new Row(
                        Map.of(
                                "journey.oauth.client-id",
                                "shop",
                                "journey.outgoing.targets",
                                "https://orders.example.com/api"),
                        c -> c.outgoing().targets().stream()
                                .flatMap(target -> Stream.ofNullable(target.audience()))
                                .toList(),
                        List.of(),
                        "https://orders.example.com/api=orders",
                        List.of("orders"));
            case "journey.languages" ->
                row(
                        c -> FilterResponses.confirmLogout(
                                        "/", c.app().languages().wordsFor("fr"))
                                .headers()
                                .get("Content-Language"),
                        "en",
                        "de, en",
                        "de");
            case "journey.session.cache-ttl" ->
                row(c -> c.sessions().cacheTtl(), Duration.ofMinutes(1), "PT10S", Duration.ofSeconds(10));
            case "journey.session.cache-size" -> row(c -> c.sessions().cacheSize(), 100_000, "7", 7);
            case "journey.session.threshold" ->
                row(c -> c.sessions().threshold(), Duration.ofMinutes(5), "PT30S", Duration.ofSeconds(30));
            case "journey.session.passive-paths" ->
                row(
                        c -> texts(c.sessions().passivePaths()),
                        List.of(),
                        "/poll, GET /x/*",
                        List.of("/poll", "GET /x/*"));
            case "journey.login" -> new Row(CLIENT, c -> c.signIn().way(), LoginWay.AM, "none", LoginWay.NONE);
            case "journey.login.timeout" ->
                row(c -> c.signIn().timeout(), Duration.ofMinutes(10), "PT1M", Duration.ofMinutes(1));
            case "journey.login.keep-posts" -> row(c -> c.signIn().keepsPosts(), false, "true", true);
            case "journey.login.keep-posts.max-size" -> row(c -> c.signIn().keptPostSize(), 65_536, "9", 9);
            case "journey.login.keep-posts.max-posts" -> row(c -> c.signIn().keptPosts(), 200, "3", 3);
            case "journey.app-session.cookie" -> row(c -> c.appSessions().cookie(), null, "shop", "shop");
            case "journey.app-session.lifetime" ->
                row(c -> c.appSessions().lifetime(), Duration.ofHours(8), "PT1H", Duration.ofHours(1));
            case "journey.app-session.max-sessions" -> row(c -> c.appSessions().maxSessions(), 50_000, "20", 20);
            case "journey.app-session.max-sessions-per-user" ->
                row(c -> c.appSessions().maxSessionsPerUser(), 100, "5", 5);
            case "journey.app-session.idle-time" ->
                row(c -> c.appSessions().idleTime(), Duration.ofMinutes(30), "PT1M", Duration.ofMinutes(1));
            case "journey.login.url" ->
                row(
                        c -> c.signIn().page(),
                        TestSettings.AM + "/UI/Login",
                        "https://x/?service=a",
                        "https://x/?service=a");
            case "journey.sign-in.path" -> row(c -> c.signInPage().path(), "/journey/sign-in", "/in", "/in");
            case "journey.sign-in.journey" -> row(c -> c.signInPage().journey(), "", "Login", "Login");
            case "journey.sign-in.css" -> row(c -> c.signInPage().css(), null, "/css/a.css", "/css/a.css");
            case "journey.sign-in.max-pending" -> row(c -> c.signInPage().maxPending(), 5_000, "9", 9);
            case "journey.logout.paths" ->
                row(c -> texts(c.logout().paths()), List.of("/logout"), "/bye , /end/*", List.of("/bye", "/end/*"));
            case "journey.logout.everywhere-paths" ->
                row(c -> texts(c.logout().everywherePaths()), List.of(), "/all", List.of("/all"));
            case "journey.logout.timeout" ->
                row(c -> c.logout().timeout(), Duration.ofSeconds(5), "PT1S", Duration.ofSeconds(1));
            case "journey.logout.post-logout-redirect-uri" ->
                row(c -> c.logout().postLogoutRedirectUri(), null, "https://x/y", "https://x/y");
            case "journey.logout.notify" ->
                new Row(
                        Map.of("journey.logout.notify-secret", SECRET),
                        c -> c.webhooks().urls(),
                        List.of(),
                        "https://a/, https://b/",
                        List.of(URI.create("https://a/"), URI.create("https://b/")));
            case "journey.logout.notify-secret" -> row(c -> c.webhooks().secret(), "", SECRET, SECRET);
            case "journey.logout.backchannel-path" ->
                new Row(CLIENT, c -> c.logout().backChannelPath(), null, "/bcl", "/bcl");
            case "journey.logout.redirect" -> row(c -> c.logout().redirect(), "/", "/goodbye", "/goodbye");
            case "journey.logout.allowed-redirects" ->
                row(
                        c -> c.logout().allowedRedirects(),
                        Set.of(),
                        "https://a/, https://b/x?y=z",
                        Set.of("https://a/", "https://b/x?y=z"));
            case "journey.roles.source" ->
                new Row(
                        Map.of("journey.roles.name", "groups"),
                        c -> c.roles().ofSession(),
                        RoleSettings.SessionSource.NONE,
                        "session-property",
                        RoleSettings.SessionSource.SESSION_PROPERTY);
            case "journey.roles.name" ->
                new Row(ROLES_OF_CLAIM, c -> c.roles().claim(), "", "employeeType", "employeeType");
            case "journey.roles.user-attribute" ->
                new Row(
                        Map.of("journey.roles.source", "user-attribute", "journey.roles.name", "groups"),
                        c -> c.roles().name(),
                        "",
                        "employeeType",
                        "employeeType");
            case "journey.roles.session-property" ->
                new Row(
                        Map.of("journey.roles.source", "session-property", "journey.roles.name", "groups"),
                        c -> c.roles().name(),
                        "",
                        "shift",
                        "shift");
            case "journey.roles.claim" ->
                new Row(ROLES_OF_CLAIM, c -> c.roles().claim(), "", "employeeType", "employeeType");
            case "journey.oauth.client-id" -> row(c -> c.oauth().clientId(), null, "shop", "shop");
            case "journey.oauth.client-secret" ->
                new Row(CLIENT, c -> c.oauth().clientSecret(), null, "a b,c", "a b,c");
            case "journey.oauth.client-authentication" ->
                row(
                        c -> c.oauth().authentication(),
                        ClientAuthenticationMethod.BASIC,
                        "client_secret_post",
                        ClientAuthenticationMethod.POST);
            case "journey.oauth.client-key" ->
                new Row(
                        Map.of(
                                "journey.oauth.client-id",
                                "shop",
                                "journey.oauth.client-authentication",
                                "private_key_jwt"),
                        c -> String.valueOf(c.oauth().clientKey()),
                        "null",
                        CLIENT_KEY.toString(),
                        "AssertionKey(RS256, rsa/+=)");
            case "journey.oauth.client-key-algorithm" ->
                new Row(
                        Map.of(
                                "journey.oauth.client-id",
                                "shop",
                                "journey.oauth.client-authentication",
                                "private_key_jwt",
                                "journey.oauth.client-key",
                                CLIENT_KEY.toString()),
                        c -> String.valueOf(c.oauth().clientKey()),
                        "null",
                        "PS512",
                        "AssertionKey(PS512, rsa/+=)");
            case "journey.oauth.scope" ->
                row(c -> c.oauth().scope(), "openid profile", "openid  write", "openid write");
            case "journey.oauth.authorization-parameters" ->
                row(
                        c -> c.oauth().authorizationParameters(),
                        Map.of(),
                        "ui_locales=de en, claims={\"a\":1%2C\"b\":2}",
                        Map.of("ui_locales", "de en", "claims", "{\"a\":1,\"b\":2}"));
            case "journey.oauth.redirect-path" ->
                row(c -> c.signIn().redirectPath(), "/journey/callback", "/back", "/back");
            case "journey.oauth.validation" ->
                row(c -> c.bearer().validation(), TokenValidation.AUTO, "introspect", TokenValidation.INTROSPECT);
            case "journey.oauth.issuer" -> row(c -> c.oauth().issuer(), null, "https://x:443/", "https://x:443/");
            case "journey.oauth.audience" ->
                new Row(CLIENT, c -> c.bearer().audience(), Set.of(), "a, b", Set.of("a", "b"));
            case "journey.oauth.algorithms" ->
                row(
                        c -> c.jwt().algorithms(),
                        Set.of(
                                "RS256", "RS384", "RS512", "PS256", "PS384", "PS512", "ES256", "ES384", "ES512",
                                "EdDSA"),
                        "ES256,EdDSA",
                        Set.of("ES256", "EdDSA"));
            case "journey.oauth.clock-skew" ->
                row(c -> c.jwt().clockSkew(), Duration.ofSeconds(30), "PT0S", Duration.ZERO);
            case "journey.oauth.cache-ttl" ->
                row(c -> c.tokens().cacheTtl(), Duration.ofMinutes(1), "PT10S", Duration.ofSeconds(10));
            case "journey.oauth.cache-size" -> row(c -> c.tokens().cacheSize(), 100_000, "7", 7);
            case "journey.oauth.threshold" ->
                row(c -> c.tokens().threshold(), Duration.ofSeconds(30), "PT0S", Duration.ZERO);
            case "journey.oauth.consent" -> row(c -> c.tokens().consentImplied(), false, "implied", true);
            case "journey.oauth.name-claims" ->
                row(
                        c -> c.tokens().nameClaims(),
                        List.of("subname", "username", "sub"),
                        "mail, sub",
                        List.of("mail", "sub"));
            case "journey.oauth.introspection" -> row(c -> c.oauth().wantsSignedIntrospection(), false, "jwt", true);
            case "journey.oauth.decryption-keys" ->
                row(c -> c.jwt().decryptionKeys(), null, KEYS.toString(), keys(KEYS));
            case "journey.oauth.pushed-authorization" ->
                row(c -> c.oauth().pushesAuthorization(), false, "always", true);
            case "journey.oauth.pushed-authorization-request-endpoint" -> endpoint(Endpoint.PUSHED_AUTHORIZATION);
            case "journey.oauth.end-session-endpoint" -> endpoint(Endpoint.END_SESSION);
            case "journey.oauth.discovery-url" ->
                row(c -> c.oauth().discoveryUrl(), null, "https://x/y?z=1", URI.create("https://x/y?z=1"));
            case "journey.oauth.authorization-endpoint" -> endpoint(Endpoint.AUTHORIZATION);
            case "journey.oauth.token-endpoint" -> endpoint(Endpoint.TOKEN);
            case "journey.oauth.introspection-endpoint" -> endpoint(Endpoint.INTROSPECTION);
            case "journey.oauth.revocation-endpoint" -> endpoint(Endpoint.REVOCATION);
            case "journey.oauth.userinfo-endpoint" -> endpoint(Endpoint.USERINFO);
            case "journey.oauth.jwks-uri" -> endpoint(Endpoint.JWKS);
            case "journey.jakarta-security" -> row(c -> c.app().jakartaSecurity(), false, "true", true);
            case "journey.cluster" ->
                new Row(
                        Map.of("journey.cluster.secret", SECRET),
                        c -> c.cluster().engine().isPresent(),
                        false,
                        RegisteredEngine.NAME,
                        true);
            case "journey.cluster.secret" ->
                new Row(
                        Map.of("journey.cluster", RegisteredEngine.NAME),
                        c -> c.cluster().secrets().keys("any").size(),
                        0,
                        SECRET + ", " + SECRET,
                        2);
            case "journey.cluster.name" ->
                row(c -> space(c).equals(space(TestSettings.read(Map.of()))), true, "x", false);
            case "journey.policy" -> new Row(AGENT, c -> c.policies().isOn(), false, "am", true);
            case "journey.policy.set" ->
                row(c -> c.policies().policySet(), "iPlanetAMWebAgentService", "orders", "orders");
            case "journey.policy.paths" ->
                row(
                        c -> texts(c.policies().paths()),
                        List.of("/*"),
                        "/orders/*, POST /x",
                        List.of("/orders/*", "POST /x"));
            case "journey.policy.jwt" -> row(c -> c.policies().asksByJwt(), false, "true", true);
            case "journey.policy.query" ->
                row(c -> c.policies().query().addTo("x", "b=1&a=2&c=3"), "x", "a, b", "x?a=2&b=1");
            case "journey.policy.cache-ttl" ->
                row(c -> c.policies().cacheTtl(), Duration.ofMinutes(1), "PT10S", Duration.ofSeconds(10));
            case "journey.policy.cache-size" -> row(c -> c.policies().cacheSize(), 10_000, "7", 7);
            case "journey.policy.resource-url" ->
                row(c -> c.policies().resourceUrl(), URI.create(TestSettings.APP), "http://x/", URI.create("http://x"));
            case "journey.cluster.timeout" ->
                row(c -> c.cluster().timeout(), Duration.ofMillis(500), "PT2S", Duration.ofSeconds(2));
            case "journey.cluster.redis.url" -> engine("redis.url");
            case "journey.cluster.redis.user" -> engine("redis.user");
            case "journey.cluster.redis.password" -> engine("redis.password");
            case "journey.cluster.jcache.provider" -> engine("jcache.provider");
            case "journey.cluster.jcache.uri" -> engine("jcache.uri");
            case "journey.csrf.allowed-origins" ->
                row(
                        c -> c.paths().allowedOrigins(),
                        Set.of(),
                        "https://Shop.example.com, http://b:8080",
                        Set.of("https://shop.example.com", "http://b:8080"));
        };
    }

    private static Row engine(String property) {
        return row(c -> c.cluster().forEngine().property(property), Optional.empty(), "x", Optional.of("x"));
    }

    private static String space(GuardSettings config) {
        return config.cluster().forEngine().space();
    }

    private static boolean hasTls(GuardSettings config) {
        return config.am().connection().tls() != null;
    }

    private static @Nullable String name(@Nullable AgentSettings agent) {
        return agent == null ? null : agent.name();
    }

    private static @Nullable String password(@Nullable AgentSettings agent) {
        return agent == null ? null : agent.password();
    }

    private static Row endpoint(Endpoint endpoint) {
        return row(c -> c.oauth().endpoints().get(endpoint), null, "https://x/y?z=1", URI.create("https://x/y?z=1"));
    }

    private static JWKSet keys(Path file) {
        try {
            return JWKSet.load(file.toFile());
        } catch (IOException | ParseException e) {
            throw new IllegalStateException(e);
        }
    }

    private static List<String> texts(List<?> patterns) {
        return patterns.stream().map(Object::toString).toList();
    }

    private static GuardSettings with(Key<?> key, String value) {
        Map<String, String> properties = new HashMap<>(row(key).companions());
        properties.put(key.key(), value);
        return TestSettings.read(properties);
    }

    @ParameterizedTest
    @MethodSource("keysOfAll")
    void unsetKeyHasItsDefault(Key<?> key) {
        assertThat(row(key).read().apply(TestSettings.read(Map.of()))).isEqualTo(row(key).byDefault());
    }

    @ParameterizedTest
    @MethodSource("keysOfAll")
    void setKeyHasItsEffect(Key<?> key) {
        Row row = row(key);
        assertThat(row.read().apply(with(key, row.value()))).isEqualTo(row.effect());
        assertThat(row.read().apply(with(key, "  " + row.value() + "\t"))).isEqualTo(row.effect());
    }

    @ParameterizedTest
    @MethodSource("keysOfAll")
    void defaultAndExampleAreValidValues(Key<?> key) {
        Row row = row(key);
        if (key.defaultValue() != null) {
            assertThat(row.read().apply(with(key, key.defaultValue()))).isEqualTo(row.byDefault());
        }
        if (!ELSEWHERE.contains(key)) {
            assertThat(row.read().apply(with(key, key.example()))).isNotNull();
        }
    }

    @Test
    void missingFileIsReported() {
        String missing = OAuthKeys.DECRYPTION_KEYS.example();
        assertThatThrownBy(() -> with(OAuthKeys.DECRYPTION_KEYS, missing))
                .isInstanceOf(InvalidConfiguration.class)
                .hasMessageContaining("journey.oauth.decryption-keys is '" + missing + "', which can't be read");
    }

    @ParameterizedTest
    @MethodSource("keysWithoutCompanions")
    void blankValueCountsAsUnset(Key<?> key) {
        assertThat(row(key).read().apply(with(key, " \t"))).isEqualTo(row(key).byDefault());
    }

    @ParameterizedTest
    @MethodSource("keys")
    void keyAndTextAreWellFormed(Key<?> key) {
        assertThat(key.key()).matches("journey(\\.[a-z]+(-[a-z]+)*)+");
        assertThat(key.text()).endsWith(".").doesNotContain("|");
    }

    @Test
    void roleSourceSelectsAttributePropertyOrClaim() {
        assertThat(with(RoleKeys.SOURCE, "user-attribute").roles())
                .isEqualTo(new RoleSettings(RoleSettings.SessionSource.USER_ATTRIBUTE, "groups", ""));
        assertThat(with(RoleKeys.SOURCE, "claim").roles())
                .isEqualTo(new RoleSettings(RoleSettings.SessionSource.NONE, "", "groups"));
        assertThat(with(RoleKeys.SOURCE, "claim, session-property").roles())
                .isEqualTo(new RoleSettings(RoleSettings.SessionSource.SESSION_PROPERTY, "groups", "groups"));
    }

    @Test
    void loginPageIsBelowThePublicUrl() {
        GuardSettings config = with(AmKeys.PUBLIC_URL, "https://sso.example.com/am/");
        assertThat(config.signIn().page()).isEqualTo("https://sso.example.com/am/UI/Login");
        assertThat(config.am().url()).isEqualTo(URI.create(TestSettings.AM));
    }
}
