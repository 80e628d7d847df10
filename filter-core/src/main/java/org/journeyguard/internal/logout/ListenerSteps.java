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
    private final LogoutWebhooks notices;

    /**
     * @param listeners called once each
     * @param notices sent, and sent again until confirmed
     */
    public ListenerSteps(List<LogoutListener> listeners, LogoutWebhooks notices) {
        this.listeners = List.copyOf(listeners);
        this.notices = notices;
    }

    List<LogoutStep> of(LogoutContext farewell) {
        List<LogoutStep> endings = new ArrayList<>();
        for (LogoutListener listener : listeners) {
            endings.add(new LogoutStep(
                    "listener " + listener.getClass().getSimpleName(),
                    LogoutStep.Stage.INDEPENDENT,
                    deadline -> {
                        listener.signedOut(farewell);
                        return StepResult.DONE;
                    },
                    Duration.ZERO));
        }
        for (LogoutWebhooks.Notice notice : notices.of(farewell)) {
            endings.add(new LogoutStep(
                    "notice " + notice.host(),
                    LogoutStep.Stage.INDEPENDENT,
                    deadline -> {
                        String failure = notice.send(deadline);
                        return failure.isEmpty() ? StepResult.DONE : new StepResult.Failed(failure, true);
                    },
                    NOTICES_MATTER));
        }
        return endings;
    }
}
