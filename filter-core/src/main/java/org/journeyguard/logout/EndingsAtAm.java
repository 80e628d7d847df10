package org.journeyguard.logout;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.journeyguard.Claims;
import org.journeyguard.am.session.SessionOwner;
import org.journeyguard.credential.Authentication;
import org.journeyguard.credential.BearerToken;
import org.journeyguard.credential.Credential;
import org.journeyguard.credential.SsoIdentity;
import org.journeyguard.credential.SsoToken;
import org.journeyguard.credential.TokenIdentity;
import org.journeyguard.login.AppSessions;
import org.journeyguard.logout.Ending.Stage;
import org.journeyguard.resilience.Deadline;
import org.journeyguard.session.SessionRules;
import org.journeyguard.session.SessionValidator;
import org.journeyguard.store.TokenSet;
import org.journeyguard.store.Tombstones;
import org.journeyguard.token.Bearers;
import org.journeyguard.token.ExchangedTokens;
import org.journeyguard.token.Revocation;
import org.journeyguard.token.Subject;
import org.journeyguard.token.TokenExchange;
import org.journeyguard.token.TokenKeeper;
import org.journeyguard.token.TokenServices;
import org.jspecify.annotations.Nullable;

/** What a logout has to end at AM: tokens, the OpenID Connect session, AM's session, all sessions of the user. */
public final class EndingsAtAm {
    private static final String TOKENS = "tokens";
    private static final String EXCHANGED_TOKENS = "exchanged-tokens";
    private static final String OIDC_SESSION = "oidc-session";
    private static final String AM_SESSION = "am-session";
    private static final String ALL_SESSIONS = "all-sessions";

    static final Ending NO_TOKENS = new Ending(TOKENS, Stage.TOKENS, deadline -> Ended.NOT_NEEDED, Duration.ZERO);

    /** There is neither a server that ends them at the user's word nor an agent that may. */
    public static final Ended UNAVAILABLE =
            new Ended.Failed("AM has no way to end them for the user, and there is no journey.am.agent.name", false);

    private final SessionValidator sessions;
    private final Tombstones tombstones;
    private final TokenServices tokens;
    private final @Nullable String postLogoutRedirectUri;
    private final Everywhere everywhere;

    /** Ends all sessions of a user at AM. */
    @FunctionalInterface
    public interface Everywhere {
        /**
         * @param session the user's own; null where AM's session is not known
         * @param owner whose sessions end
         */
        Ended endAll(@Nullable SsoToken session, SessionOwner owner, Deadline deadline);
    }

    /**
     * @param sessions ends AM's sessions
     * @param tombstones knows what AM has yet to confirm
     * @param tokens ends tokens
     * @param postLogoutRedirectUri sent along with the end of the OpenID Connect session; null for none
     * @param everywhere ends all sessions of a user
     */
    public EndingsAtAm(
            SessionValidator sessions,
            Tombstones tombstones,
            TokenServices tokens,
            @Nullable String postLogoutRedirectUri,
            Everywhere everywhere) {
        this.sessions = sessions;
        this.tombstones = tombstones;
        this.tokens = tokens;
        this.postLogoutRedirectUri = postLogoutRedirectUri;
        this.everywhere = everywhere;
    }

    List<Ending> of(Leaving leaving, boolean isEverywhere) {
        List<Ending> endings = new ArrayList<>();
        SsoIdentity identity = leaving.identity();
        if (isEverywhere && identity != null) {
            endings.add(everywhere(leaving.token(), SessionOwner.of(identity), leaving.matters()));
        }
        if (tokens.keeper().isConfigured()) {
            endings.addAll(ofTokens(
                    leaving.tokens(),
                    Optional.ofNullable(leaving.tokens())
                            .flatMap(set -> set.token().idToken()),
                    leaving.matters(),
                    tokens.keeper().revocation()));
        }
        endings.add(ofSession(leaving.token(), leaving.matters()));
        return endings;
    }

    private Ending everywhere(@Nullable SsoToken session, SessionOwner owner, Duration matters) {
        return new Ending(
                ALL_SESSIONS, Stage.ALL_SESSIONS, deadline -> everywhere.endAll(session, owner, deadline), matters);
    }

    /** What belongs to a session of the application's own; AM's session ends with the OpenID Connect session. */
    List<Ending> of(AppSessions.Ended ended, boolean isEverywhere) {
        List<Ending> endings = new ArrayList<>();
        if (tokens.keeper().isConfigured()) {
            endings.addAll(ofTokens(
                    ended.tokens().orElse(null),
                    ended.idToken(),
                    ended.matters(),
                    tokens.keeper().revocation()));
        }
        if (isEverywhere) {
            endings.add(everywhere(ended.identity().claims(), ended.identity().realm(), ended.matters()));
        }
        return endings;
    }

