package org.journeyguard.internal.logout;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.journeyguard.LogoutContext;
import org.journeyguard.internal.logout.step.LogoutStep;
import org.journeyguard.internal.logout.step.LogoutTask;
import org.journeyguard.internal.logout.step.LogoutWebhooks;
import org.journeyguard.spi.LogoutListener;

/** Creates the steps that notify others of a logout: the application's listeners and the configured URLs. */
public final class ListenerSteps {
    private static final Duration NOTICES_MATTER = Duration.ofHours(1);

    private final List<LogoutListener> listeners;
    private final LogoutWebhooks webhooks;

    /**
     * @param listeners called once each
     * @param webhooks sent once, and retried until the receiver confirms them
     */
    public ListenerSteps(List<LogoutListener> listeners, LogoutWebhooks webhooks) {
        this.listeners = List.copyOf(listeners);
        this.webhooks = webhooks;
    }

    List<LogoutStep> of(LogoutContext context) {
        List<LogoutStep> steps = new ArrayList<>();
        listeners.forEach(each -> steps.add(LogoutStep.once(new LogoutTask.CallListener(each, context))));
        webhooks.of(context).forEach(each -> steps.add(new LogoutStep(each, NOTICES_MATTER)));
        return steps;
    }
}
