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
    AM_REALM("journey.am.realm", "/", "/alpha", "The realm whose sessions count, as AM path."),
    /** Cookie name. */
    AM_COOKIE_NAME(
            "journey.am.cookie-name",
            null,
            "iPlanetDirectoryPro",
            "Name of AM's session cookie. Default: asked at AM (serverinfo)."),
    /** Connect timeout. */
    AM_CONNECT_TIMEOUT("journey.am.connect-timeout", "PT2S", "PT2S", "How long a connection to AM may take to open."),
    /** Whom to trust. */
    AM_TRUST_STORE(
            "journey.am.trust-store",
            null,
            "/etc/app/am-ca.pem",
            "A file with the certificates that AM's has to come from: PEM, PKCS #12 or JKS. Default: whom the JVM trusts."),
    /** Password of that. */
    AM_TRUST_STORE_PASSWORD("journey.am.trust-store-password", null, "changeit", "The trust store's password."),
    /** Client certificate. */
    AM_KEY_STORE(
            "journey.am.key-store",
            null,
            "/etc/app/client.p12",
            "A file (PKCS #12 or JKS) with the certificate and key that are shown to AM (mTLS), and with which a client without a "
                    + "secret authenticates (RFC 8705)."),
    /** Password of that. */
    AM_KEY_STORE_PASSWORD("journey.am.key-store-password", null, "changeit", "The key store's password."),
    /** Proxy. */
    AM_PROXY(
            "journey.am.proxy",
            null,
            "http://proxy.example.com:3128",
            "The HTTP proxy by which AM is reached. Default: as the JVM is set to (https.proxyHost and its kin)."),
    /** Deadline of a call. */
    AM_TIMEOUT(
            "journey.am.timeout",
            "PT5S",
            "PT5S",
            "Deadline of a whole question to AM, from connecting to the last byte."),
    /** Concurrent calls. */
    AM_MAX_CALLS(
            "journey.am.max-calls",
            "32",
            "32",
            "How many unknown sessions and tokens may be validated at once, whether that takes AM, a signature or a store, and as many "
                    + "known ones again. What comes above waits for a second, unless many wait already, and then is a 503."),
    /** Calls per second. */
    AM_MAX_CALLS_PER_SECOND(
            "journey.am.max-calls-per-second",
            "1000",
            "1000",
            "How many unknown sessions and tokens AM is asked about per second. What comes above is a 503."),
    /** Agent's name. */
    AM_AGENT_NAME(
            "journey.am.agent.name",
            null,
            "shop-agent",
            "An agent, which may hear of the sessions of others (journey.am.notifications), or an administrator, who may list and end "
                    + "them."),
    /** Agent's password. */
    AM_AGENT_PASSWORD("journey.am.agent.password", null, "s3cret", "The agent's password."),
    /** Service account. */
    AM_SERVICE_ACCOUNT_ID(
            "journey.am.service-account.id",
            null,
            "449d7e27-7889-47af-a736-83b6bbf97ec5",
            "A service account of Advanced Identity Cloud with the scope fr:am:*, which lists and ends the sessions of others there, in "
                    + "the place of journey.am.agent.name."),
    /** Private key of that. */
    AM_SERVICE_ACCOUNT_KEY(
            "journey.am.service-account.key",
            null,
            "/run/secrets/service-account.jwk",
            "A file with the service account's private key, as it was downloaded from Advanced Identity Cloud (JWK)."),
    /** Where it gets its tokens. */
    AM_SERVICE_ACCOUNT_TOKEN_ENDPOINT(
            "journey.am.service-account.token-endpoint",
            null,
            "https://tenant.example.com/am/oauth2/access_token",
            "Where the service account gets its tokens. Default: /oauth2/access_token below journey.am.url; where that is a custom "
                    + "domain, name the one at the tenant's own host."),
    /** Notifications. */
    AM_NOTIFICATIONS(
            "journey.am.notifications",
            "false",
            "true",
            "true: the agent listens to AM, and a session that ends there ends here at once. Otherwise within "
                    + "journey.session.cache-ttl."),
    /** Transaction ids of others. */
    AM_TRUST_TRANSACTION_ID(
            "journey.am.trust-transaction-id",
            "false",
            "true",
            "true: the X-ForgeRock-TransactionId that a request brings is passed on to AM, for applications behind a gateway that "
                    + "sets it. Otherwise each request gets one here."),
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
            "Paths for signed-in users. Whatever is not public is protected, listed or not; a pattern here that a public one "
                    + "covers is reported at start."),
    /** Public paths. */
    PATHS_PUBLIC(
            "journey.paths.public",
            "",
            "/, /static/*, *.css, GET /api/news",
            "Paths for everybody: /x exact, /x/* prefix, *.css static files by their suffix, / the context root; a method may stand "
                    + "before."),
    /** Paths that ask for a way to sign in. */
    PATHS_ACR(
            "journey.paths.acr",
            "",
            "/transfers/*=strong, POST /api/keys=strong",
            "Paths for users who have signed in in a certain way: pattern=acr. Each that matches is asked for; such a path is never "
                    + "public."),
    /** What an acr is at AM. */
    ACR_SERVICES(
            "journey.acr.services",
            "",
            "strong=StrongJourney",
            "AM's chain or journey that an acr stands for: acr=service. Default: the one of the same name."),
    /** How high an acr is. */
    ACR_LEVELS(
            "journey.acr.levels",
            "",
            "mfa=5, strong=10",
            "AM's authentication level that an acr stands for: acr=level. Whoever has signed in at this level or a higher one meets "
                    + "it. With journey.login=oidc, levels (@RequiresAuthLevel) can be asked for only with these."),
    /** Tenants. */
    TENANTS(
            "journey.tenants",
            "",
            "alpha, beta",
            "Names of tenants: parts of the application with an AM, realm or client of their own. Each has its keys below "
                    + "journey.tenants.<name>. and all others from here."),
    /** Paths of a tenant. */
    PATHS(
            "journey.paths",
            "",
            "/alpha/*, /alpha.html",
            "Only as journey.tenants.<name>.paths: the paths that are the tenant's. Its logout and redirect paths are below the first."),
    /** Cache TTL. */
    SESSION_CACHE_TTL(
            "journey.session.cache-ttl",
            "PT1M",
            "PT1M",
            "How long AM's yes is believed without asking again: the longest that a session ended at AM can live on here."),
    /** Cache size. */
    SESSION_CACHE_SIZE("journey.session.cache-size", "100000", "100000", "How many sessions are remembered."),
    /** Idle time left that makes a session be renewed. */
    SESSION_THRESHOLD(
            "journey.session.threshold",
            "PT5M",
            "PT5M",
            "A session in use whose idle time ends within this is renewed at AM at once; any other at most a minute after its "
                    + "last use, or after a quarter of its idle time where that is less."),
    /** Paths that are no use of a session. */
    SESSION_PASSIVE_PATHS(
            "journey.session.passive-paths",
            "",
            "/api/notifications, GET /api/status/*",
            "Paths that do not count as use of a session, such as what a page asks for by itself: they do not renew it."),
    /** How people sign in. */
    LOGIN(
            "journey.login",
            "am",
            "oidc",
            "am: people are sent to AM's login page and come back with its cookie. oidc: they sign in by the authorization code "
                    + "flow, for an AM whose cookie does not reach the application. none: everybody gets a 401."),
    /** Time to sign in. */
    LOGIN_TIMEOUT(
            "journey.login.timeout",
            "PT10M",
            "PT10M",
            "How long a sign-in by the authorization code flow may take, from leaving to coming back."),
    /** Cookie of the application's own session. */
    APP_SESSION_COOKIE(
            "journey.app-session.cookie",
            null,
            "shop-session",
            "Name of the application's own session cookie, for journey.login=oidc. Default by https: __Host-journey at the root, "
                    + "__Host-journey-session- and six characters of its own for an application below. By plain http: journey-session. "
                    + "Other hosts of the domain can plant one whose name does not begin with __Host-."),
    /** Longest life of the application's own session. */
    APP_SESSION_LIFETIME(
            "journey.app-session.lifetime",
            "PT8H",
            "PT8H",
            "How long the application's own session lasts in any case."),
    /** Longest idle time of the application's own session. */
    APP_SESSION_IDLE_TIME(
            "journey.app-session.idle-time", "PT30M", "PT30M", "How long the application's own session lasts unused."),
    /** How many sessions of the application's own there are at most. */
    APP_SESSION_MAX_SESSIONS(
            "journey.app-session.max-sessions",
            "50000",
            "20000",
            "How many sessions of the application's own a node begins at most. Where all are taken, whoever has none yet gets a 503 "
                    + "instead of signing in; no session ends for another user's."),
    /** How many of them a user has at most. */
    APP_SESSION_MAX_SESSIONS_PER_USER(
            "journey.app-session.max-sessions-per-user",
            "100",
            "5",
            "How many sessions of the application's own a user has at most. Where one more begins, the user's oldest ends."),
    /** Login page. */
    LOGIN_URL(
            "journey.login.url",
            null,
            "https://sso.example.com/am/UI/Login",
            "The login page; realm and goto are added. Default: /UI/Login below journey.am.public-url."),
    /** Logout paths. */
    LOGOUT_PATHS("journey.logout.paths", "/logout", "/logout", "Paths that end the session."),
    /** Paths that end all sessions. */
    LOGOUT_EVERYWHERE_PATHS(
            "journey.logout.everywhere-paths",
            "",
            "/logout/everywhere",
            "Paths that end all sessions of the user at AM."),
    /** Deadline of a logout. */
    LOGOUT_TIMEOUT(
            "journey.logout.timeout",
            "PT5S",
            "PT5S",
            "How long a logout waits for what has to end elsewhere; what has not ended by then is tried again in the background."),
    /** Where AM sends after the end of the OIDC session. */
    LOGOUT_POST_LOGOUT_REDIRECT_URI(
            "journey.logout.post-logout-redirect-uri",
            null,
            "https://app.example.com/shop/",
            "Sent along when the OpenID Connect session ends (post_logout_redirect_uri); has to be registered with the client."),
    /** Who else is told. */
    LOGOUT_NOTIFY(
            "journey.logout.notify",
            "",
            "https://audit.example.com/logouts",
            "URLs that are told of each logout by a signed POST."),
    /** How that is signed. */
    LOGOUT_NOTIFY_SECRET(
            "journey.logout.notify-secret",
            null,
            "0123456789abcdef0123456789abcdef",
            "The secret, 32 characters or more, that signs what journey.logout.notify is told (HMAC-SHA256)."),
    /** Back-channel logout. */
    LOGOUT_BACKCHANNEL_PATH(
            "journey.logout.backchannel-path",
            null,
            "/journey/backchannel-logout",
            "The path at which AM's back-channel logout (OpenID Connect) is received. Default: none."),
    /** Where to after logout. */
    LOGOUT_REDIRECT(
            "journey.logout.redirect",
            "/",
            "/goodbye",
            "Where a person goes after signing out: a path below the context, or an absolute URL."),
    /** Allowed goto values. */
    LOGOUT_ALLOWED_REDIRECTS(
            "journey.logout.allowed-redirects",
            "",
            "https://www.example.com/",
            "Absolute URLs that the goto parameter of a logout may name, compared exactly. Paths of this host are allowed."),
    /** Where roles come from. */
    ROLES_SOURCE(
            "journey.roles.source",
            null,
            "user-attribute",
            "user-attribute: an attribute of the user at AM. session-property: a property of the session that AM's whitelist "
                    + "shows. claim: a claim of the access token, or of the ID token where journey.login is oidc. Default: nobody has roles."),
    /** Which one. */
    ROLES_NAME(
            "journey.roles.name",
            null,
            "employeeType",
            "The attribute, property or claim that holds the roles. Choose one that users can't change themselves."),
    /** OAuth 2.0 client. */
    OAUTH_CLIENT_ID(
            "journey.oauth.client-id",
            null,
            "web-app",
            "The application's OAuth 2.0 client at AM. Without it (or journey.oauth.audience) bearer tokens are not looked at and "
                    + "sessions have no tokens."),
    /** Secret of the client. */
    OAUTH_CLIENT_SECRET(
            "journey.oauth.client-secret",
            null,
            "s3cret",
            "The client's secret. Default: none, as for public clients."),
    /** How the client authenticates. */
    OAUTH_CLIENT_AUTHENTICATION(
            "journey.oauth.client-authentication",
            "client_secret_basic",
            "client_secret_post",
            "How the client says who it is: client_secret_basic, client_secret_post, private_key_jwt (with journey.oauth.client-key), "
                    + "tls_client_auth or self_signed_tls_client_auth (with journey.am.key-store)."),
    /** Private key of the client. */
    OAUTH_CLIENT_KEY(
            "journey.oauth.client-key",
            null,
            "/run/secrets/client.jwk",
            "A file with the private key, as JWK or JWK set, that signs who the client is (private_key_jwt, RFC 7523): RSA or EC, with a kid."),
    /** Algorithm of that. */
    OAUTH_CLIENT_KEY_ALGORITHM(
            "journey.oauth.client-key-algorithm",
            null,
            "PS256",
            "The algorithm of these signatures, as AM's client is set to. Default: the key's alg, else RS256, or ES256, ES384 or ES512 by its curve."),
    /** Scope. */
    OAUTH_SCOPE(
            "journey.oauth.scope",
            "openid profile",
            "openid profile email",
            "What is asked for when a session gets its tokens, with blanks between."),
    /** Further parameters of authorization requests. */
    OAUTH_AUTHORIZATION_PARAMETERS(
            "journey.oauth.authorization-parameters",
            "",
            "ui_locales=de en, audience=https://api.example.com",
            "What else authorization requests ask AM for: name=value. A comma or percent sign in a value is percent-encoded (%2C, %25)."),
    /** Redirect path. */
    OAUTH_REDIRECT_PATH(
            "journey.oauth.redirect-path",
            "/journey/callback",
            "/journey/callback",
            "The client's redirect URI, below journey.app.url."),
    /** How bearer tokens are checked. */
    OAUTH_VALIDATION(
            "journey.oauth.validation",
            "auto",
            "introspect",
            "auto: JWTs that AM's public keys can prove are checked here, all other tokens are asked about. jwt: all are checked "
                    + "here, and what is no such JWT is refused. introspect: all are asked about, so that AM's revocations count."),
    /** Issuer. */
    OAUTH_ISSUER(
            "journey.oauth.issuer",
            null,
            "https://am.example.com:443/am/oauth2/realms/root/realms/alpha",
            "The issuer of tokens, compared exactly. Default: as AM's discovery states it."),
    /** Audience. */
    OAUTH_AUDIENCE(
            "journey.oauth.audience",
            null,
            "web-app, mobile-app",
            "Whom bearer tokens must be meant for: one of these is in their aud, or, where introspection tells none, is their "
                    + "client. Default: journey.oauth.client-id."),
    /** Algorithms. */
    OAUTH_ALGORITHMS(
            "journey.oauth.algorithms",
            "RS256, RS384, RS512, PS256, PS384, PS512, ES256, ES384, ES512, EdDSA",
            "RS256, ES256",
            "Signatures of JWTs that are accepted. HS256 and its kin, keyed with the client's secret, only if named here."),
    /** Clock skew. */
    OAUTH_CLOCK_SKEW(
            "journey.oauth.clock-skew",
            "PT30S",
            "PT5S",
            "How much AM's clock and this one may differ where a JWT's own times are checked. May be zero."),
    /** Cache TTL. */
    OAUTH_CACHE_TTL(
            "journey.oauth.cache-ttl",
            "PT1M",
            "PT1M",
            "How long a bearer token that was found good is believed without checking it again, and userinfo is remembered."),
    /** Cache size. */
    OAUTH_CACHE_SIZE(
            "journey.oauth.cache-size",
            "100000",
            "100000",
            "How many bearer tokens are remembered, and with journey.login=am how many sessions have tokens: above that the tokens used "
                    + "least are revoked, and their sessions get new ones when they want them."),
    /** Renewal threshold. */
    OAUTH_THRESHOLD(
            "journey.oauth.threshold",
            "PT30S",
            "PT30S",
            "How long before they expire a session's tokens are renewed; of tokens that live for less than three times that, when "
                    + "a third of their life is left. Zero: only after they have expired."),
    /** Consent. */
    OAUTH_CONSENT(
            "journey.oauth.consent",
            "explicit",
            "implied",
            "explicit: where AM asks the user for consent a session gets no tokens. implied: the application answers yes for the "
                    + "user, which is for applications that the user would not be asked about."),
    /** Where the user's name stands. */
    OAUTH_NAME_CLAIMS(
            "journey.oauth.name-claims",
            "subname, username, sub",
            "sub",
            "The claims of an access or ID token that may hold the user's name; the first that is there counts."),
    /** Form of introspection answers. */
    OAUTH_INTROSPECTION(
            "journey.oauth.introspection",
            "json",
            "jwt",
            "json: introspection is answered in plain JSON. jwt: by signed JWTs (RFC 9701), as AM's client must be set to."),
    /** Keys that decrypt tokens. */
    OAUTH_DECRYPTION_KEYS(
            "journey.oauth.decryption-keys",
            null,
            "/etc/app/jwks.json",
            "A file with a JWK set whose keys decrypt access tokens. Default: encrypted tokens are asked about."),
    /** Discovery document. */
    OAUTH_DISCOVERY_URL(
            "journey.oauth.discovery-url",
            null,
            "https://login.example.com/.well-known/openid-configuration",
            "Where AM's discovery document is. Default: below the realm's path, or at the root of the host of journey.am.url where that "
                    + "is a custom domain of Advanced Identity Cloud."),
    /** Authorization endpoint. */
    OAUTH_AUTHORIZATION_ENDPOINT(
            "journey.oauth.authorization-endpoint",
            null,
            "https://am.example.com/am/oauth2/authorize",
            "Where codes are asked for. Default: as discovery names it."),
    /** Token endpoint. */
    OAUTH_TOKEN_ENDPOINT(
            "journey.oauth.token-endpoint",
            null,
            "https://am.example.com/am/oauth2/access_token",
            "Where tokens are issued. Default: as discovery names it."),
    /** Pushed authorization requests. */
    OAUTH_PUSHED_AUTHORIZATION(
            "journey.oauth.pushed-authorization",
            "when-required",
            "always",
            "when-required: authorization requests are pushed to AM (RFC 9126) where its discovery demands it. always: all are."),
    /** PAR endpoint. */
    OAUTH_PUSHED_AUTHORIZATION_ENDPOINT(
            "journey.oauth.pushed-authorization-request-endpoint",
            null,
            "https://am.example.com/am/oauth2/par",
            "Where authorization requests are pushed to. Default: as discovery names it."),
    /** End of the OIDC session. */
    OAUTH_END_SESSION_ENDPOINT(
            "journey.oauth.end-session-endpoint",
            null,
            "https://am.example.com/am/oauth2/connect/endSession",
            "Where the OpenID Connect session ends. Default: ping_end_idp_session_endpoint or end_session_endpoint of discovery."),
    /** Introspection endpoint. */
    OAUTH_INTROSPECTION_ENDPOINT(
            "journey.oauth.introspection-endpoint",
            null,
            "https://am.example.com/am/oauth2/introspect",
            "Where tokens are asked about. Default: as discovery names it, or where AM has it."),
    /** Revocation endpoint. */
    OAUTH_REVOCATION_ENDPOINT(
            "journey.oauth.revocation-endpoint",
            null,
            "https://am.example.com/am/oauth2/token/revoke",
            "Where tokens are revoked. Default: as discovery names it, or where AM has it."),
    /** Userinfo endpoint. */
    OAUTH_USERINFO_ENDPOINT(
            "journey.oauth.userinfo-endpoint",
            null,
            "https://am.example.com/am/oauth2/userinfo",
            "Where users are asked about. Default: as discovery names it."),
    /** JWKS. */
    OAUTH_JWKS_URI(
            "journey.oauth.jwks-uri",
            null,
            "https://am.example.com/am/oauth2/connect/jwk_uri",
            "Where AM's public keys are. Default: as discovery names it."),
    /** Services that get tokens. */
    OUTGOING_TARGETS(
            "journey.outgoing.targets",
            "",
            "https://orders.example.com/api, https://billing.example.com",
            "Services that a user's access token may be sent to: URLs that calls begin with, by https but on loopback. Nothing else "
                    + "gets it."),
    /** Services that get tokens of their own. */
    OUTGOING_EXCHANGE(
            "journey.outgoing.exchange",
            "",
            "https://orders.example.com/api=orders",
            "Of those, the ones that get a token of their own, which AM gives for the user's (RFC 8693): target=audience."),
    /** Origins beyond the own one. */
    CSRF_ALLOWED_ORIGINS(
            "journey.csrf.allowed-origins",
            "",
            "https://shop.example.com",
            "Other origins that may change things with a user's cookie."),
    /** Languages. */
    LANGUAGES(
            "journey.languages",
            "en, de",
            "de, en",
            "Languages of pages and problems; the first is for whom none of them suits. en and de are there; others, and other words, "
                    + "are the application's (META-INF/journeyguard/words_fr.properties)."),
    /** Readiness. */
    HEALTH_AM(
            "journey.health.am",
            "data",
            "readiness",
            "What an outage of AM means for the readiness check: data: it is told, and the application stays ready. readiness: "
                    + "the application is not ready until AM has answered, and while the circuit breaker is open."),
    /** Refusals in the audit log. */
    AUDIT_REFUSALS_PER_MINUTE(
            "journey.audit.refusals-per-minute",
            "100",
            "1000",
            "How many refusals of one reason have a line of their own in the audit log per minute. The others are counted and "
                    + "have one line together."),
    /** Jakarta Security. */
    JAKARTA_SECURITY(
            "journey.jakarta-security",
            "false",
            "true",
            "true: the container itself knows the user (Jakarta Security), so that enterprise beans, its SecurityContext and "
                    + "injected Principals do. Not read from init-params.");

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