    private List<Ending> ofTokens(
            @Nullable TokenSet set, Optional<String> idToken, Duration matters, Revocation revocation) {
        List<Ending> endings = new ArrayList<>();
        endings.add(
                set == null
                        ? NO_TOKENS
                        : new Ending(
                                TOKENS, Stage.TOKENS, deadline -> Ended.of(revocation.of(set, deadline)), matters));
        idToken.ifPresent(hint -> endings.add(new Ending(
                OIDC_SESSION,
                Stage.TOKENS,
                deadline -> Ended.of(revocation.ofSession(hint, postLogoutRedirectUri, deadline)),
                matters)));
        return endings;
    }

    /** What AM has given for the user's tokens by token exchange, and has ended here; nothing where there is none. */
    List<Ending> ofExchanged(Credential owner) {
        TokenExchange exchange = tokens.exchange();
        if (exchange == null) {
            return List.of();
        }
        ExchangedTokens.Taken taken = exchange.take(owner);
        Queue<TokenSet> alive = new ConcurrentLinkedQueue<>(taken.tokens());
        return alive.isEmpty()
                ? List.of()
                : List.of(new Ending(
                        EXCHANGED_TOKENS,
                        Stage.TOKENS,
                        deadline -> ofExchanged(alive, exchange, deadline),
                        taken.matters()));
    }

    private static Ended ofExchanged(Queue<TokenSet> alive, TokenExchange exchange, Deadline deadline) {
        Ended outcome = Ended.DONE;
        for (TokenSet each : List.copyOf(alive)) {
            Ended ended = Ended.of(exchange.revoke(each, deadline));
            if (ended instanceof Ended.Failed) {
                outcome = ended;
            } else {
                alive.remove(each);
            }
        }
        return outcome;
    }

    /** A session that was ended here before, or that there never was: what AM has missed the first time is made up for. */
    Ending ofEnded(SsoToken token) {
        return ofSession(token, Duration.ZERO);
    }

    private Ending ofSession(SsoToken token, Duration matters) {
        return new Ending(AM_SESSION, Stage.AM_SESSION, deadline -> ofSession(token, deadline), matters);
    }

    /** Only what AM had confirmed is ended there, so that strangers can't make AM work. */
    private Ended ofSession(SsoToken token, Deadline deadline) {
        if (!tombstones.isUnconfirmed(token)) {
            return Ended.NOT_NEEDED;
        }
        Ended ended = Ended.of(sessions.end(token, deadline));
        if (!(ended instanceof Ended.Failed)) {
            tombstones.confirm(token);
        }
        return ended;
    }

    /** The tokens of a session that may be over. */
    Ending ofFormer(SsoToken former) {
        TokenKeeper keeper = tokens.keeper();
        TokenSet set = keeper.find(former.digest()).orElse(null);
        return set == null
                ? NO_TOKENS
                : new Ending(
                        TOKENS,
                        Stage.TOKENS,
                        deadline -> ofFormer(former, set, keeper, deadline),
                        SessionRules.surelyOver(null));
    }

    private Ended ofFormer(SsoToken former, TokenSet set, TokenKeeper keeper, Deadline deadline) {
        Authentication<SsoIdentity> answer =
                tombstones.has(former) ? Authentication.refused() : sessions.validateAnew(former);
        if (answer instanceof Authentication.Unavailable<SsoIdentity> none) {
            return new Ended.Failed(none.outage().what(), true);
        }
        if (!answer.isRefused()) {
            return Ended.NOT_NEEDED;
        }
        keeper.forget(former.digest());
        return Ended.of(keeper.revocation().of(set, deadline));
    }

    /** What belongs to an access token that a request has brought: no session, unless all of its user's are to end. */
    List<Ending> of(BearerToken token, TokenIdentity identity, Bearers bearers, boolean isEverywhere) {
        List<Ending> endings = new ArrayList<>();
        endings.add(new Ending(
                TOKENS,
                Stage.TOKENS,
                deadline -> bearers.revoke(token, deadline).map(Ended::of).orElse(Ended.NOT_NEEDED),
                bearers.left(identity)));
        if (isEverywhere && !identity.isClient()) {
            endings.add(everywhere(identity.claims(), identity.realm(), bearers.left(identity)));
        }
        return endings;
    }

    /** Of whom AM's session is not known here. */
    private Ending everywhere(Claims claims, String realm, Duration matters) {
        return Subject.of(claims)
                .map(name -> everywhere(null, new SessionOwner(name, realm, null), matters))
                .orElse(new Ending(ALL_SESSIONS, Stage.ALL_SESSIONS, deadline -> UNAVAILABLE, Duration.ZERO));
    }

    static Ending nothing(String unreadable) {
        return new Ending(
                AM_SESSION,
                Stage.AM_SESSION,
                deadline -> unreadable.isEmpty() ? Ended.NOT_NEEDED : new Ended.Failed(unreadable, false),
                Duration.ZERO);
    }
}
