package org.journeyguard.logout;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.journeyguard.Farewell;
import org.journeyguard.LogoutReport;
import org.journeyguard.LogoutReport.Outcome;
import org.journeyguard.LogoutReport.Result;
import org.journeyguard.LogoutReport.Step;
import org.journeyguard.am.Admission;
import org.journeyguard.credential.AppIdentity;
import org.journeyguard.credential.AppSession;
import org.journeyguard.credential.BearerToken;
import org.journeyguard.credential.SsoToken;
import org.journeyguard.credential.TokenDigest;
import org.journeyguard.credential.TokenIdentity;
import org.journeyguard.credential.Validation;
import org.journeyguard.login.AppSessions;
import org.journeyguard.observe.Observers;
import org.journeyguard.session.SessionValidator;
import org.journeyguard.store.TokenSet;
import org.journeyguard.store.Tombstones;
import org.journeyguard.token.Bearers;
import org.journeyguard.token.TokenKeeper;
import org.journeyguard.token.TokenServices;
import org.jspecify.annotations.Nullable;

/**
 * The end of everything: what is here first and in any case, then side by side what is elsewhere. Whatever fails keeps nothing else from
 * ending.
 */
public final class LogoutFlow {
    private static final String LOCAL = "local";

    private static final System.Logger LOG = System.getLogger(LogoutFlow.class.getName());

    private final SessionValidator sessions;
    private final Tombstones tombstones;
    private final TokenServices tokens;
    private final Admission admission;
    private final EndingsAtAm atAm;
    private final EndingsOfOthers ofOthers;
    private final Endings endings;
    private final Observers observers;

    /**
     * @param sessions knows which sessions are real
     * @param tombstones where the end is marked
     * @param tokens those that end with them
     * @param admission how many sessions that are not known here are looked up at once
     * @param atAm what has to end at AM
     * @param ofOthers who else hears of it
     * @param endings does it
     * @param observers hear of it
     */
    public LogoutFlow(
            SessionValidator sessions,
            Tombstones tombstones,
            TokenServices tokens,
            Admission admission,
            EndingsAtAm atAm,
            EndingsOfOthers ofOthers,
            Endings endings,
            Observers observers) {
        this.sessions = sessions;
        this.tombstones = tombstones;
        this.tokens = tokens;
        this.admission = admission;
        this.atAm = atAm;
        this.ofOthers = ofOthers;
        this.endings = endings;
        this.observers = observers;
    }

    /**
     * Ends sessions, and all that belongs to them.
     *
     * @param ssoTokens the sessions'; one, but for a browser that presents several
     * @param everywhere whether all sessions of the user end
     * @param local ends what hangs on the request: HttpSession and the like; runs whatever happens
     */
    public LogoutReport end(Set<SsoToken> ssoTokens, boolean everywhere, Runnable local) {
        List<Leaving> known = new ArrayList<>();
        Set<SsoToken> unknown = new LinkedHashSet<>();
        List<Ending> elsewhere = new ArrayList<>();
        boolean news = false;
        for (SsoToken token : ssoTokens) {
            Leaving leaving = Leaving.of(token, sessions);
            if (leaving.left() == null) {
                unknown.add(token);
            } else {
                news |= entomb(leaving);
                known.add(withTokens(leaving, elsewhere));
            }
        }
        Step here = local(local, news);
        for (SsoToken token : unknown) {
            Validation validation = tombstones.has(token) ? Validation.REFUSED : sessions.validate(token, false);
            boolean isValid = validation instanceof Validation.Valid;
            Leaving leaving = Leaving.of(token, sessions);
            if (isValid) {
                news |= entomb(leaving);
            }
            leaving = withTokens(leaving, elsewhere);
            // whoever has tokens here was known once, also where AM is silent now
            if (isValid || leaving.tokens() != null) {
                news |= entomb(leaving);
                known.add(leaving);
            } else {
                elsewhere.add(
                        validation instanceof Validation.Unavailable none
                                ? EndingsAtAm.nothing(none.outage().what())
                                : atAm.ofEnded(token));
            }
        }
        for (Leaving each : known) {
            elsewhere.addAll(atAm.of(each, everywhere));
        }
        Optional<Farewell> farewell = known.stream()
                .flatMap(each -> each.farewell(everywhere).stream())
                .findFirst();
        if (news) {
            farewell.ifPresent(left -> elsewhere.addAll(ofOthers.of(left)));
        }
        return report(
                farewell,
                news && here.result() == Result.NOT_NEEDED ? new Step(LOCAL, Result.DONE, "") : here,
                elsewhere);
    }

    /** After the end was marked, so that none can come any more. */
    private Leaving withTokens(Leaving leaving, List<Ending> elsewhere) {
        elsewhere.addAll(atAm.ofExchanged(leaving.token()));
        return leaving.with(forgetTokens(leaving));
    }

