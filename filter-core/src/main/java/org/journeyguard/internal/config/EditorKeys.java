package org.journeyguard.internal.config;

import java.time.Duration;
import javax.annotation.processing.Generated;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jspecify.annotations.NullUnmarked;

/** Declares the keys for the completion of editors with LSP4MP. {@code ConfigMetadataTest} writes it; do not edit. */
@Generated("org.journeyguard.internal.config.ConfigMetadataTest")
@NullUnmarked
final class EditorKeys {
    @ConfigProperty(name = "journey.am.url")
    String amUrl;

    @ConfigProperty(name = "journey.am.public-url")
    String amPublicUrl;

    @ConfigProperty(name = "journey.am.realm", defaultValue = "/")
    String amRealm;

    @ConfigProperty(name = "journey.am.cookie-name")
    String amCookieName;

    @ConfigProperty(name = "journey.am.lb-cookie", defaultValue = "amlbcookie")
    String amLbCookie;

    @ConfigProperty(name = "journey.am.connect-timeout", defaultValue = "PT2S")
    Duration amConnectTimeout;

    @ConfigProperty(name = "journey.am.trust-store")
    String amTrustStore;

    @ConfigProperty(name = "journey.am.trust-store-password")
    String amTrustStorePassword;

    @ConfigProperty(name = "journey.am.key-store")
    String amKeyStore;

    @ConfigProperty(name = "journey.am.key-store-password")
    String amKeyStorePassword;

    @ConfigProperty(name = "journey.am.proxy")
    String amProxy;

    @ConfigProperty(name = "journey.am.timeout", defaultValue = "PT5S")
    Duration amTimeout;

    @ConfigProperty(name = "journey.am.max-calls", defaultValue = "32")
    Integer amMaxCalls;

    @ConfigProperty(name = "journey.am.max-calls-per-second", defaultValue = "1000")
    Integer amMaxCallsPerSecond;

    @ConfigProperty(name = "journey.am.agent.name")
    String amAgentName;

    @ConfigProperty(name = "journey.am.agent.password")
    String amAgentPassword;

    @ConfigProperty(name = "journey.am.service-account.id")
    String amServiceAccountId;

    @ConfigProperty(name = "journey.am.service-account.key")
    String amServiceAccountKey;

    @ConfigProperty(name = "journey.am.service-account.token-endpoint")
    String amServiceAccountTokenEndpoint;

    @ConfigProperty(name = "journey.am.notifications", defaultValue = "false")
    Boolean amNotifications;

    @ConfigProperty(name = "journey.am.trust-transaction-id", defaultValue = "false")
    Boolean amTrustTransactionId;

    @ConfigProperty(name = "journey.app.url")
    String appUrl;

    @ConfigProperty(name = "journey.app.redirect-hosts")
    String appRedirectHosts;

    @ConfigProperty(name = "journey.tenants")
    String tenants;

    @ConfigProperty(name = "journey.paths")
    String paths;

    @ConfigProperty(name = "journey.languages", defaultValue = "en, de")
    String languages;

    @ConfigProperty(name = "journey.health.am", defaultValue = "data")
    String healthAm;

    @ConfigProperty(name = "journey.audit.refusals-per-minute", defaultValue = "100")
    Integer auditRefusalsPerMinute;

    @ConfigProperty(name = "journey.jakarta-security", defaultValue = "false")
    Boolean jakartaSecurity;

    @ConfigProperty(name = "journey.paths.protected", defaultValue = "/*")
    String pathsProtected;

    @ConfigProperty(name = "journey.paths.public")
    String pathsPublic;

    @ConfigProperty(name = "journey.paths.acr")
    String pathsAcr;

    @ConfigProperty(name = "journey.acr.services")
    String acrServices;

    @ConfigProperty(name = "journey.acr.levels")
    String acrLevels;

    @ConfigProperty(name = "journey.csrf.allowed-origins")
    String csrfAllowedOrigins;

    @ConfigProperty(name = "journey.policy", defaultValue = "none")
    String policy;

    @ConfigProperty(name = "journey.policy.set", defaultValue = "iPlanetAMWebAgentService")
    String policySet;

    @ConfigProperty(name = "journey.policy.paths", defaultValue = "/*")
    String policyPaths;

    @ConfigProperty(name = "journey.policy.jwt", defaultValue = "false")
    Boolean policyJwt;

    @ConfigProperty(name = "journey.policy.query", defaultValue = "ignore")
    String policyQuery;

