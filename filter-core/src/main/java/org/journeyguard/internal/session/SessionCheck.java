package org.journeyguard.internal.session;

import java.util.function.LongSupplier;
import org.journeyguard.Unavailable;
import org.journeyguard.internal.am.AmClient;
import org.journeyguard.internal.am.session.CookieName;
import org.journeyguard.internal.credential.Authentication;
import org.journeyguard.internal.credential.SsoIdentity;
import org.journeyguard.internal.credential.SsoToken;
import org.journeyguard.internal.http.Outage;
import org.journeyguard.internal.resilience.Priority;
import org.journeyguard.internal.validation.Validator;
import org.jspecify.annotations.Nullable;

/** Validates sessions at AM, and records AM's answers. */
record SessionCheck(
        AmClient am,
        CookieName cookieName,
        SessionCache cache,
        SessionRecorder recorder,
        SessionKeepAlive keepAlive,
        LongSupplier nanoTime)
        implements Validator<SsoToken, SsoIdentity> {

    @Override
    public Authentication<SsoIdentity> validate(SsoToken token, boolean isUse) {
        KnownSession session = cache.known(token);
        if (session != null) {
            return ask(token, session, isUse);
        }
        return withoutProvocation(token, ask(token, null, isUse));
    }

    /** Validates a session at AM, even if it is cached; not treated as use of the session. */
    Authentication<SsoIdentity> anew(SsoToken token) {
        return ask(token, cache.known(token), false);
    }

    private Authentication<SsoIdentity> ask(SsoToken token, @Nullable KnownSession session, boolean isUse) {
        try {
            long now = nanoTime.getAsLong();
            return session != null && isUse && session.isKeepAliveDue(now)
                    ? keepAlive.call(token)
                    : recorder.record(
                            token,
                            now,
                            am.sessionInfo(token, cookieName.get(), Priority.of(session != null)),
                            isUse ? SessionRecorder.CallPurpose.ACTIVE : SessionRecorder.CallPurpose.PASSIVE);
        } catch (Unavailable e) {
            return new Authentication.Unavailable<>(Outage.of(e));
        }
    }

    /** Treats an error that only an unknown token causes as a refusal: AM can't read the token and never could. */
    private Authentication<SsoIdentity> withoutProvocation(SsoToken token, Authentication<SsoIdentity> answer) {
        boolean isProvoked = answer instanceof Authentication.Unavailable<SsoIdentity> none
                && none.outage().mayBeCausedByCredential()
                && am.isWellOtherwise();
        if (isProvoked) {
            cache.unreadable(token);
        }
        return isProvoked ? Authentication.refused() : answer;
    }
}
