package org.journeyguard.internal.logout;

import java.net.URI;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.function.UnaryOperator;
import org.journeyguard.fixtures.TestGuard;
import org.journeyguard.internal.appsession.AppSessions;
import org.journeyguard.internal.bearer.BearerTokens;
import org.journeyguard.internal.guard.CodeFlowServices;
import org.journeyguard.internal.logout.step.ClusterOutbox;
import org.journeyguard.internal.logout.step.LogoutRetryQueue;
import org.journeyguard.internal.logout.step.LogoutWebhooks;
import org.journeyguard.internal.logout.step.NodeTasks;
import org.journeyguard.internal.logout.step.Outbox;
import org.journeyguard.internal.logout.step.StepRunner;
import org.journeyguard.internal.logout.step.TaskServices;
import org.journeyguard.internal.logout.step.WebhookSettings;
import org.journeyguard.internal.observe.Observers;
import org.journeyguard.internal.resilience.BackgroundTasks;
import org.journeyguard.internal.resilience.DelayedTasks;
import org.journeyguard.spi.LogoutListener;
import org.journeyguard.test.ManualTime;
import org.jspecify.annotations.Nullable;

/** Logouts of an application, whose retries come when a test lets time pass. */
public final class TestLogout implements AutoCloseable {
    static final String SECRET = "0123456789abcdef0123456789abcdef";

    private final Queue<Waiting> waiting = new ArrayDeque<>();
    private final NodeTasks looks;
    private final StepRunner endings;
    private final LogoutWebhooks webhooks;
    private final TestGuard guard;
    private final SsoLogout sso;
    private final AmLogoutSteps atAm;
    private final ListenerSteps listenerSteps;
    private final LogoutRunner flow;

    private record Waiting(Duration pause, Runnable task) {}

    /**
     * @param limit how long a logout waits, by the real clock
     * @param receivers of webhooks
     * @param everywhere ends all sessions of a user
     */
    TestLogout(
            TestGuard guard,
            ManualTime time,
            Duration limit,
            List<LogoutListener> listeners,
            List<URI> receivers,
            TaskServices.Everywhere everywhere) {
        this(guard, time, limit, listeners, receivers, null, everywhere);
    }

    private static TaskServices.Everywhere withoutAgent(TestGuard guard) {
        return new UserSessions(guard.client().directory(null), guard.cookieName(), guard.sessions());
    }

    /** Without an agent. */
    TestLogout(
            TestGuard guard,
            ManualTime time,
            Duration limit,
            List<LogoutListener> listeners,
            List<URI> receivers,
            @Nullable String postLogoutRedirectUri) {
        this(guard, time, limit, listeners, receivers, postLogoutRedirectUri, withoutAgent(guard));
    }

    private TestLogout(
            TestGuard guard,
            ManualTime time,
            Duration limit,
            List<LogoutListener> listeners,
            List<URI> receivers,
            @Nullable String postLogoutRedirectUri,
            TaskServices.Everywhere everywhere) {
        this.guard = guard;
        webhooks =
                new LogoutWebhooks(new WebhookSettings(receivers, SECRET), Duration.ofSeconds(2), time, time::nanoTime);
        TaskServices services = new TaskServices(
                guard.sessions(),
                guard.tombstones(),
                guard.tokens().keeper(),
                guard.tokens().revocation(),
                postLogoutRedirectUri,
                everywhere,
                guard.optionalLogin().map(CodeFlowServices::sessions),
                webhooks);
        LogoutRetryQueue retries = new LogoutRetryQueue(
                services,
                new DelayedTasks() {
                    @Override
                    public synchronized boolean in(Duration pause, Runnable task) {
                        return waiting.add(new Waiting(pause, task));
                    }

                    @Override
                    public void close() {
                        // nothing runs by itself
                    }
                },
                limit,
                time::nanoTime);
        looks = new NodeTasks(time);
        Outbox outbox = guard.optionalCluster()
                .<Outbox>map(cluster -> new ClusterOutbox(
                        cluster, retries, limit, cluster.timeout(), time, time::nanoTime, new SecureRandom(), looks))
                .orElse(Outbox.NONE);
        endings = new StepRunner(services, retries, outbox, limit, time::nanoTime, UnaryOperator.identity());
        atAm = new AmLogoutSteps(
                guard.tombstones(), guard.tokens().keeper(), guard.tokens().exchange());
        listenerSteps = new ListenerSteps(listeners, webhooks);
        flow = new LogoutRunner(atAm, endings, Observers.NONE);
        sso = new SsoLogout(
                guard.sessions(),
                guard.tombstones(),
                guard.tokens().keeper(),
                guard.limiter(),
                atAm,
                listenerSteps,
                flow);
    }

    /** Without an agent. */
    TestLogout(TestGuard guard, ManualTime time, Duration limit, List<LogoutListener> listeners, List<URI> receivers) {
        this(guard, time, limit, listeners, receivers, withoutAgent(guard));
    }

    /** Whose logouts wait for AM as long as AM may take. */
    public static TestLogout of(TestGuard guard, ManualTime time) {
        return of(guard, time, List.of());
    }

    /** Whose logouts wait for AM as long as AM may take. */
    public static TestLogout of(TestGuard guard, ManualTime time, List<LogoutListener> listeners) {
        return new TestLogout(guard, time, Duration.ofSeconds(30), listeners, List.of());
    }

    /** The logouts from AM's sessions. */
    public SsoLogout sso() {
        return sso;
    }

    /** The logouts from the application's own sessions. */
    public AppSessionLogout of(AppSessions sessions) {
        return new AppSessionLogout(sessions, atAm, listenerSteps, flow);
    }

    /** The logouts that AM reports. */
    public RemoteLogout remote(Optional<AppSessions> sessions, BackgroundTasks background) {
        return new RemoteLogout(
                guard.sessions(),
                guard.tombstones(),
                guard.tokens().keeper(),
                sessions,
                listenerSteps,
                endings,
                background,
                Observers.NONE);
    }

    /** The logouts without a session. */
    LogoutRunner flow() {
        return flow;
    }

    /** The logouts of programs that bring access tokens. */
    public BearerLogout of(BearerTokens bearers) {
        return new BearerLogout(bearers, Optional.empty(), atAm, listenerSteps, flow);
    }

    /** Lets the next pause pass, and has tried again what waited for its end. */
    public Duration retry(ManualTime time) {
        Waiting next = waiting.remove();
        time.pass(next.pause);
        next.task.run();
        return next.pause;
    }

    /** AM can be reached again, and all is tried again until nothing waits. */
    public void retryAll(ManualTime time) {
        // longer than the circuit breaker holds calls back
        time.pass(Duration.ofSeconds(10));
        while (!waiting.isEmpty()) {
            retry(time);
        }
    }

    /** Has a look at the outbox of all nodes, if it is due. */
    void look() {
        looks.run();
    }

    /** How much waits to be tried again. */
    int waiting() {
        return waiting.size();
    }

    @Override
    public void close() {
        endings.close();
        webhooks.close();
    }
}
