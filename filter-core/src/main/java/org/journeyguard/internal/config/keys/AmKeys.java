package org.journeyguard.internal.config.keys;

import java.time.Duration;
import java.util.List;
import java.util.Map;

/** Configuration keys for reaching and calling AM. */
public final class AmKeys {
    /** Server-to-server base URL of AM. */
    public static final Key<String> URL = Key.text("journey.am.url")
            .example("https://am.example.com/am")
            .says("Base URL of AM for calls from server to server.");

    /** Browser-facing base URL of AM. */
    public static final Key<String> PUBLIC_URL = Key.text("journey.am.public-url")
            .example("https://sso.example.com/am")
            .says("Base URL of AM that browsers are sent to. Default: journey.am.url.");

    /** Realm. */
    public static final Key<String> REALM = Key.text("journey.am.realm")
            .orElse("/")
            .example("/alpha")
            .says("The realm of the sessions that the application accepts, as AM path.");

    /** Cookie name. */
    public static final Key<String> COOKIE_NAME = Key.text("journey.am.cookie-name")
            .example("iPlanetDirectoryPro")
            .says("Name of AM's session cookie. Default: the name that AM returns (serverinfo).");

    /** Cookie of the load balancer. */
    public static final Key<String> LB_COOKIE = Key.text("journey.am.lb-cookie")
            .orElse("amlbcookie")
            .example("route")
            .says(
                    "Cookie of a request that is passed on with calls to AM about its session, so that AM's load balancer "
                            + "finds the session's server. none: no cookie.");

    /** Connect timeout. */
    public static final Key<Duration> CONNECT_TIMEOUT = Key.duration("journey.am.connect-timeout")
            .orElse("PT2S")
            .example("PT2S")
            .says("Timeout for opening a connection to AM.");

    /** Trusted CA certificates. */
    public static final Key<String> TRUST_STORE = Key.text("journey.am.trust-store")
            .example("/etc/app/am-ca.pem")
            .says("File with the trusted CA certificates for AM's TLS certificate: PEM, PKCS #12 or JKS. Default: the "
                    + "JVM's trust store.");

    /** Password of the trust store. */
    public static final Key<String> TRUST_STORE_PASSWORD =
            Key.text("journey.am.trust-store-password").example("changeit").says("The trust store's password.");

    /** Client certificate. */
    public static final Key<String> KEY_STORE = Key.text("journey.am.key-store")
            .example("/etc/app/client.p12")
            .says("File (PKCS #12 or JKS) with the client certificate and key for connections to AM (mTLS). A client "
                    + "without a secret also authenticates with it (RFC 8705).");

    /** Password of the key store. */
    public static final Key<String> KEY_STORE_PASSWORD =
            Key.text("journey.am.key-store-password").example("changeit").says("The key store's password.");

    /** Proxy. */
    public static final Key<String> PROXY = Key.text("journey.am.proxy")
            .example("http://proxy.example.com:3128")
            .says("HTTP proxy for calls to AM. Default: the JVM's proxy settings (https.proxyHost and so on).");

    /** Timeout of a call. */
    public static final Key<Duration> TIMEOUT = Key.duration("journey.am.timeout")
            .orElse("PT5S")
            .example("PT5S")
            .says("Timeout of a whole call to AM, from connecting to the last byte.");

    /** Concurrent calls. */
    public static final Key<Integer> MAX_CALLS = Key.number("journey.am.max-calls")
            .orElse("32")
            .example("32")
            .says("Maximum number of parallel validations of unknown sessions and tokens, whether they need "
                    + "AM, a signature or a store. Known ones have the same number of their own. A limited number "
                    + "of further requests wait up to one second; all others get a 503.");

    /** Calls per second. */
    public static final Key<Integer> MAX_CALLS_PER_SECOND = Key.number("journey.am.max-calls-per-second")
            .orElse("1000")
            .example("1000")
            .says("Maximum number of unknown sessions and tokens per second that are validated at AM. Further requests "
                    + "get a 503.");

    /** Agent's name. */
    public static final Key<String> AGENT_NAME = Key.text("journey.am.agent.name")
            .example("shop-agent")
            .says("An agent that receives notifications of ended sessions (journey.am.notifications) and evaluates "
                    + "policies (journey.policy), or an administrator who also lists and ends a user's sessions.");

    /** Agent's password. */
    public static final Key<String> AGENT_PASSWORD =
            Key.text("journey.am.agent.password").example("s3cret").says("The agent's password.");

    /** Service account. */
    public static final Key<String> SERVICE_ACCOUNT_ID = Key.text("journey.am.service-account.id")
            .example("449d7e27-7889-47af-a736-83b6bbf97ec5")
            .says("A service account of Advanced Identity Cloud with the scope fr:am:*, which lists and ends a user's "
                    + "sessions there and evaluates policies instead of journey.am.agent.name.");

    /** Private key of the service account. */
    public static final Key<String> SERVICE_ACCOUNT_KEY = Key.text("journey.am.service-account.key")
            .example("/run/secrets/service-account.jwk")
            .says("File with the service account's private key, as downloaded from Advanced Identity Cloud (JWK).");

    /** Token endpoint of the service account. */
    public static final Key<String> SERVICE_ACCOUNT_TOKEN_ENDPOINT = Key.text(
                    "journey.am.service-account.token-endpoint")
            .example("https://tenant.example.com/am/oauth2/access_token")
            .says("Token endpoint of the service account. Default: /oauth2/access_token below journey.am.url. If that "
                    + "is a custom domain, set the endpoint at the tenant's own host.");

    /** Notifications. */
    public static final Key<Boolean> NOTIFICATIONS = Key.choice(
                    "journey.am.notifications", Map.of("true", true, "false", false))
            .orElse("false")
            .example("true")
            .says("true: the agent receives AM's notifications, so that ended sessions and changed policies "
                    + "take effect in the application at once. false: they take effect within "
                    + "journey.session.cache-ttl and journey.policy.cache-ttl.");

    /** Whether to accept the transaction ids of clients. */
    public static final Key<Boolean> TRUST_TRANSACTION_ID = Key.choice(
                    "journey.am.trust-transaction-id", Map.of("true", true, "false", false))
            .orElse("false")
            .example("true")
            .says("true: the X-ForgeRock-TransactionId of an incoming request is passed on to AM, for applications "
                    + "behind a gateway that sets it. false: each request gets a new id.");

    static final List<Key<?>> ALL = List.of(
            URL,
            PUBLIC_URL,
            REALM,
            COOKIE_NAME,
            LB_COOKIE,
            CONNECT_TIMEOUT,
            TRUST_STORE,
            TRUST_STORE_PASSWORD,
            KEY_STORE,
            KEY_STORE_PASSWORD,
            PROXY,
            TIMEOUT,
            MAX_CALLS,
            MAX_CALLS_PER_SECOND,
            AGENT_NAME,
            AGENT_PASSWORD,
            SERVICE_ACCOUNT_ID,
            SERVICE_ACCOUNT_KEY,
            SERVICE_ACCOUNT_TOKEN_ENDPOINT,
            NOTIFICATIONS,
            TRUST_TRANSACTION_ID);

    private AmKeys() {}
}
