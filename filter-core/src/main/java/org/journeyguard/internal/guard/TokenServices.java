package org.journeyguard.internal.guard;

import com.nimbusds.jose.jwk.JWKSet;
import java.net.URI;
import java.text.ParseException;
import java.time.Clock;
import java.time.Duration;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.journeyguard.internal.am.AmClient;
import org.journeyguard.internal.am.oauth.OAuthApi;
import org.journeyguard.internal.am.oauth.OAuthSettings;
import org.journeyguard.internal.am.session.CookieName;
import org.journeyguard.internal.bearer.AccessTokenCheck;
import org.journeyguard.internal.bearer.BearerTokens;
import org.journeyguard.internal.bearer.BearerValidator;
import org.journeyguard.internal.bearer.Introspector;
import org.journeyguard.internal.config.JourneyConfig;
import org.journeyguard.internal.config.keys.ApplicationKeys;
import org.journeyguard.internal.config.keys.LoginWay;
import org.journeyguard.internal.config.keys.OAuthKeys;
import org.journeyguard.internal.jwt.Jwks;
import org.journeyguard.internal.jwt.JwtVerifier;
import org.journeyguard.internal.logout.LogoutTokens;
import org.journeyguard.internal.observe.Observers;
import org.journeyguard.internal.resilience.BackgroundTasks;
import org.journeyguard.internal.resilience.CallLimiter;
import org.journeyguard.internal.resilience.Deadline;
import org.journeyguard.internal.resilience.Priority;
import org.journeyguard.internal.session.SessionValidator;
import org.journeyguard.internal.store.SessionStores;
import org.journeyguard.internal.store.Tombstones;
import org.journeyguard.internal.token.CodeGrant;
import org.journeyguard.internal.token.ExchangedTokens;
import org.journeyguard.internal.token.IdTokens;
import org.journeyguard.internal.token.LogoutRecords;
import org.journeyguard.internal.token.RenewalSchedule;
import org.journeyguard.internal.token.Revocation;
import org.journeyguard.internal.token.SessionTokenKeeper;
import org.journeyguard.internal.token.SessionTokens;
import org.journeyguard.internal.token.TokenAttachments;
import org.journeyguard.internal.token.TokenCheck;
import org.journeyguard.internal.token.TokenExchange;
import org.journeyguard.internal.token.TokenKeeper;
import org.journeyguard.internal.token.TokenRenewal;
import org.journeyguard.internal.token.TokenSource;
import org.journeyguard.internal.token.UnreadableTokens;
import org.journeyguard.internal.token.UserInfos;
import org.jspecify.annotations.Nullable;

/**
 * The token services of an application, as configured.
 *
 * @param bearers null when bearer tokens are not accepted
 * @param keeper of tokens of sessions
 * @param codes null when there is no OAuth 2.0 client, or no address that AM could send its codes to
 * @param logoutTokens null when {@code codes} is null
 * @param exchange null when there is no OAuth 2.0 client
 */
