package org.journeyguard.internal.token;

import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import org.journeyguard.Claims;
import org.journeyguard.Token;
import org.journeyguard.internal.am.oauth.AuthorizationRequest;
import org.journeyguard.internal.am.oauth.IssuedTokens;
import org.journeyguard.internal.am.oauth.OAuthApi;
import org.journeyguard.internal.am.session.CookieName;
import org.journeyguard.internal.credential.Scope;
import org.journeyguard.internal.credential.SsoToken;
import org.journeyguard.internal.http.AmResult;
import org.journeyguard.internal.resilience.Deadline;
import org.journeyguard.internal.store.TokenSet;
import org.jspecify.annotations.Nullable;

/** Gets tokens from AM, with a session or a refresh token. Stores nothing. */
public final class TokenSource {
    private static final System.Logger LOG = System.getLogger(TokenSource.class.getName());

    /** AM's errors when there is no session, or it is not sufficient without the user (OpenID Connect Core, 3.1.2.6). */
    private static final Set<String> WANTS_THE_USER =
            Set.of("login_required", "interaction_required", "account_selection_required");

    private final OAuthApi am;
    private final CookieName cookieName;
    private final IdTokens idTokens;
    private final String scope;
    private final boolean consents;
    private final UnreadableTokens unreadable;
    private final Clock clock;

    /**
     * @param scope to request
     * @param consents whether the application consents for the user
     * @param unreadable refresh tokens that AM can't read
     */
    public TokenSource(
            OAuthApi am,
            CookieName cookieName,
            IdTokens idTokens,
            String scope,
            boolean consents,
            UnreadableTokens unreadable,
            Clock clock) {
        this.am = am;
        this.cookieName = cookieName;
        this.idTokens = idTokens;
        this.scope = scope;
        this.consents = consents;
        this.unreadable = unreadable;
        this.clock = clock;
    }

    /** Obtains tokens with an SSO session, without a browser. */
    RenewalResult obtain(SsoToken session, Deadline deadline) {
        AuthorizationRequest asked = AuthorizationRequest.make();
        return authorize(session, asked, deadline)
                .fold(code -> redeem(code, asked, deadline), TokenSource::withoutCode, RenewalResult.NoAnswer::new);
    }

    /** Obtains a code with an SSO session, without a browser. */
    AmResult<String> authorize(SsoToken session, AuthorizationRequest asked, Deadline deadline) {
        return cookieName.find().flatMap(name -> am.authorize(session, name, asked, consents, deadline));
    }

    /** Returns why there is no code: because of the session, or for another reason. */
    static RenewalResult.Failed withoutCode(AmResult.Refused<String> denied) {
        return WANTS_THE_USER.contains(denied.error())
                ? new RenewalResult.SignInAgain(denied.error())
                : new RenewalResult.CodeDenied(denied.error(), denied.description());
    }

    /** Exchanges the code of an SSO session for tokens, with an ID token where AM granted {@code openid}. */
    RenewalResult redeem(String code, AuthorizationRequest asked, Deadline deadline) {
        return exchange(code, asked, false, deadline)
                .fold(
                        got -> new RenewalResult.Got(got.tokens()),
                        RenewalResult.Denied::of,
                        RenewalResult.NoAnswer::new);
    }

    /** Obtains tokens with an ID token for the user of an SSO session, without a browser. */
    AmResult<CodeTokens> signIn(SsoToken session, Deadline deadline) {
        AuthorizationRequest asked = AuthorizationRequest.make();
        return authorize(session, asked, deadline).flatMap(code -> exchange(code, asked, true, deadline));
    }

    /**
     * Exchanges a code for tokens.
     *
     * @param asked the authorization request of the code
     * @param wantsIdToken whether an ID token is required, even where AM did not grant {@code openid}
     */
    AmResult<CodeTokens> exchange(String code, AuthorizationRequest asked, boolean wantsIdToken, Deadline deadline) {
        Instant before = clock.instant();
        return am.exchange(code, asked.verifier(), deadline).flatMap(issued -> {
            AmResult<Claims> idToken = check(issued, asked.nonce(), wantsIdToken, deadline);
            if (!(idToken instanceof AmResult.Value<Claims>)) {
                discard(mostRevocable(issued), deadline);
            }
            return idToken.map(claims -> new CodeTokens(tokens(issued, null, before), claims));
        });
    }