    /**
     * Ends an access token that a request has brought.
     *
     * @param bearers knows which are real
     * @param appSessions knows the application's own sessions; null when there are none
     * @param everywhere whether all sessions end of the person whom the token names
     * @param local as above
     */
    public LogoutReport end(
            BearerToken token, Bearers bearers, @Nullable AppSessions appSessions, boolean everywhere, Runnable local) {
        Optional<TokenIdentity> ended = bearers.end(token);
        List<AppSessions.Ended> others = new ArrayList<>();
        Optional<String> subject = ended.filter(identity -> everywhere && !identity.isClient())
                .flatMap(identity -> identity.claims().text("sub"));
        Step closed = local(
                () -> {
                    if (appSessions != null && ended.isPresent()) {
                        subject.ifPresent(sub -> others.addAll(appSessions.endAllOf(
                                AppIdentity.owner(ended.get().realm(), sub),
                                ended.get().claims())));
                    }
                },
                true);
        Step here = local(local, ended.isPresent());
        List<Ending> elsewhere = new ArrayList<>();
        ended.ifPresentOrElse(
                identity -> elsewhere.addAll(atAm.of(token, identity, bearers, everywhere)),
                () -> elsewhere.add(EndingsAtAm.NO_TOKENS));
        elsewhere.addAll(atAm.ofExchanged(token));
        others.forEach(each -> elsewhere.addAll(atAm.of(each, false)));
        Optional<Farewell> farewell = ended.map(identity -> new Farewell(
                identity.name(),
                identity.realm(),
                Optional.empty(),
                Optional.of(Bearers.asToken(token, identity)),
                everywhere));
        farewell.ifPresent(left -> elsewhere.addAll(ofOthers.of(left)));
        return report(farewell, closed.result() == Result.FAILED ? closed : here, elsewhere);
    }

    /**
     * Ends sessions of the application's own, and all that belongs to them.
     *
     * @param own the sessions; one, but for a browser that presents several
     * @param appSessions knows which are real
     * @param everywhere whether all sessions of the user end
     * @param local as above
     */
    public LogoutReport end(Set<AppSession> own, AppSessions appSessions, boolean everywhere, Runnable local) {
        List<AppSessions.Ended> ended = new ArrayList<>();
        List<AppSessions.Ended> others = new ArrayList<>();
        List<Ending> elsewhere = new ArrayList<>();
        Step closed = local(
                () -> {
                    own.forEach(each -> {
                        // what comes in between ends in the background
                        elsewhere.addAll(atAm.ofExchanged(each));
                        appSessions.signOut(each).ifPresent(ended::add);
                    });
                    if (everywhere) {
                        ended.forEach(each -> others.addAll(appSessions.endAllOf(
                                each.identity().owner(), each.identity().claims())));
                    }
                },
                true);
        Step here = local(local, !ended.isEmpty());
        ended.forEach(each -> elsewhere.addAll(atAm.of(each, everywhere)));
        others.forEach(each -> elsewhere.addAll(atAm.of(each, false)));
        Optional<Farewell> farewell =
                ended.stream().map(each -> each.farewell(everywhere)).findFirst();
        elsewhere.addAll(farewell.map(ofOthers::of).orElse(List.of(EndingsAtAm.NO_TOKENS)));
        return report(farewell, closed.result() == Result.FAILED ? closed : here, elsewhere);
    }

    /**
     * Ends what hangs on a request that presents no session.
     *
     * @param local as above
     * @param unreadable why that is not known for sure; empty when it is
     */
    public LogoutReport endNothing(Runnable local, String unreadable) {
        return report(Optional.empty(), local(local, false), List.of(EndingsAtAm.nothing(unreadable)));
    }

    /**
     * Ends what hangs on a request that presents no session, and the tokens of the session that its HttpSession was last seen with, if AM
     * says that this one is over: an HttpSession's id alone is no proof of whose it is.
     *
     * @param former that session
     * @param local as above
     */
    public LogoutReport endFormer(SsoToken former, Runnable local) {
        return report(Optional.empty(), local(local, false), List.of(atAm.ofFormer(former)));
    }

    /** Those of a session that is not known here may be in the store all the same; null when there are none, or too many look. */
    private @Nullable TokenSet forgetTokens(Leaving leaving) {
        TokenKeeper keeper = tokens.keeper();
        if (keeper == null) {
            return null;
        }
        TokenDigest session = leaving.token().digest();
        Optional<TokenSet> gone = leaving.left() != null
                ? keeper.forget(session)
                : admission.check(false, () -> keeper.forget(session), Optional::empty);
        return gone.orElse(null);
    }

    /** Whether that is news: a second logout finds the tombstone of the first. */
    private boolean entomb(Leaving leaving) {
        boolean isNews = !tombstones.has(leaving.token());
        if (isNews) {
            tombstones.set(leaving.token(), leaving.matters());
        }
        sessions.forget(leaving.token().digest());
        return isNews;
    }

    private static Step local(Runnable local, boolean news) {
        try {
            local.run();
            return new Step(LOCAL, news ? Result.DONE : Result.NOT_NEEDED, "");
        } catch (RuntimeException e) {
            LOG.log(System.Logger.Level.ERROR, "The local part of a logout failed", e);
            return new Step(LOCAL, Result.FAILED, e.getClass().getSimpleName());
        }
    }

    private LogoutReport report(Optional<Farewell> farewell, Step here, List<Ending> elsewhere) {
        List<Step> steps = new ArrayList<>();
        steps.add(here);
        steps.addAll(endings.attempt(elsewhere));
        LogoutReport report = new LogoutReport(outcome(here, steps), steps);
        observers.signedOut(
                farewell.map(Farewell::user).orElse(""),
                farewell.map(Farewell::everywhere).orElse(false),
                report);
        return report;
    }

    private static Outcome outcome(Step here, List<Step> steps) {
        if (here.result() == Result.FAILED) {
            return Outcome.ERROR;
        }
        boolean isUnconfirmed =
                steps.stream().anyMatch(step -> step.result() == Result.FAILED || step.result() == Result.WILL_RETRY);
        if (isUnconfirmed) {
            return Outcome.FAILURE;
        }
        return steps.stream().allMatch(step -> step.result() == Result.NOT_NEEDED)
                ? Outcome.NO_SESSION
                : Outcome.SUCCESS;
    }
}
