package org.journeyguard.logout;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.journeyguard.Farewell;
import org.journeyguard.LogoutListener;

/** Who else hears of a logout: the application's listeners, and addresses that are configured. */
public final class EndingsOfOthers {
    private static final Duration NOTICES_MATTER = Duration.ofHours(1);

    private final List<LogoutListener> listeners;
    private final LogoutWebhooks notices;

    /**
     * @param listeners called once each
     * @param notices sent, and sent again where nobody confirms them
     */
    public EndingsOfOthers(List<LogoutListener> listeners, LogoutWebhooks notices) {
        this.listeners = List.copyOf(listeners);
        this.notices = notices;
    }

    List<Ending> of(Farewell farewell) {
        List<Ending> endings = new ArrayList<>();
        for (LogoutListener listener : listeners) {
            endings.add(new Ending(
                    "listener " + listener.getClass().getSimpleName(),
                    Ending.Stage.INDEPENDENT,
                    deadline -> {
                        listener.signedOut(farewell);
                        return Ended.DONE;
                    },
                    Duration.ZERO));
        }
        for (LogoutWebhooks.Notice notice : notices.of(farewell)) {
            endings.add(new Ending(
                    "notice " + notice.host(),
                    Ending.Stage.INDEPENDENT,
                    deadline -> {
                        String failure = notice.send(deadline);
                        return failure.isEmpty() ? Ended.DONE : new Ended.Failed(failure, true);
                    },
                    NOTICES_MATTER));
        }
        return endings;
    }
}
