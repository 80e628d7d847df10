package org.journeyguard.config;

import org.jspecify.annotations.Nullable;

/** The one list of configuration keys. Durations are ISO-8601; lists are separated by commas, blanks around elements ignored. */
public enum ConfigKey {
    /** Server-to-server base URL of AM. */
    AM_URL("journey.am.url", null, "https://am.example.com/am", "Base URL of AM for calls from server to server."),
    /** Browser-facing base URL of AM. */
    AM_PUBLIC_URL(
            "journey.am.public-url",
            null,
            "https://sso.example.com/am",
            "Base URL of AM that browsers are sent to. Default: journey.am.url."),
    /** Realm. */
    AM_REALM("journey.am.realm", "/", "/alpha", "The realm of the sessions that the application accepts, as AM path."),
    /** Cookie name. */
    AM_COOKIE_NAME(
            "journey.am.cookie-name",
            null,
            "iPlanetDirectoryPro",
            "Name of AM's session cookie. Default: the name that AM returns (serverinfo)."),
    /** Connect timeout. */
    AM_CONNECT_TIMEOUT("journey.am.connect-timeout", "PT2S", "PT2S", "Timeout for opening a connection to AM."),
    /** Whom to trust. */
    AM_TRUST_STORE(
            "journey.am.trust-store",
            null,
            "/etc/app/am-ca.pem",
            "File with the trusted CA certificates for AM's TLS certificate: PEM, PKCS #12 or JKS. Default: the "
                    + "JVM's trust store."),
    /** Password of that. */
    AM_TRUST_STORE_PASSWORD("journey.am.trust-store-password", null, "changeit", "The trust store's password."),
    /** Client certificate. */
    AM_KEY_STORE(
            "journey.am.key-store",
            null,
            "/etc/app/client.p12",
            "File (PKCS #12 or JKS) with the client certificate and key for connections to AM (mTLS). A client "
                    + "without a secret also authenticates with it (RFC 8705)."),
    /** Password of that. */
    AM_KEY_STORE_PASSWORD("journey.am.key-store-password", null, "changeit", "The key store's password."),
    /** Proxy. */
    AM_PROXY(
            "journey.am.proxy",
            null,
            "http://proxy.example.com:3128",
            "HTTP proxy for calls to AM. Default: the JVM's proxy settings (https.proxyHost and so on)."),
    /** Deadline of a call. */
    AM_TIMEOUT(
            "journey.am.timeout", "PT5S", "PT5S", "Timeout of a whole call to AM, from connecting to the last byte."),
    /** Concurrent calls. */
    AM_MAX_CALLS(
            "journey.am.max-calls",
            "32",
            "32",
            "Maximum number of parallel validations of unknown sessions and tokens, whether they need AM, a "
                    + "signature or a store, and the same number for known ones. A limited number of further requests wait "
                    + "up to one second; all others get a 503."),
    /** Calls per second. */
    AM_MAX_CALLS_PER_SECOND(
            "journey.am.max-calls-per-second",
            "1000",
            "1000",
            "Maximum number of unknown sessions and tokens per second that are validated at AM. Further requests "
                    + "get a 503."),
    /** Agent's name. */
    AM_AGENT_NAME(
            "journey.am.agent.name",
            null,
            "shop-agent",
            "An agent that receives notifications of ended sessions (journey.am.notifications), or an "
                    + "administrator who lists and ends a user's sessions."),
    /** Agent's password. */
    AM_AGENT_PASSWORD("journey.am.agent.password", null, "s3cret", "The agent's password."),
    /** Service account. */
    AM_SERVICE_ACCOUNT_ID(
            "journey.am.service-account.id",
            null,
            "449d7e27-7889-47af-a736-83b6bbf97ec5",
            "A service account of Advanced Identity Cloud with the scope fr:am:*, which lists and ends a user's "
                    + "sessions there instead of journey.am.agent.name."),
    /** Private key of that. */
    AM_SERVICE_ACCOUNT_KEY(
            "journey.am.service-account.key",
            null,
            "/run/secrets/service-account.jwk",
            "File with the service account's private key, as downloaded from Advanced Identity Cloud (JWK)."),
    /** Where it gets its tokens. */
    AM_SERVICE_ACCOUNT_TOKEN_ENDPOINT(
            "journey.am.service-account.token-endpoint",
            null,
            "https://tenant.example.com/am/oauth2/access_token",
            "Token endpoint of the service account. Default: /oauth2/access_token below journey.am.url. If that "
                    + "is a custom domain, set the endpoint at the tenant's own host."),
    /** Notifications. */
    AM_NOTIFICATIONS(
            "journey.am.notifications",
            "false",
            "true",
            "true: the agent receives AM's notifications, and a session that ends at AM ends in the application "
                    + "at once. false: within journey.session.cache-ttl."),
    /** Transaction ids of others. */
    AM_TRUST_TRANSACTION_ID(
            "journey.am.trust-transaction-id",
            "false",
            "true",
            "true: the X-ForgeRock-TransactionId of an incoming request is passed on to AM, for applications "
                    + "behind a gateway that sets it. false: each request gets a new id."),
    /** Public URL of the application. */
    APP_URL(
            "journey.app.url",
            null,
            "https://app.example.com/shop",
            "Public URL of the application with its context path. Required unless journey.login is none."),
    /** Protected paths. */
    PATHS_PROTECTED(
            "journey.paths.protected",
            "/*",
            "/account/*, /api/*",
            "Paths that need a signed-in user. Every path that is not public is protected, whether it is listed "
                    + "or not. A pattern that a public one covers is reported at start."),
    /** Public paths. */
    PATHS_PUBLIC(
            "journey.paths.public",
            "",
            "/, /static/*, *.css, GET /api/news",
            "Public paths, which need no signed-in user: /x exact, /x/* prefix, *.css static files by their "
                    + "suffix, / the context root. A method can precede the pattern."),
    /** Paths that ask for a way to sign in. */
    PATHS_ACR(
            "journey.paths.acr",
            "",
            "/transfers/*=strong, POST /api/keys=strong",
            "Paths that require an authentication context class: pattern=acr. Every matching pattern applies. "
                    + "Such a path is never public."),
    /** What an acr is at AM. */
    ACR_SERVICES(
            "journey.acr.services",
            "",
            "strong=StrongJourney",
            "AM's chain or journey for an acr: acr=service. Default: the one with the same name."),
    /** How high an acr is. */
    ACR_LEVELS(
            "journey.acr.levels",
            "",
            "mfa=5, strong=10",
            "AM's authentication level for an acr: acr=level. A sign-in at this level or a higher one satisfies "
                    + "the acr. With journey.login=oidc, @RequiresAuthLevel needs this mapping."),
    /** Tenants. */
    TENANTS(
            "journey.tenants",
            "",
            "alpha, beta",
            "Names of tenants: parts of the application with their own AM, realm or client. The keys of a tenant "
                    + "are below journey.tenants.<name>. Keys that it does not set are taken from journey."),
    /** Paths of a tenant. */
    PATHS(
            "journey.paths",
            "",
            "/alpha/*, /alpha.html",
            "Only as journey.tenants.<name>.paths: the paths of the tenant. Its logout and redirect paths are "
                    + "below the first one."),
    /** Cache TTL. */
    SESSION_CACHE_TTL(
            "journey.session.cache-ttl",
            "PT1M",
            "PT1M",
            "How long a positive validation is cached: the longest time that a session ended at AM remains valid "
                    + "in the application."),
    /** Cache size. */
    SESSION_CACHE_SIZE("journey.session.cache-size", "100000", "100000", "Maximum number of cached sessions."),
    /** Idle time left that makes a session be renewed. */
    SESSION_THRESHOLD(
            "journey.session.threshold",
            "PT5M",
            "PT5M",
            "A session in use with less idle time left than this is extended at AM at once. Any other session in "
                    + "use is extended at most a minute after its last use, or after a quarter of its idle time if that is "
                    + "less."),
    /** Paths that are no use of a session. */
    SESSION_PASSIVE_PATHS(
            "journey.session.passive-paths",
            "",
            "/api/notifications, GET /api/status/*",
            "Paths whose requests do not extend a session, such as those that a page sends without the user."),
    /** How people sign in. */
    LOGIN(
            "journey.login",
            "am",
            "oidc",
            "am: users go to AM's login page and return with its cookie. oidc: users sign in with the "
                    + "authorization code flow, for an AM whose cookie does not reach the application. none: requests "
                    + "without a session or token get a 401."),
    /** Time to sign in. */
    LOGIN_TIMEOUT(
            "journey.login.timeout",
            "PT10M",
            "PT10M",
            "How long a sign-in with the authorization code flow can take, from the redirect to the return."),
    /** Cookie of the application's own session. */
    APP_SESSION_COOKIE(
            "journey.app-session.cookie",
            null,
            "shop-session",
            "Name of the application's own session cookie, for journey.login=oidc. Default on https: "
                    + "__Host-journey at the root, and __Host-journey-session- with six characters of its own for an "
                    + "application below. On plain http: journey-session. Other hosts of the domain can plant a cookie "
                    + "whose name does not begin with __Host-."),
    /** Longest life of the application's own session. */
    APP_SESSION_LIFETIME(
            "journey.app-session.lifetime", "PT8H", "PT8H", "Maximum lifetime of the application's own session."),
    /** Longest idle time of the application's own session. */
    APP_SESSION_IDLE_TIME(
            "journey.app-session.idle-time",
            "PT30M",
            "PT30M",
            "How long the application's own session lasts without use."),
    /** How many sessions of the application's own there are at most. */
    APP_SESSION_MAX_SESSIONS(
            "journey.app-session.max-sessions",
            "50000",
            "20000",
            "Maximum number of the application's own sessions on a node. Above that, users without a session get "
                    + "a 503 instead of signing in. No session ends to make room for another user's."),
    /** How many of them a user has at most. */
    APP_SESSION_MAX_SESSIONS_PER_USER(
            "journey.app-session.max-sessions-per-user",
            "100",
            "5",
            "Maximum number of the application's own sessions of one user. A further one ends the user's oldest."),
    /** Login page. */
    LOGIN_URL(
            "journey.login.url",
            null,
            "https://sso.example.com/am/UI/Login",
            "AM's login page. Realm and goto are added. Default: /UI/Login below journey.am.public-url."),
    /** Logout paths. */
    LOGOUT_PATHS("journey.logout.paths", "/logout", "/logout", "Paths that end the session."),
    /** Paths that end all sessions. */
    LOGOUT_EVERYWHERE_PATHS(
            "journey.logout.everywhere-paths",
            "",
            "/logout/everywhere",
            "Paths that end all of the user's sessions at AM."),
    /** Deadline of a logout. */
    LOGOUT_TIMEOUT(
            "journey.logout.timeout",
            "PT5S",
            "PT5S",
            "How long a logout waits for its remote steps. Steps that have not finished by then are repeated in "
                    + "the background."),
    /** Where AM sends after the end of the OIDC session. */
    LOGOUT_POST_LOGOUT_REDIRECT_URI(
            "journey.logout.post-logout-redirect-uri",
            null,
            "https://app.example.com/shop/",
            "The post_logout_redirect_uri that is sent when the OpenID Connect session ends. Register it with the "
                    + "client at AM."),
    /** Who else is told. */
    LOGOUT_NOTIFY(
            "journey.logout.notify",
            "",
            "https://audit.example.com/logouts",
            "URLs that receive a signed POST after each logout."),
    /** How that is signed. */
    LOGOUT_NOTIFY_SECRET(
            "journey.logout.notify-secret",
            null,
            "0123456789abcdef0123456789abcdef",
            "The secret, at least 32 characters, that signs the messages to journey.logout.notify (HMAC-SHA256)."),
    /** Back-channel logout. */
    LOGOUT_BACKCHANNEL_PATH(
            "journey.logout.backchannel-path",
            null,
            "/journey/backchannel-logout",
            "The path for AM's back-channel logout (OpenID Connect). Default: none."),
    /** Where to after logout. */
    LOGOUT_REDIRECT(
            "journey.logout.redirect",
            "/",
            "/goodbye",
            "Where a user goes after signing out: a path below the context, or an absolute URL."),
    /** Allowed goto values. */
    LOGOUT_ALLOWED_REDIRECTS(
            "journey.logout.allowed-redirects",
            "",
            "https://www.example.com/",
            "Absolute URLs that the goto parameter of a logout can name, compared exactly. Paths of this host are "
                    + "always allowed."),
    /** Where roles come from. */
    ROLES_SOURCE(
            "journey.roles.source",
            null,
            "user-attribute, claim",
            "user-attribute: an attribute of the user at AM; session-property: a property of the session that AM's whitelist "
                    + "shows; both for requests with AM's SSO cookie. claim: a claim of the access token, or of the ID token "
                    + "where journey.login is oidc. Each request uses the first that applies to it. Default: users have no roles."),
    /** Name for all sources. */
    ROLES_NAME(
            "journey.roles.name",
            null,
            "employeeType",
            "The attribute, property or claim that holds the roles. Choose one that users can't change themselves."),
    /** Name of the attribute. */
    ROLES_USER_ATTRIBUTE(
            "journey.roles.user-attribute",
            null,
            "employeeType",
            "The user attribute that holds the roles. Default: journey.roles.name."),
    /** Name of the property. */
    ROLES_SESSION_PROPERTY(
            "journey.roles.session-property",
            null,
            "groups",
            "The session property that holds the roles. Default: journey.roles.name."),
    /** Name of the claim. */
    ROLES_CLAIM("journey.roles.claim", null, "groups", "The claim that holds the roles. Default: journey.roles.name."),
    /** OAuth 2.0 client. */
    OAUTH_CLIENT_ID(
            "journey.oauth.client-id",
            null,
            "web-app",
            "The application's OAuth 2.0 client at AM. Without it (or journey.oauth.audience), bearer tokens are "
                    + "ignored and sessions have no tokens."),
    /** Secret of the client. */
    OAUTH_CLIENT_SECRET(
            "journey.oauth.client-secret", null, "s3cret", "The client's secret. Default: none, for public clients."),
    /** How the client authenticates. */
    OAUTH_CLIENT_AUTHENTICATION(
            "journey.oauth.client-authentication",
            "client_secret_basic",
            "client_secret_post",
            "How the client authenticates: client_secret_basic, client_secret_post, private_key_jwt (with "
                    + "journey.oauth.client-key), tls_client_auth or self_signed_tls_client_auth (with "
                    + "journey.am.key-store)."),
    /** Private key of the client. */
    OAUTH_CLIENT_KEY(
            "journey.oauth.client-key",
            null,
            "/run/secrets/client.jwk",
            "File with the private key, as JWK or JWK set, that signs the client's assertions (private_key_jwt, "
                    + "RFC 7523): RSA or EC, with a kid."),
    /** Algorithm of that. */
    OAUTH_CLIENT_KEY_ALGORITHM(
            "journey.oauth.client-key-algorithm",
            null,
            "PS256",
            "Signing algorithm of the client's assertions, as set for the client at AM. Default: the key's alg, "
                    + "otherwise RS256, or ES256, ES384 or ES512 by its curve."),
    /** Scope. */
    OAUTH_SCOPE(
            "journey.oauth.scope",
            "openid profile",
            "openid profile email",
            "The scope requested for a session's tokens, separated by spaces."),
    /** Further parameters of authorization requests. */
    OAUTH_AUTHORIZATION_PARAMETERS(
            "journey.oauth.authorization-parameters",
            "",
            "ui_locales=de en, audience=https://api.example.com",
            "Additional parameters of authorization requests: name=value. A comma or percent sign in a value is "
                    + "percent-encoded (%2C, %25)."),
    /** Redirect path. */
    OAUTH_REDIRECT_PATH(
            "journey.oauth.redirect-path",
            "/journey/callback",
            "/journey/callback",
            "The path of the client's redirect URI, below journey.app.url."),
    /** How bearer tokens are checked. */
    OAUTH_VALIDATION(
            "journey.oauth.validation",
            "auto",
            "introspect",
            "auto: JWTs whose signature AM's public keys verify are checked in the application, all other tokens "
                    + "by introspection. jwt: all tokens are checked in the application, and all others than such JWTs are "
                    + "refused. introspect: all tokens are introspected, so that revocations at AM take effect."),
    /** Issuer. */
    OAUTH_ISSUER(
            "journey.oauth.issuer",
            null,
            "https://am.example.com:443/am/oauth2/realms/root/realms/alpha",
            "The issuer of tokens, compared exactly. Default: the issuer in AM's discovery document."),
    /** Audience. */
    OAUTH_AUDIENCE(
            "journey.oauth.audience",
            null,
            "web-app, mobile-app",
            "Audiences of accepted bearer tokens: their aud contains one of these or, if introspection returns no "
                    + "audience, one of these is their client. Default: journey.oauth.client-id."),
    /** Algorithms. */
    OAUTH_ALGORITHMS(
            "journey.oauth.algorithms",
            "RS256, RS384, RS512, PS256, PS384, PS512, ES256, ES384, ES512, EdDSA",
            "RS256, ES256",
            "Accepted signature algorithms of JWTs. HS256 and the other HMAC algorithms, with the client's secret "
                    + "as key, are accepted only if listed here."),
    /** Clock skew. */
    OAUTH_CLOCK_SKEW(
            "journey.oauth.clock-skew",
            "PT30S",
            "PT5S",
            "Maximum difference between the clocks of AM and the application when the times in a JWT are checked. "
                    + "Can be zero."),
    /** Cache TTL. */
    OAUTH_CACHE_TTL(
            "journey.oauth.cache-ttl",
            "PT1M",
            "PT1M",
            "How long a valid bearer token and user information are cached."),
    /** Cache size. */
    OAUTH_CACHE_SIZE(
            "journey.oauth.cache-size",
            "100000",
            "100000",
            "Maximum number of cached bearer tokens and, with journey.login=am, of sessions with tokens. Above "
                    + "that, the least used tokens are revoked, and their sessions get new ones on demand."),
    /** Renewal threshold. */
    OAUTH_THRESHOLD(
            "journey.oauth.threshold",
            "PT30S",
            "PT30S",
            "How long before expiry a session's tokens are renewed. Tokens that live for less than three times "
                    + "this are renewed when a third of their life is left. Zero: only after expiry."),
    /** Consent. */
    OAUTH_CONSENT(
            "journey.oauth.consent",
            "explicit",
            "implied",
            "explicit: if AM asks the user for consent, a session gets no tokens. implied: the application "
                    + "consents for the user. Use it only for applications for which users would not be asked."),
    /** Where the user's name stands. */
    OAUTH_NAME_CLAIMS(
            "journey.oauth.name-claims",
            "subname, username, sub",
            "sub",
            "Claims of an access or ID token that can contain the user's name. The first one that the token has "
                    + "is used."),
    /** Form of introspection answers. */
    OAUTH_INTROSPECTION(
            "journey.oauth.introspection",
            "json",
            "jwt",
            "json: introspection responses are plain JSON. jwt: they are signed JWTs (RFC 9701). Set AM's client "
                    + "accordingly."),
    /** Keys that decrypt tokens. */
    OAUTH_DECRYPTION_KEYS(
            "journey.oauth.decryption-keys",
            null,
            "/etc/app/jwks.json",
            "File with a JWK set whose keys decrypt access tokens. Default: encrypted tokens are introspected."),
    /** Discovery document. */
    OAUTH_DISCOVERY_URL(
            "journey.oauth.discovery-url",
            null,
            "https://login.example.com/.well-known/openid-configuration",
            "URL of AM's discovery document. Default: below the realm's path, or at the root of the host of "
                    + "journey.am.url if that is a custom domain of Advanced Identity Cloud."),
    /** Authorization endpoint. */
    OAUTH_AUTHORIZATION_ENDPOINT(
            "journey.oauth.authorization-endpoint",
            null,
            "https://am.example.com/am/oauth2/authorize",
            "AM's authorization endpoint. Default: from discovery."),
    /** Token endpoint. */
    OAUTH_TOKEN_ENDPOINT(
            "journey.oauth.token-endpoint",
            null,
            "https://am.example.com/am/oauth2/access_token",
            "AM's token endpoint. Default: from discovery."),
    /** Pushed authorization requests. */
    OAUTH_PUSHED_AUTHORIZATION(
            "journey.oauth.pushed-authorization",
            "when-required",
            "always",
            "when-required: authorization requests are pushed to AM (RFC 9126) if its discovery document requires "
                    + "it. always: all of them are pushed."),
    /** PAR endpoint. */
    OAUTH_PUSHED_AUTHORIZATION_ENDPOINT(
            "journey.oauth.pushed-authorization-request-endpoint",
            null,
            "https://am.example.com/am/oauth2/par",
            "AM's endpoint for pushed authorization requests. Default: from discovery."),
    /** End of the OIDC session. */
    OAUTH_END_SESSION_ENDPOINT(
            "journey.oauth.end-session-endpoint",
            null,
            "https://am.example.com/am/oauth2/connect/endSession",
            "The endpoint that ends the OpenID Connect session. Default: ping_end_idp_session_endpoint or "
                    + "end_session_endpoint of discovery."),
    /** Introspection endpoint. */
    OAUTH_INTROSPECTION_ENDPOINT(
            "journey.oauth.introspection-endpoint",
            null,
            "https://am.example.com/am/oauth2/introspect",
            "AM's introspection endpoint. Default: from discovery, otherwise AM's usual path."),
    /** Revocation endpoint. */
    OAUTH_REVOCATION_ENDPOINT(
            "journey.oauth.revocation-endpoint",
            null,
            "https://am.example.com/am/oauth2/token/revoke",
            "AM's revocation endpoint. Default: from discovery, otherwise AM's usual path."),
    /** Userinfo endpoint. */
    OAUTH_USERINFO_ENDPOINT(
            "journey.oauth.userinfo-endpoint",
            null,
            "https://am.example.com/am/oauth2/userinfo",
            "AM's userinfo endpoint. Default: from discovery."),
    /** JWKS. */
    OAUTH_JWKS_URI(
            "journey.oauth.jwks-uri",
            null,
            "https://am.example.com/am/oauth2/connect/jwk_uri",
            "URL of AM's public keys. Default: from discovery."),
    /** Services that get tokens. */
    OUTGOING_TARGETS(
            "journey.outgoing.targets",
            "",
            "https://orders.example.com/api, https://billing.example.com",
            "Services that receive a user's access token: the beginnings of their URLs, with https except on "
                    + "loopback. No other service receives it."),
    /** Services that get tokens of their own. */
    OUTGOING_EXCHANGE(
            "journey.outgoing.exchange",
            "",
            "https://orders.example.com/api=orders",
            "The targets that receive a token of their own, which AM issues for the user's (RFC 8693): "
                    + "target=audience."),
    /** Origins beyond the own one. */
    CSRF_ALLOWED_ORIGINS(
            "journey.csrf.allowed-origins",
            "",
            "https://shop.example.com",
            "Other origins whose requests can change something with a user's cookie."),
    /** Languages. */
    LANGUAGES(
            "journey.languages",
            "en, de",
            "de, en",
            "Languages of pages and problem details. The first applies if none of them is accepted. en and de are "
                    + "included. The application adds other languages or texts (META-INF/journeyguard/words_fr.properties)."),
    /** Readiness. */
    HEALTH_AM(
            "journey.health.am",
            "data",
            "readiness",
            "How an AM outage affects the readiness check. data: it is reported, and the application stays ready. "
                    + "readiness: the application is not ready until AM has answered, and while the circuit breaker is "
                    + "open."),
    /** Refusals in the audit log. */
    AUDIT_REFUSALS_PER_MINUTE(
            "journey.audit.refusals-per-minute",
            "100",
            "1000",
            "How many refusals of one reason per minute have their own line in the audit log. The others are "
                    + "counted and summed up in one line."),
    /** Jakarta Security. */
    JAKARTA_SECURITY(
            "journey.jakarta-security",
            "false",
            "true",
            "true: the container itself knows the user (Jakarta Security), for enterprise beans, its "
                    + "SecurityContext and injected Principals. Not read from init-params.");

    private final String key;
    private final @Nullable String defaultValue;
    private final String example;
    private final String text;

    ConfigKey(String key, @Nullable String defaultValue, String example, String text) {
        this.key = key;
        this.defaultValue = defaultValue;
        this.example = example;
        this.text = text;
    }

    /** The key as written in a configuration. */
    public String key() {
        return key;
    }

    /** The default as it would be written; null for none. */
    public @Nullable String defaultValue() {
        return defaultValue;
    }

    /** A value that could stand there. */
    public String example() {
        return example;
    }

    /** What it means. */
    public String text() {
        return text;
    }
}
