package org.journeyguard.internal.journey;

import static org.assertj.core.api.Assertions.assertThat;
import static org.journeyguard.internal.journey.TestJourneys.failure;
import static org.journeyguard.internal.journey.TestJourneys.prompt;
import static org.journeyguard.internal.journey.TestJourneys.success;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.journeyguard.journey.JourneyStep;
import org.journeyguard.journey.callback.NameCallback;
import org.journeyguard.journey.callback.PasswordCallback;
import org.journeyguard.test.FakeAm;
import org.journeyguard.test.FakeCallback;
import org.journeyguard.test.FakeJourney;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every short order of answers, late answers, restarts and timeouts in a journey of two pages. */
class JourneyHistoriesTest extends WithJourneys {
    private static final int LENGTH = 4;

    private enum Event {
        ANSWER_LAST,
        ANSWER_FIRST,
        RESTART_LAST,
        TIME_OUT
    }

    /** A step that the user has seen, and whether AM still waits for its answer. */
    private static final class Seen {
        private final JourneyStep.Prompt prompt;
        private final int page;
        private boolean isOpen = true;

        Seen(JourneyStep step, int page) {
            this.prompt = prompt(step);
            this.page = page;
        }
    }

    static Stream<FakeAm.Kind> kinds() {
        return Stream.of(FakeAm.Kind.PINGAM, FakeAm.Kind.OPENAM);
    }

    private static List<List<Event>> histories() {
        Event[] events = Event.values();
        int all = (int) Math.pow(events.length, LENGTH);
        return IntStream.range(0, all)
                .mapToObj(number -> IntStream.iterate(number, rest -> rest / events.length)
                        .limit(LENGTH)
                        .mapToObj(rest -> List.of(events).get(rest % events.length))
                        .toList())
                .toList();
    }

    @ParameterizedTest
    @MethodSource("kinds")
    void stepIsAcceptedOnceAndOnlyBeforeItsTimeout(FakeAm.Kind kind) {
        start(kind);
        FakeJourney journey = am.journey("Two").prompts(FakeCallback.name()).prompts(FakeCallback.password());
        for (List<Event> history : histories()) {
            List<Seen> seen = new ArrayList<>(List.of(new Seen(journeys.start("Two"), 0)));
            for (Event event : history) {
                Seen last = seen.get(seen.size() - 1);
                switch (event) {
                    case ANSWER_LAST -> answer(last, seen);
                    case ANSWER_FIRST -> answer(seen.get(0), seen);
                    case RESTART_LAST -> restart(last, seen);
                    case TIME_OUT -> {
                        journey.timeOut();
                        seen.forEach(each -> each.isOpen = false);
                    }
                }
            }
        }
    }

    private static void answer(Seen step, List<Seen> seen) {
        step.prompt.set(NameCallback.class, "alice");
        step.prompt.set(PasswordCallback.class, "any");
        JourneyStep next = step.prompt.next();
        if (!step.isOpen) {
            assertThat(failure(next).isTimedOut()).isTrue();
        } else if (step.page == 0) {
            seen.add(new Seen(next, 1));
        } else {
            assertThat(success(next).session()).isPresent();
        }
        step.isOpen = false;
    }

    private static void restart(Seen step, List<Seen> seen) {
        Seen first = new Seen(step.prompt.restart(), 0);
        seen.add(first);
        if (step.page == 0) {
            assertThat(first.prompt.callbacks().get(0).inputs())
                    .isEqualTo(step.prompt.callbacks().get(0).inputs());
        }
    }
}
