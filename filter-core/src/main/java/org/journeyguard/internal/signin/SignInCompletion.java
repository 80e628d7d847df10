package org.journeyguard.internal.signin;

import java.time.Duration;
import org.journeyguard.Unavailable;
import org.journeyguard.internal.appsession.AppSessions;
import org.journeyguard.internal.credential.AppIdentity;
import org.journeyguard.internal.credential.AppSession;
import org.journeyguard.internal.credential.AuthenticationContext;
import org.journeyguard.internal.http.AmResult;
import org.journeyguard.internal.http.Outage;
import org.journeyguard.internal.policy.AcrRules;
import org.journeyguard.internal.policy.AuthenticationRequirement;
import org.journeyguard.internal.policy.Reason;
import org.journeyguard.internal.signin.PendingSignIn.Trait;
import org.journeyguard.internal.token.CodeGrant;
import org.journeyguard.internal.token.CodeTokens;
import org.jspecify.annotations.Nullable;

/** Exchanges a sign-in's code for tokens and, if they meet the sign-in's requirements, starts the user's session. */
final class SignInCompletion {
    private static final System.Logger LOG = System.getLogger(SignInCompletion.class.getName());
    /** Retry delay while AM or the store does not answer. */
    static final Duration SOON = Duration.ofSeconds(5);
    /** Retry delay after which a session may have ended. */
    static final Duration LATER = Duration.ofMinutes(1);

    private final CodeGrant codes;
    private final AppSessions sessions;
    private final AcrRules acr;

    SignInCompletion(CodeGrant codes, AppSessions sessions, AcrRules acr) {
        this.codes = codes;
        this.sessions = sessions;
        this.acr = acr;
    }

    /** Completes a sign-in. Changes nothing unless the user is signed in. */
    SignInOutcome complete(AnsweredSignIn signIn, String code) {
        return codes.exchange(code, signIn.started().asked())
                .fold(
                        got -> exchanged(signIn, got),
                        refused -> refused(signIn, refused),
                        outage -> unavailable(signIn, outage));
    }

    private static SignInOutcome refused(AnsweredSignIn signIn, AmResult.Refused<CodeTokens> refused) {
        boolean invalidGrant = refused.error().equals("invalid_grant");
        LOG.log(
                invalidGrant ? System.Logger.Level.INFO : System.Logger.Level.WARNING,
                "A sign-in has failed: {0} {1}",
                refused.error(),
                refused.description());
        return signIn.failed(invalidGrant ? Reason.CODE_NOT_ACCEPTED : Reason.SIGN_IN_REFUSED, null);
    }

    private static SignInOutcome unavailable(AnsweredSignIn signIn, Outage outage) {
        LOG.log(System.Logger.Level.INFO, "A sign-in has failed: {0}", outage.what());
        return signIn.failed(Reason.SIGN_IN_UNAVAILABLE, outage.retryAfter());
    }

    private SignInOutcome exchanged(AnsweredSignIn signIn, CodeTokens got) {
        AppIdentity identity = codes.identity(got.idToken()).orElse(null);
        if (identity == null) {
            LOG.log(
                    System.Logger.Level.WARNING,
                    "A sign-in has failed: its ID token has no user name or is of another realm");
            return discarded(got, signIn.failed(Reason.SIGN_IN_REFUSED, null));
        }
        if (!acr.isMet(
                AuthenticationRequirement.of(signIn.acrValues()), AuthenticationContext.ofToken(identity.claims()))) {
            return discarded(got, tooWeak(signIn));
        }
        if (signIn.started().is(Trait.FIRST) && signIn.acrValues().isEmpty() && isSignedInAs(identity, signIn.own())) {
            // another tab has signed in meanwhile; its session is used
            return discarded(got, signIn.signedInBefore());
        }
        return begin(signIn, got, identity);
    }

    private static SignInOutcome tooWeak(AnsweredSignIn signIn) {
        if (signIn.started().is(Trait.SILENT)) {
            return signIn.failed(Reason.SIGN_IN_NOT_DONE, null);
        }
        return signIn.started().is(Trait.AT_PAGE)
                ? signIn.failed(Reason.SIGN_IN_TOO_WEAK, null)
                : new SignInOutcome.TooWeak(signIn.cookie(), signIn.back(), signIn.acrValues());
    }

    private SignInOutcome begin(AnsweredSignIn signIn, CodeTokens got, AppIdentity identity) {
        AppSession session = AppSession.make();
        try {
            return switch (sessions.begin(
                    session, got.tokens(), identity, signIn.started().at())) {
                case BEGUN -> new SignInOutcome.SignedIn(signIn.cookie(), signIn.back(), session, identity);
                case FULL -> discarded(got, signIn.failed(Reason.SESSIONS_FULL, LATER));
                case SIGNED_OUT -> signIn.failed(Reason.SIGNED_OUT_MEANWHILE, null);
            };
        } catch (Unavailable e) {
            return discarded(got, unavailable(signIn, Outage.of(e)));
        }
    }

    /** Revokes tokens that will not be used, and returns the outcome. */
    private SignInOutcome discarded(CodeTokens unused, SignInOutcome outcome) {
        codes.discard(unused.tokens());
        return outcome;
    }

    private boolean isSignedInAs(AppIdentity identity, @Nullable AppSession own) {
        return own != null
                && sessions.userOf(own)
                        .filter(present -> present.owner().equals(identity.owner()))
                        .isPresent();
    }
}
