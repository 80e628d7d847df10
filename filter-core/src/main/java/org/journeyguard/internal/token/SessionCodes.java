package org.journeyguard.internal.token;

import java.net.URI;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.journeyguard.ApiError;
import org.journeyguard.AuthenticationRequired;
import org.journeyguard.AuthorizationCode;
import org.journeyguard.JourneyException;
import org.journeyguard.Token;
import org.journeyguard.Unavailable;
import org.journeyguard.internal.am.oauth.AuthorizationRequest;
import org.journeyguard.internal.credential.Credential;
import org.journeyguard.internal.credential.SsoToken;
import org.journeyguard.internal.credential.TokenDigest;
import org.journeyguard.internal.http.AmResult;
import org.journeyguard.internal.http.Outage;
import org.journeyguard.internal.resilience.CallLimiter;
import org.journeyguard.internal.resilience.Deadline;
import org.journeyguard.internal.resilience.Priority;
import org.journeyguard.internal.store.TokenSet;

/** Takes the steps of the authorization code grant with an SSO session one by one: obtains a code, and exchanges it for tokens. */
public final class SessionCodes {
    private static final String TOO_MANY = "too many concurrent requests for tokens";

    private final TokenSource source;
    private final SessionTokens tokens;
    private final RenewedTokens renewed;
    private final Revocation revocation;
    private final CallLimiter limiter;
    private final Supplier<Deadline> deadlines;
    private final Predicate<Credential> isEnded;
    private final URI redirectUri;

    /**
     * @param renewed stores the tokens
     * @param deadlines of calls that start now
     * @param isEnded whether a session has been ended here
     * @param redirectUri of authorization requests
     */
    public SessionCodes(
            TokenSource source,
            SessionTokens tokens,
            RenewedTokens renewed,
            Revocation revocation,
            CallLimiter limiter,
            Supplier<Deadline> deadlines,
            Predicate<Credential> isEnded,
            URI redirectUri) {
        this.source = source;
        this.tokens = tokens;
        this.renewed = renewed;
        this.revocation = revocation;
        this.limiter = limiter;
        this.deadlines = deadlines;
        this.isEnded = isEnded;
        this.redirectUri = redirectUri;
    }

    /** A code of a session. It knows its session, because another's code would give this session another user's tokens. */
    private record IssuedCode(
            String code, AuthorizationRequest asked, URI redirectUri, TokenDigest session, AtomicBoolean isUsed)
            implements AuthorizationCode {
        @Override
        public String verifier() {
            return asked.verifier();
        }

        @Override
        public String nonce() {
            return asked.nonce();
        }

        @Override
        public String toString() {
            return "AuthorizationCode(secret)";
        }
    }

    /**
     * Obtains a code.
     *
     * @throws JourneyException as {@link org.journeyguard.JourneyUser#authorize} does
     */
    public AuthorizationCode authorize(SsoToken session) {
        requireAlive(session);
        Deadline deadline = deadlines.get();
        AuthorizationRequest asked = AuthorizationRequest.make();
        AmResult<String> answer = limiter.run(
                Priority.CONFIRMED,
                () -> source.authorize(session, asked, deadline),
                () -> new AmResult.NoAnswer<>(TOO_MANY));
        return answer.fold(
                code -> new IssuedCode(code, asked, redirectUri, session.digest(), new AtomicBoolean()),
                denied -> {
                    throw withoutCode(session, TokenSource.withoutCode(denied));
                },
                outage -> {
                    throw outage.toException();
                });
    }

    private JourneyException withoutCode(SsoToken session, RenewalResult.Failed failed) {
        if (failed instanceof RenewalResult.SignInAgain) {
            renewed.end(session);
        }
        return failed.exception();
    }

    /**
     * Exchanges a code for tokens, which replace those of the session.
     *
     * @throws JourneyException as {@link org.journeyguard.JourneyUser#exchange} does
     */
    public Token exchange(SsoToken session, AuthorizationCode code) {
        if (!(code instanceof IssuedCode issued) || !issued.session.equals(session.digest())) {
            throw new IllegalArgumentException("Expected a code that authorize() has returned for the same session");
        }
        requireAlive(session);
        // AM would also end the tokens of the first exchange (RFC 6749, 4.1.2)
        if (!issued.isUsed.compareAndSet(false, true)) {
            throw new ApiError(400, "invalid_grant", "The code has been used");
        }
        Deadline deadline = deadlines.get();
        RenewalResult result = limiter.run(
                Priority.CONFIRMED,
                () -> renewed.attempt(session, () -> exchanged(session, issued, deadline)),
                () -> new RenewalResult.NoAnswer(TOO_MANY));
        renewed.tried(session, result);
        return result.orElseThrow().token();
    }

    /** Without the store nothing is exchanged, because what AM issues could not be kept. */
    private RenewalResult exchanged(SsoToken session, IssuedCode issued, Deadline deadline) {
        try {
            TokenSet present = tokens.get(session.digest()).orElse(null);
            RenewalResult result = source.redeem(issued.code, issued.asked, deadline);
            if (!(result instanceof RenewalResult.Got got)) {
                return result;
            }
            RenewalResult stored = renewed.store(session, present, got.tokens());
            if (present != null && stored.equals(got)) {
                revocation.soon(present);
            }
            return stored;
        } catch (Unavailable e) {
            return new RenewalResult.NoAnswer(Outage.of(e));
        }
    }

    private void requireAlive(SsoToken session) {
        if (isEnded.test(session)) {
            throw new AuthenticationRequired("The session has been ended here, and its tokens with it");
        }
    }
}
