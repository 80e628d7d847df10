package org.journeyguard.internal.guard;

import java.util.Optional;
import org.journeyguard.internal.am.oauth.OAuthApi;
import org.journeyguard.internal.bearer.AccessTokenCheck;
import org.journeyguard.internal.bearer.BearerTokens;
import org.journeyguard.internal.bearer.BearerValidator;
import org.journeyguard.internal.bearer.Introspector;
import org.journeyguard.internal.guard.settings.GuardSettings;
import org.journeyguard.internal.jwt.Jwks;
import org.journeyguard.internal.jwt.JwtSettings;
import org.journeyguard.internal.jwt.JwtVerifier;
import org.journeyguard.internal.resilience.Priority;
import org.journeyguard.internal.token.ExchangedTokens;
import org.journeyguard.internal.token.IdTokens;
import org.journeyguard.internal.token.Revocation;
import org.journeyguard.internal.token.TokenExchange;
import org.journeyguard.internal.token.TokenSettings;
import org.journeyguard.internal.token.UnreadableTokens;
import org.journeyguard.internal.token.UserInfos;

/**
 * The services for all tokens, those that requests bring and those of sessions. They call AM only when a token is used.
 *
 * @param api AM's OAuth 2.0 server
 * @param verifier verifies AM's signatures
 * @param userInfos caches AM's user info by access token
 * @param unreadable remembers tokens that AM can't read
 * @param revocation revokes tokens at AM
 * @param exchange exchanges tokens for others
 */
record OAuthServices(
        OAuthApi api,
        JwtVerifier verifier,
        UserInfos userInfos,
        UnreadableTokens unreadable,
        Revocation revocation,
        TokenExchange exchange) {

    static OAuthServices of(GuardSettings settings, SharedServices shared) {
        JwtSettings jwt = settings.jwt();
        TokenSettings tokens = settings.tokens();
        OAuthApi api = shared.am().oauth(settings.oauth(), shared.clock());
        JwtVerifier verifier = new JwtVerifier(
                new Jwks(() -> api.keys(shared.am().deadline()), shared.nanoTime(), shared.background()),
                jwt.algorithms(),
                settings.oauth().clientSecret(),
                jwt.decryptionKeys());
        UserInfos userInfos = new UserInfos(
                api,
                shared.am()::deadline,
                tokens.cacheTtl(),
                tokens.cacheSize(),
                idToken -> IdTokens.read(idToken, verifier),
                shared.limiter().waiting(Priority.CONFIRMED),
                shared.nanoTime());
        UnreadableTokens unreadable = new UnreadableTokens(shared.am()::isWellOtherwise, shared.nanoTime());
        Revocation revocation = new Revocation(
                api,
                shared.tombstones(),
                shared.background(),
                shared.am()::deadline,
                jwt.clockSkew(),
                unreadable,
                shared.clock());
        TokenExchange exchange = new TokenExchange(
                api,
                shared.am()::deadline,
                new TokenExchange.Rules(tokens.threshold(), tokens.cacheTtl()),
                new ExchangedTokens(tokens.cacheSize(), revocation, shared.clock(), shared.nanoTime()),
                shared.tombstones()::has,
                shared.limiter().waiting(Priority.CONFIRMED),
                shared.clock(),
                shared.nanoTime());
        return new OAuthServices(api, verifier, userInfos, unreadable, revocation, exchange);
    }

    /** Builds the service for the access tokens that requests bring; empty if none are accepted. */
    Optional<BearerTokens> bearers(GuardSettings settings, SharedServices shared) {
        if (!settings.bearer().acceptsTokens()) {
            return Optional.empty();
        }
        AccessTokenCheck check = new AccessTokenCheck(
                api,
                verifier,
                new Introspector(api, verifier, settings.oauth().clientId()),
                new AccessTokenCheck.Expected(
                        settings.bearer().validation(),
                        settings.am().realm(),
                        settings.bearer().audience(),
                        settings.tokens().nameClaims(),
                        settings.jwt().clockSkew()),
                shared.limiter(),
                shared.am()::deadline,
                shared.am()::isWellOtherwise,
                shared.clock());
        BearerValidator validator = new BearerValidator(
                check,
                settings.tokens().cacheTtl(),
                settings.tokens().cacheSize(),
                settings.am().timeout(),
                shared.limiter(),
                shared.tombstones(),
                shared.clock(),
                shared.nanoTime(),
                shared.observers());
        return Optional.of(new BearerTokens(
                validator,
                shared.tombstones(),
                settings.oauth().clientId() == null ? Optional.empty() : Optional.of(revocation),
                exchange,
                userInfos,
                shared.clock()));
    }
}
