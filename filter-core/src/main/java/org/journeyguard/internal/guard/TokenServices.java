package org.journeyguard.internal.guard;

import java.net.URI;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import org.journeyguard.internal.bearer.BearerTokens;
import org.journeyguard.internal.config.keys.ApplicationKeys;
import org.journeyguard.internal.config.keys.LoginWay;
import org.journeyguard.internal.config.keys.OAuthKeys;
import org.journeyguard.internal.guard.settings.GuardSettings;
import org.journeyguard.internal.logout.LogoutTokens;
import org.journeyguard.internal.resilience.CallLimiter;
import org.journeyguard.internal.store.LeasedRenewal;
import org.journeyguard.internal.token.CodeGrant;
import org.journeyguard.internal.token.IdTokens;
import org.journeyguard.internal.token.RenewalSchedule;
import org.journeyguard.internal.token.RenewedTokens;
import org.journeyguard.internal.token.Revocation;
import org.journeyguard.internal.token.SessionCodes;
import org.journeyguard.internal.token.SessionTokenKeeper;
import org.journeyguard.internal.token.SessionTokens;
import org.journeyguard.internal.token.TokenCheck;
import org.journeyguard.internal.token.TokenExchange;
import org.journeyguard.internal.token.TokenKeeper;
import org.journeyguard.internal.token.TokenRenewal;
import org.journeyguard.internal.token.TokenSettings;
import org.journeyguard.internal.token.TokenSource;

/**
 * The token services of an application, as configured.
 *
 * @param bearers authenticates access tokens that requests bring; empty if none are accepted
 * @param exchange exchanges tokens for others; does nothing without an OAuth 2.0 client
 * @param keeper obtains and renews the tokens of sessions
 * @param revocation revokes tokens at AM; empty without an OAuth 2.0 client
 * @param client the OAuth 2.0 client; empty if there is none, or no application URL to which AM could send codes
 */
public record TokenServices(
        Optional<BearerTokens> bearers,
        TokenExchange exchange,
        TokenKeeper keeper,
        Optional<Revocation> revocation,
        Optional<Client> client) {

    /**
     * The services of an OAuth 2.0 client that has sessions.
     *
     * @param codes the authorization code grant
     * @param logoutTokens reads AM's logout tokens
     */
    public record Client(CodeGrant codes, LogoutTokens logoutTokens) {}

    /** Builds the services from the configuration. */
    public static TokenServices of(GuardSettings settings, SharedServices shared) {
        OAuthServices oauth = OAuthServices.of(settings, shared);
        Optional<BearerTokens> bearers = oauth.bearers(settings, shared);
        String clientId = settings.oauth().clientId();
        if (clientId == null || settings.app().url() == null) {
            String missing = (clientId == null ? OAuthKeys.CLIENT_ID : ApplicationKeys.APP_URL).key();
            return new TokenServices(
                    bearers,
                    oauth.exchange(),
                    TokenKeeper.notConfigured(missing),
                    Optional.ofNullable(clientId).map(id -> oauth.revocation()),
                    Optional.empty());
        }
        Duration clockSkew = settings.jwt().clockSkew();
        IdTokens idTokens = new IdTokens(oauth.api(), oauth.verifier(), clientId, clockSkew, shared.clock());
        TokenSource source = new TokenSource(
                oauth.api(),
                shared.cookieName(),
                idTokens,
                settings.oauth().scope(),
                settings.tokens().consentImplied(),
                oauth.unreadable(),
                shared.clock());
        CodeGrant codes = new CodeGrant(
                oauth.api(),
                source,
                idTokens,
                shared.limiter(),
                shared.am()::deadline,
                settings.am().realm(),
                settings.tokens().nameClaims());
        LogoutTokens logoutTokens = new LogoutTokens(
                oauth.api(),
                oauth.verifier(),
                clientId,
                clockSkew,
                forLogoutTokens(settings, shared),
                shared.am()::deadline);
        return new TokenServices(
                bearers,
                oauth.exchange(),
                keeper(settings, shared, oauth, source),
                Optional.of(oauth.revocation()),
                Optional.of(new Client(codes, logoutTokens)));
    }

    /** Separate permits, so that a flood of forged access tokens does not block logout tokens. */
    private static CallLimiter forLogoutTokens(GuardSettings settings, SharedServices shared) {
        int places = Math.max(1, settings.am().maxCalls() / CallLimiter.PERMITS_PER_LOGOUT_TOKEN);
        return new CallLimiter(places, settings.am().maxCallsPerSecond(), shared.nanoTime());
    }

    private static TokenKeeper keeper(
            GuardSettings settings, SharedServices shared, OAuthServices oauth, TokenSource source) {
        boolean usesCodeFlow = settings.signIn().way() == LoginWay.OIDC;
        Duration idleTime = settings.appSessions().idleTime();
        TokenSettings times = settings.tokens();
        RenewalSchedule due = new RenewalSchedule(shared.nanoTime());
        SessionTokens tokens = new SessionTokens(
                shared.stores().tokens(),
                usesCodeFlow ? session -> idleTime : shared.sessions()::known,
                due,
                times.threshold(),
                times.cacheTtl(),
                shared.clock());
        RenewedTokens renewed =
                new RenewedTokens(tokens, source, oauth.revocation(), shared.tombstones()::has, shared.logouts());
        SessionCodes codes = new SessionCodes(
                source,
                tokens,
                renewed,
                oauth.revocation(),
                shared.limiter(),
                shared.am()::deadline,
                shared.tombstones()::has,
                URI.create(Objects.requireNonNull(settings.oauth().redirectUri())));
        TokenRenewal renewal = new TokenRenewal(
                tokens,
                new LeasedRenewal(shared.stores().leases()),
                source,
                new TokenCheck(oauth.api(), shared.clock()),
                oauth.revocation(),
                renewed,
                due,
                shared.limiter(),
                shared.am()::deadline,
                shared.nanoTime());
        TokenKeeper keeper = new SessionTokenKeeper(
                tokens,
                renewal,
                renewed,
                codes,
                oauth.revocation(),
                new SessionTokenKeeper.Attachments(oauth.userInfos(), oauth.exchange()),
                due,
                shared.background(),
                shared.tombstones()::has,
                shared.log());
        shared.sessions().onRefused(keeper::abandon);
        return keeper;
    }
}
