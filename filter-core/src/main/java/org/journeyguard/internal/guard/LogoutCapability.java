package org.journeyguard.internal.guard;

import java.security.SecureRandom;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.ServiceLoader;
import org.journeyguard.internal.am.AmClient;
import org.journeyguard.internal.am.AmSettings;
import org.journeyguard.internal.am.notification.NotificationSocket;
import org.journeyguard.internal.appsession.AppSessions;
import org.journeyguard.internal.authorization.Policies;
import org.journeyguard.internal.bearer.BearerTokens;
import org.journeyguard.internal.cluster.EntryNames.Kind;
import org.journeyguard.internal.credential.AppSession;
import org.journeyguard.internal.credential.BearerToken;
import org.journeyguard.internal.credential.SsoToken;
import org.journeyguard.internal.guard.settings.GuardSettings;
import org.journeyguard.internal.logout.AmLogoutSteps;
import org.journeyguard.internal.logout.AppSessionLogout;
import org.journeyguard.internal.logout.BackChannel;
import org.journeyguard.internal.logout.BearerLogout;
import org.journeyguard.internal.logout.ListenerSteps;
import org.journeyguard.internal.logout.Logout;
import org.journeyguard.internal.logout.LogoutRunner;
import org.journeyguard.internal.logout.RemoteLogout;
import org.journeyguard.internal.logout.SsoLogout;
import org.journeyguard.internal.logout.UserSessions;
import org.journeyguard.internal.logout.step.ClusterOutbox;
import org.journeyguard.internal.logout.step.LogoutRetryQueue;
import org.journeyguard.internal.logout.step.LogoutWebhooks;
import org.journeyguard.internal.logout.step.Outbox;
import org.journeyguard.internal.logout.step.StepRunner;
import org.journeyguard.internal.logout.step.TaskServices;
import org.journeyguard.internal.observe.CurrentRequest;
import org.journeyguard.internal.resilience.DelayedTasks;
import org.journeyguard.internal.store.FirstUse;
import org.journeyguard.spi.LogoutListener;

/** Ends sessions and tokens, when the user or AM requires it. */
final class LogoutCapability {
    private final SharedServices shared;
    private final TokenServices tokens;
    private final Optional<AppSessions> appSessions;
    private final LogoutWebhooks webhooks;
    private final StepRunner endings;
    private final UserSessions userSessions;
    private final AmLogoutSteps atAm;
    private final ListenerSteps listenerSteps;
    private final LogoutRunner flow;
    private final Optional<BackChannel> backChannel;
    private final Optional<NotificationSocket> notifications;

    LogoutCapability(
            GuardSettings config,
            Foundation foundation,
            TokenServices tokens,
            Optional<CodeFlowServices> login,
            Policies policies) {
        this.shared = foundation.shared();
        this.tokens = tokens;
        this.appSessions = login.map(CodeFlowServices::sessions);
        AmSettings settings = config.am();
        AmClient am = shared.am();
        this.webhooks = new LogoutWebhooks(
                config.webhooks(), settings.connection().connectTimeout(), shared.clock(), shared.nanoTime());
        foundation.opened(webhooks::close);
        this.userSessions = new UserSessions(
                am.directory(shared.accounts().administrator()), shared.cookieName(), shared.sessions());
        TaskServices services = new TaskServices(
                shared.sessions(),
                shared.tombstones(),
                tokens.keeper(),
                tokens.revocation(),
                config.logout().postLogoutRedirectUri(),
                userSessions,
                appSessions,
                webhooks);
        Duration limit = config.logout().timeout();
        LogoutRetryQueue retries = new LogoutRetryQueue(
                services, DelayedTasks.onThread("journeyguard-logout-retry"), limit, shared.nanoTime());
        this.endings = new StepRunner(
                services, retries, outbox(retries, limit), limit, shared.nanoTime(), CurrentRequest::handedOver);
        foundation.opened(endings::close);
        this.listenerSteps = new ListenerSteps(listeners(), webhooks);
        this.atAm = new AmLogoutSteps(shared.tombstones(), tokens.keeper(), tokens.exchange());
        this.flow = new LogoutRunner(atAm, endings, shared.observers());
        RemoteLogout remoteLogout = new RemoteLogout(
                shared.sessions(),
                shared.tombstones(),
                tokens.keeper(),
                appSessions,
                listenerSteps,
                endings,
                shared.background(),
                shared.observers());
        appSessions.ifPresent(each -> each.whenPushedOut(remoteLogout::pushedOut));
        tokens.keeper().onEndedAtAm(remoteLogout::atAm);
        this.backChannel = tokens.client()
                .map(client -> new BackChannel(
                        client.logoutTokens(),
                        shared.index(),
                        shared.logouts(),
                        remoteLogout,
                        FirstUse.of(
                                shared.cluster(),
                                Kind.LOGOUT_TOKEN,
                                BackChannel.REMEMBERED,
                                Long.MAX_VALUE,
                                shared.nanoTime()),
                        shared.stores().lateEnds(),
                        shared.clock()));
        this.notifications = Optional.ofNullable(shared.accounts().agent())
                .filter(each -> settings.notifications())
                .map(each ->
                        am.notifications(each, shared.cookieName()::get, new AmNotifications(remoteLogout, policies)));
        notifications.ifPresent(each -> foundation.opened(each::close));
    }

    private Outbox outbox(LogoutRetryQueue retries, Duration limit) {
        return shared.cluster()
                .<Outbox>map(cluster -> new ClusterOutbox(
                        cluster,
                        retries,
                        limit,
                        cluster.timeout(),
                        shared.clock(),
                        shared.nanoTime(),
                        new SecureRandom(),
                        DelayedTasks.onThread("journeyguard-outbox")))
                .orElse(Outbox.NONE);
    }

    private static List<LogoutListener> listeners() {
        return ServiceLoader.load(LogoutListener.class).stream()
                .map(ServiceLoader.Provider::get)
                .toList();
    }

    /** Returns the logout of users who have an SSO token. */
    Logout<SsoToken> ofSsoTokens() {
        return new SsoLogout(
                shared.sessions(), shared.tombstones(), tokens.keeper(), shared.limiter(), atAm, listenerSteps, flow);
    }

    /** Returns the logout of users of the application's own sessions. */
    Logout<AppSession> of(AppSessions sessions) {
        return new AppSessionLogout(sessions, atAm, listenerSteps, flow);
    }

    /** Returns the logout of users who have an access token. */
    Logout<BearerToken> of(BearerTokens bearers) {
        return new BearerLogout(bearers, appSessions, atAm, listenerSteps, flow);
    }

    /** Returns the logout for requests that present no session. */
    LogoutRunner flow() {
        return flow;
    }

    /** Returns the service that lists and ends AM's sessions of users. */
    UserSessions userSessions() {
        return userSessions;
    }

    /** Returns the receiver of logout tokens; empty without an OAuth 2.0 client or the application's URL. */
    Optional<BackChannel> backChannel() {
        return backChannel;
    }

    /** Whether the connection for AM's notifications is open; empty when none is configured. */
    Optional<Boolean> areNotificationsConnected() {
        return notifications.map(NotificationSocket::isConnected);
    }

    /** Returns how many steps wait for a retry. */
    int waiting() {
        return endings.waiting();
    }
}
