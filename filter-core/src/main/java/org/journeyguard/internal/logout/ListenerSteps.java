package org.journeyguard.internal.logout;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.journeyguard.LogoutContext;
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
        for (LogoutListener listener : listeners) {
            steps.add(new LogoutStep(
                    "listener " + listener.getClass().getSimpleName(),
                    LogoutStep.Stage.INDEPENDENT,
                    deadline -> {
                        listener.signedOut(context);
                        return StepResult.DONE;
                    },
                    Duration.ZERO));
        }
        for (LogoutWebhooks.Notice notice : webhooks.of(context)) {
            steps.add(new LogoutStep(
                    "notice " + notice.host(),
                    LogoutStep.Stage.INDEPENDENT,
                    deadline -> {
                        String failure = notice.send(deadline);
                        return failure.isEmpty() ? StepResult.DONE : new StepResult.Failed(failure, true);
                    },
                    NOTICES_MATTER));
        }
        return steps;
    }
}
