package org.journeyguard.guard;

import java.util.List;
import java.util.Optional;
import java.util.ServiceLoader;
import org.journeyguard.LogoutListener;
import org.journeyguard.am.AmClient;
import org.journeyguard.am.notification.NotificationSocket;
import org.journeyguard.am.session.AgentSession;
import org.journeyguard.am.session.SessionAdministrator;
import org.journeyguard.config.JourneyConfig;
import org.journeyguard.credential.AppSession;
import org.journeyguard.credential.BearerToken;
import org.journeyguard.credential.SsoToken;
import org.journeyguard.login.AppSessions;
import org.journeyguard.login.CodeLogin;
import org.journeyguard.logout.AppSessionLogout;
import org.journeyguard.logout.BackChannel;
import org.journeyguard.logout.BearerLogout;
import org.journeyguard.logout.EndedElsewhere;
import org.journeyguard.logout.Endings;
import org.journeyguard.logout.EndingsAtAm;
import org.journeyguard.logout.EndingsOfOthers;
import org.journeyguard.logout.Logout;
import org.journeyguard.logout.LogoutFlow;
import org.journeyguard.logout.LogoutWebhooks;
import org.journeyguard.logout.Retries;
import org.journeyguard.logout.SsoLogout;
import org.journeyguard.logout.UserSessions;
import org.journeyguard.observe.CurrentRequest;
import org.journeyguard.token.Bearers;
import org.journeyguard.token.TokenServices;
import org.jspecify.annotations.Nullable;

/** Ends sessions and tokens, at the user's word and at AM's. */
final class LogoutCapability implements AutoCloseable {
    private final TokenServices.Shared shared;
    private final TokenServices tokens;
    private final @Nullable CodeLogin login;
    private final LogoutWebhooks notices;
    private final Endings endings;
    private final UserSessions userSessions;
    private final EndingsAtAm atAm;
    private final EndingsOfOthers ofOthers;
    private final LogoutFlow flow;
    private final @Nullable BackChannel backChannel;
    private final @Nullable NotificationSocket notifications;

    LogoutCapability(JourneyConfig config, Foundation foundation, TokenServices tokens, @Nullable CodeLogin login) {
        this.shared = foundation.shared();
        this.tokens = tokens;
        this.login = login;
        JourneyConfig.Am settings = config.am();
        AmClient am = shared.am();
        this.notices = new LogoutWebhooks(
                config.logout().notice().urls(),
                config.logout().notice().secret(),
                settings.route().connectTimeout(),
                shared.clock(),
                shared.nanoTime());
        this.endings = new Endings(
                new Retries(config.logout().timeout(), shared.nanoTime()),
                config.logout().timeout(),
                shared.nanoTime(),
                CurrentRequest::handedOver);
        JourneyConfig.Agent named = settings.agent();
        AgentSession agent = named == null ? null : am.agent(named.name(), named.password());
        this.userSessions =
                new UserSessions(am.directory(administrator(settings, agent)), shared.cookieName(), shared.sessions());
        this.ofOthers = new EndingsOfOthers(listeners(), notices);
        this.atAm = new EndingsAtAm(
                shared.sessions(), shared.tombstones(), tokens, config.logout().postLogoutRedirectUri(), userSessions);
        this.flow = new LogoutFlow(atAm, endings, shared.observers());
        EndedElsewhere endedElsewhere = new EndedElsewhere(
                shared.sessions(),
                shared.tombstones(),
                tokens.keeper(),
                appSessions(),
                ofOthers,
                endings,
                shared.background(),
                shared.observers());
        if (login != null) {
            login.sessions().whenPushedOut(endedElsewhere::pushedOut);
        }
        tokens.keeper().whenEndedAtAm(endedElsewhere::atAm);
        this.backChannel = tokens.logoutTokens() == null
                ? null
                : new BackChannel(
                        tokens.logoutTokens(),
                        foundation.index(),
                        shared.logouts(),
                        endedElsewhere,
                        shared.clock(),
                        shared.nanoTime());
        this.notifications = !settings.notifications() || agent == null
                ? null
                : am.notifications(agent, shared.cookieName()::get, endedElsewhere::told);
    }

    private @Nullable SessionAdministrator administrator(JourneyConfig.Am settings, @Nullable AgentSession agent) {
        JourneyConfig.ServiceAccount account = settings.serviceAccount();
        return account == null
                ? agent
                : shared.am()
                        .serviceAccount(
                                account.id(),
                                account.key(),
                                account.tokenEndpoint(),
                                settings.publicUrl(),
                                shared.clock());
    }

    private static List<LogoutListener> listeners() {
        return ServiceLoader.load(LogoutListener.class).stream()
                .map(ServiceLoader.Provider::get)
                .toList();
    }

    private @Nullable AppSessions appSessions() {
        return login == null ? null : login.sessions();
    }

    /** Signs out users who have an SSO token. */
    Logout<SsoToken> ofSsoTokens() {
        return new SsoLogout(
                shared.sessions(), shared.tombstones(), tokens.keeper(), shared.limiter(), atAm, ofOthers, flow);
    }

    /** Signs out users of the application's own sessions. */
    Logout<AppSession> of(AppSessions sessions) {
        return new AppSessionLogout(sessions, atAm, ofOthers, flow);
    }

    /** Signs out users who have an access token. */
    Logout<BearerToken> of(Bearers bearers) {
        return new BearerLogout(bearers, appSessions(), atAm, ofOthers, flow);
    }

    /** Logouts of requests that present no session. */
    LogoutFlow flow() {
        return flow;
    }

    /** Lists and ends AM's sessions of users. */
    UserSessions userSessions() {
        return userSessions;
    }

    /** Receives logout tokens; null without an OAuth 2.0 client. */
    @Nullable
    BackChannel backChannel() {
        return backChannel;
    }

    /** Whether the connection for AM's notifications is open; empty where none is configured. */
    Optional<Boolean> areNotificationsConnected() {
        return Optional.ofNullable(notifications).map(NotificationSocket::isConnected);
    }

    /** How many steps wait for another attempt. */
    int waiting() {
        return endings.waiting();
    }

    @Override
    public void close() {
        if (notifications != null) {
            notifications.close();
        }
        endings.close();
        notices.close();
    }
}