    @ConfigProperty(name = "journey.policy.cache-ttl", defaultValue = "PT1M")
    Duration policyCacheTtl;

    @ConfigProperty(name = "journey.policy.cache-size", defaultValue = "10000")
    Integer policyCacheSize;

    @ConfigProperty(name = "journey.policy.resource-url")
    String policyResourceUrl;

    @ConfigProperty(name = "journey.session.cache-ttl", defaultValue = "PT1M")
    Duration sessionCacheTtl;

    @ConfigProperty(name = "journey.session.cache-size", defaultValue = "100000")
    Integer sessionCacheSize;

    @ConfigProperty(name = "journey.session.threshold", defaultValue = "PT5M")
    Duration sessionThreshold;

    @ConfigProperty(name = "journey.session.passive-paths")
    String sessionPassivePaths;

    @ConfigProperty(name = "journey.login", defaultValue = "am")
    String login;

    @ConfigProperty(name = "journey.login.timeout", defaultValue = "PT10M")
    Duration loginTimeout;

    @ConfigProperty(name = "journey.login.url")
    String loginUrl;

    @ConfigProperty(name = "journey.login.keep-posts", defaultValue = "false")
    Boolean loginKeepPosts;

    @ConfigProperty(name = "journey.login.keep-posts.max-size", defaultValue = "65536")
    Integer loginKeepPostsMaxSize;

    @ConfigProperty(name = "journey.login.keep-posts.max-posts", defaultValue = "200")
    Integer loginKeepPostsMaxPosts;

    @ConfigProperty(name = "journey.sign-in.path", defaultValue = "/journey/sign-in")
    String signInPath;

    @ConfigProperty(name = "journey.sign-in.journey")
    String signInJourney;

    @ConfigProperty(name = "journey.sign-in.css")
    String signInCss;

    @ConfigProperty(name = "journey.sign-in.max-pending", defaultValue = "5000")
    Integer signInMaxPending;

    @ConfigProperty(name = "journey.app-session.cookie")
    String appSessionCookie;

    @ConfigProperty(name = "journey.app-session.lifetime", defaultValue = "PT8H")
    Duration appSessionLifetime;

    @ConfigProperty(name = "journey.app-session.idle-time", defaultValue = "PT30M")
    Duration appSessionIdleTime;

    @ConfigProperty(name = "journey.app-session.max-sessions", defaultValue = "50000")
    Integer appSessionMaxSessions;

    @ConfigProperty(name = "journey.app-session.max-sessions-per-user", defaultValue = "100")
    Integer appSessionMaxSessionsPerUser;

    @ConfigProperty(name = "journey.logout.paths", defaultValue = "/logout")
    String logoutPaths;

    @ConfigProperty(name = "journey.logout.everywhere-paths")
    String logoutEverywherePaths;

    @ConfigProperty(name = "journey.logout.timeout", defaultValue = "PT5S")
    Duration logoutTimeout;

    @ConfigProperty(name = "journey.logout.post-logout-redirect-uri")
    String logoutPostLogoutRedirectUri;

    @ConfigProperty(name = "journey.logout.notify")
    String logoutNotify;

    @ConfigProperty(name = "journey.logout.notify-secret")
    String logoutNotifySecret;

    @ConfigProperty(name = "journey.logout.backchannel-path")
    String logoutBackchannelPath;

    @ConfigProperty(name = "journey.logout.redirect", defaultValue = "/")
    String logoutRedirect;

    @ConfigProperty(name = "journey.logout.allowed-redirects")
    String logoutAllowedRedirects;

    @ConfigProperty(name = "journey.roles.source")
    String rolesSource;

    @ConfigProperty(name = "journey.roles.name")
    String rolesName;

    @ConfigProperty(name = "journey.roles.user-attribute")
    String rolesUserAttribute;

    @ConfigProperty(name = "journey.roles.session-property")
    String rolesSessionProperty;

    @ConfigProperty(name = "journey.roles.claim")
    String rolesClaim;

    @ConfigProperty(name = "journey.attributes")
    String attributes;

    @ConfigProperty(name = "journey.attributes.headers")
    String attributesHeaders;

    @ConfigProperty(name = "journey.oauth.client-id")
    String oauthClientId;

    @ConfigProperty(name = "journey.oauth.client-secret")
    String oauthClientSecret;

    @ConfigProperty(name = "journey.oauth.client-authentication", defaultValue = "client_secret_basic")
    String oauthClientAuthentication;