    /** Returns the claims of an ID token that was checked when it was issued. */
    Claims claims(String idToken) {
        return idTokens.read(idToken);
    }

    /** Revokes tokens that will never be used. */
    void discard(String token, Deadline deadline) {
        AmResult<Boolean> unused = am.revoke(token, deadline);
    }

    AmResult<IssuedTokens> refresh(String refreshToken, Deadline deadline) {
        return unreadable.judge(refreshToken, am.refresh(refreshToken, deadline));
    }

    /**
     * Returns the set that follows another. An ID token that can't be checked now is left out.
     *
     * @param before when the renewal was sent
     * @return null when AM's ID token is invalid or does not match the previous one; all tokens issued with it were revoked
     */
    @Nullable
    TokenSet following(TokenSet old, IssuedTokens issued, Instant before, Deadline deadline) {
        String idToken = issued.idToken();
        if (idToken == null) {
            return tokens(issued, old.token(), before);
        }
        AmResult<Claims> checked = idTokens.check(idToken, null, issued.accessToken(), deadline);
        boolean isUnchecked = checked instanceof AmResult.NoAnswer<Claims>;
        Claims past = old.token().idToken().map(idTokens::read).orElse(Claims.NONE);
        Optional<String> why = checked.fold(
                claims -> IdTokenRules.faultInSuccession(past, claims),
                refused -> Optional.of(refused.description()),
                outage -> IdTokenRules.faultInSuccession(past, idTokens.read(idToken)));
        if (why.isPresent()) {
            LOG.log(System.Logger.Level.WARNING, "A renewal is refused because of its ID token: {0}", why.get());
            discard(mostRevocable(issued), deadline);
            return null;
        }
        return tokens(isUnchecked ? withoutIdToken(issued) : issued, old.token(), before);
    }

    private static IssuedTokens withoutIdToken(IssuedTokens issued) {
        return new IssuedTokens(
                issued.accessToken(), issued.refreshToken(), null, issued.type(), issued.scope(), issued.expiresIn());
    }

    private AmResult<Claims> check(IssuedTokens issued, String nonce, boolean wantsIdToken, Deadline deadline) {
        String idToken = issued.idToken();
        if (idToken != null) {
            return idTokens.check(idToken, nonce, issued.accessToken(), deadline);
        }
        Set<String> granted = issued.scope() == null ? Scope.parse(scope) : issued.scope();
        boolean isRequired = wantsIdToken || granted.contains("openid");
        return isRequired ? IdTokens.invalid("there is none") : new AmResult.Value<>(Claims.NONE);
    }

    /** Values that are not issued again stay unchanged: the refresh token, the ID token, the scope (RFC 6749, 5.1 and 6). */
    private TokenSet tokens(IssuedTokens issued, @Nullable Token old, Instant before) {
        String refreshToken = issued.refreshToken();
        String idToken = issued.idToken();
        Set<String> granted = issued.scope();
        if (old != null) {
            refreshToken = refreshToken == null ? old.refreshToken().orElse(null) : refreshToken;
            idToken = idToken == null ? old.idToken().orElse(null) : idToken;
            granted = granted == null ? old.scope() : granted;
        }
        Token token = new Token(
                issued.accessToken(),
                refreshToken,
                idToken,
                issued.type(),
                granted == null ? Scope.parse(scope) : granted,
                issued.expiresIn() == null ? null : before.plus(issued.expiresIn()),
                issued.expiresIn());
        return new TokenSet(token, before, before, true);
    }

    private static String mostRevocable(IssuedTokens issued) {
        String refreshToken = issued.refreshToken();
        return refreshToken == null ? issued.accessToken() : refreshToken;
    }
}