public record TokenServices(
        @Nullable BearerTokens bearers,
        TokenKeeper keeper,
        @Nullable CodeGrant codes,
        @Nullable LogoutTokens logoutTokens,
        @Nullable TokenExchange exchange) {

    /**
     * The parts that everything in one application shares.
     *
     * @param am AM
     * @param cookieName the name of AM's cookie
     * @param sessions the sessions that tokens belong to
     * @param tombstones ended credentials
     * @param logouts ended sessions by AM's identifiers
     * @param limiter limits concurrent calls to AM
     * @param background runs tasks that no request waits for
     * @param stores of sessions and their tokens
     * @param clock for expiry times
     * @param nanoTime monotonic time
     * @param observers of events
     */
    public record Shared(
            AmClient am,
            CookieName cookieName,
            SessionValidator sessions,
            Tombstones tombstones,
            LogoutRecords logouts,
            CallLimiter limiter,
            BackgroundTasks background,
            SessionStores stores,
            Clock clock,
            LongSupplier nanoTime,
            Observers observers) {}

    /** Builds the services from the configuration. */
    public static TokenServices of(JourneyConfig config, Shared shared) {
        JourneyConfig.OAuth oauth = config.oauth();
        if (!oauth.acceptsTokens()) {
            return new TokenServices(null, TokenKeeper.notConfigured(OAuthKeys.CLIENT_ID.key()), null, null, null);
        }
        JourneyConfig.Client client = oauth.client();
        OAuthApi api = shared.am.oauth(settings(config), shared.clock);
        Supplier<Deadline> deadlines = shared.am::deadline;
        JwtVerifier verifier = new JwtVerifier(
                new Jwks(() -> api.keys(deadlines.get()), shared.nanoTime, shared.background),
                oauth.bearer().algorithms(),
                client.secret(),
                decryptionKeys(oauth.bearer()));
        UserInfos userInfos = new UserInfos(
                api,
                deadlines,
                oauth.cacheTtl(),
                oauth.cacheSize(),
                idToken -> IdTokens.read(idToken, verifier),
                shared.limiter.waiting(Priority.CONFIRMED),
                shared.nanoTime);
        Revocation revocation = new Revocation(
                api,
                shared.tombstones,
                shared.background,
                deadlines,
                oauth.bearer().clockSkew(),
                shared.am::isWellOtherwise,
                shared.clock);
        AccessTokenCheck check = new AccessTokenCheck(
                api,
                verifier,
                new Introspector(api, verifier, client.id()),
                new AccessTokenCheck.Expected(
                        oauth.bearer().validation(),
                        config.am().realm(),
                        oauth.bearer().audience(),
                        oauth.bearer().nameClaims(),
                        oauth.bearer().clockSkew()),
                shared.limiter,
                deadlines,
                shared.am::isWellOtherwise,
                shared.clock);
        String clientId = client.id();
        TokenExchange exchange = clientId == null ? null : exchange(config, shared, api, revocation);
        BearerTokens bearers = new BearerTokens(
                new BearerValidator(
                        check,
                        oauth.cacheTtl(),
                        oauth.cacheSize(),
                        config.am().timeout(),
                        shared.limiter,
                        shared.tombstones,
                        shared.clock,
                        shared.nanoTime,
                        shared.observers),
                shared.tombstones,
                clientId == null ? null : revocation,
                exchange,
                userInfos,
                shared.clock);
        if (clientId == null || exchange == null) {
            return new TokenServices(bearers, TokenKeeper.notConfigured(OAuthKeys.CLIENT_ID.key()), null, null, null);
        }
        if (config.appUrl() == null) {
            return new TokenServices(
                    bearers, TokenKeeper.notConfigured(ApplicationKeys.APP_URL.key()), null, null, exchange);
        }
        IdTokens idTokens = new IdTokens(api, verifier, clientId, oauth.bearer().clockSkew(), shared.clock);
        TokenSource source = new TokenSource(
                api,
                shared.cookieName,
                idTokens,
                client.scope(),
                oauth.consentImplied(),
                new UnreadableTokens(shared.am::isWellOtherwise, shared.nanoTime),
                shared.clock);
        CodeGrant codes = new CodeGrant(
                api,
                source,
                idTokens,
                shared.limiter,
                deadlines,
                config.am().realm(),
                oauth.bearer().nameClaims());
        return new TokenServices(
                bearers,
                keeper(config, shared, api, source, revocation, new TokenAttachments(userInfos, exchange)),
                codes,
                new LogoutTokens(
                        api,
                        verifier,
                        clientId,
                        oauth.bearer().clockSkew(),
                        forLogoutTokens(config, shared),
                        deadlines),
                exchange);
    }

    /** Separate permits, so that a flood of forged access tokens does not block logout tokens. */
    private static CallLimiter forLogoutTokens(JourneyConfig config, Shared shared) {
        int places = Math.max(1, config.am().maxCalls() / CallLimiter.PERMITS_PER_LOGOUT_TOKEN);
        return new CallLimiter(places, config.am().maxCallsPerSecond(), shared.nanoTime);
    }

    private static TokenExchange exchange(JourneyConfig config, Shared shared, OAuthApi api, Revocation revocation) {
        JourneyConfig.OAuth oauth = config.oauth();
        return new TokenExchange(
                api,
                shared.am::deadline,
                new TokenExchange.Rules(oauth.threshold(), oauth.cacheTtl()),
                new ExchangedTokens(oauth.cacheSize(), revocation, shared.clock, shared.nanoTime),
                shared.tombstones::has,
                shared.limiter.waiting(Priority.CONFIRMED),
                shared.clock,
                shared.nanoTime);
    }

    private static TokenKeeper keeper(
            JourneyConfig config,
            Shared shared,
            OAuthApi api,
            TokenSource source,
            Revocation revocation,
            TokenAttachments derived) {
        JourneyConfig.OAuth oauth = config.oauth();
        boolean usesCodeFlow = config.login().way() == LoginWay.OIDC;
        Duration idleTime = config.login().appSession().idleTime();
        RenewalSchedule due = new RenewalSchedule(shared.nanoTime);
        SessionTokens tokens = new SessionTokens(
                shared.stores.tokens(),
                shared.stores.leases(),
                usesCodeFlow ? session -> idleTime : shared.sessions::known,
                due,
                oauth.threshold(),
                oauth.cacheTtl(),
                shared.clock);
        TokenRenewal renewal = new TokenRenewal(
                tokens,
                source,
                new TokenCheck(api, shared.clock),
                revocation,
                due,
                shared.limiter,
                shared.tombstones::has,
                shared.logouts,
                shared.am::deadline,
                shared.nanoTime);
        TokenKeeper keeper = new SessionTokenKeeper(
                tokens, renewal, revocation, derived, due, shared.background, shared.tombstones::has);
        shared.sessions.onRefused(keeper::abandon);
        return keeper;
    }

    private static OAuthSettings settings(JourneyConfig config) {
        JourneyConfig.Client client = config.oauth().client();
        URI app = config.appUrl();
        return new OAuthSettings(
                config.am().publicUrl(),
                client.id(),
                client.secret(),
                client.authentication(),
                client.key(),
                app == null ? null : app + client.redirectPath(),
                client.scope(),
                client.authorizationParameters(),
                config.oauth().discoveryUrl(),
                config.oauth().endpoints(),
                config.oauth().bearer().issuer(),
                config.oauth().bearer().signedIntrospection(),
                client.pushesAuthorization());
    }

    private static @Nullable JWKSet decryptionKeys(JourneyConfig.Bearer bearer) {
        String text = bearer.decryptionKeys();
        try {
            return text == null ? null : JWKSet.parse(text);
        } catch (ParseException e) {
            throw new IllegalStateException("the configuration was checked", e);
        }
    }
}