    @ConfigProperty(name = "journey.oauth.client-key")
    String oauthClientKey;

    @ConfigProperty(name = "journey.oauth.client-key-algorithm")
    String oauthClientKeyAlgorithm;

    @ConfigProperty(name = "journey.oauth.scope", defaultValue = "openid profile")
    String oauthScope;

    @ConfigProperty(name = "journey.oauth.authorization-parameters")
    String oauthAuthorizationParameters;

    @ConfigProperty(name = "journey.oauth.redirect-path", defaultValue = "/journey/callback")
    String oauthRedirectPath;

    @ConfigProperty(name = "journey.oauth.validation", defaultValue = "auto")
    String oauthValidation;

    @ConfigProperty(name = "journey.oauth.issuer")
    String oauthIssuer;

    @ConfigProperty(name = "journey.oauth.audience")
    String oauthAudience;

    @ConfigProperty(
            name = "journey.oauth.algorithms",
            defaultValue = "RS256, RS384, RS512, PS256, PS384, PS512, ES256, ES384, ES512, EdDSA")
    String oauthAlgorithms;

    @ConfigProperty(name = "journey.oauth.clock-skew", defaultValue = "PT30S")
    Duration oauthClockSkew;

    @ConfigProperty(name = "journey.oauth.cache-ttl", defaultValue = "PT1M")
    Duration oauthCacheTtl;

    @ConfigProperty(name = "journey.oauth.cache-size", defaultValue = "100000")
    Integer oauthCacheSize;

    @ConfigProperty(name = "journey.oauth.threshold", defaultValue = "PT30S")
    Duration oauthThreshold;

    @ConfigProperty(name = "journey.oauth.consent", defaultValue = "explicit")
    String oauthConsent;

    @ConfigProperty(name = "journey.oauth.name-claims", defaultValue = "subname, username, sub")
    String oauthNameClaims;

    @ConfigProperty(name = "journey.oauth.introspection", defaultValue = "json")
    String oauthIntrospection;

    @ConfigProperty(name = "journey.oauth.decryption-keys")
    String oauthDecryptionKeys;

    @ConfigProperty(name = "journey.oauth.pushed-authorization", defaultValue = "when-required")
    String oauthPushedAuthorization;

    @ConfigProperty(name = "journey.oauth.discovery-url")
    String oauthDiscoveryUrl;

    @ConfigProperty(name = "journey.oauth.authorization-endpoint")
    String oauthAuthorizationEndpoint;

    @ConfigProperty(name = "journey.oauth.token-endpoint")
    String oauthTokenEndpoint;

    @ConfigProperty(name = "journey.oauth.pushed-authorization-request-endpoint")
    String oauthPushedAuthorizationRequestEndpoint;

    @ConfigProperty(name = "journey.oauth.end-session-endpoint")
    String oauthEndSessionEndpoint;

    @ConfigProperty(name = "journey.oauth.introspection-endpoint")
    String oauthIntrospectionEndpoint;

    @ConfigProperty(name = "journey.oauth.revocation-endpoint")
    String oauthRevocationEndpoint;

    @ConfigProperty(name = "journey.oauth.userinfo-endpoint")
    String oauthUserinfoEndpoint;

    @ConfigProperty(name = "journey.oauth.jwks-uri")
    String oauthJwksUri;

    @ConfigProperty(name = "journey.outgoing.targets")
    String outgoingTargets;

    @ConfigProperty(name = "journey.outgoing.exchange")
    String outgoingExchange;

    @ConfigProperty(name = "journey.cluster", defaultValue = "none")
    String cluster;

    @ConfigProperty(name = "journey.cluster.secret")
    String clusterSecret;

    @ConfigProperty(name = "journey.cluster.name")
    String clusterName;

    @ConfigProperty(name = "journey.cluster.timeout", defaultValue = "PT0.5S")
    Duration clusterTimeout;

    @ConfigProperty(name = "journey.cluster.redis.url")
    String clusterRedisUrl;

    @ConfigProperty(name = "journey.cluster.redis.user")
    String clusterRedisUser;

    @ConfigProperty(name = "journey.cluster.redis.password")
    String clusterRedisPassword;

    @ConfigProperty(name = "journey.cluster.jcache.provider")
    String clusterJcacheProvider;

    @ConfigProperty(name = "journey.cluster.jcache.uri")
    String clusterJcacheUri;

    private EditorKeys() {}
}
