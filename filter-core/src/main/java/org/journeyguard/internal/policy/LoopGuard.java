package org.journeyguard.internal.policy;

import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import org.journeyguard.internal.request.RequestFacts;

/**
 * Tells a login loop from many tabs that sign in at once. Being sent to AM is counted for each target and proves nothing; whoever has been
 * sent there twice for the same one comes back by a {@link ReturnAddress}, and only coming back there without a session is a loop.
 * Pure: no clock.
 *
 * @param sent how often the browser has been sent to AM for its target before
 * @param counter of the target, as its cookie says
 */
record LoopGuard(int sent, LoginCounter counter) {
    /** How often a browser is sent to AM for one target before it is told that this leads nowhere. */
    static final int MOST_ROUNDS = 3;
    /** A cookie has some forty octets and lasts for a minute. */
    private static final int MOST_COOKIES = 32;

    private static final Comparator<Map.Entry<String, String>> YOUNGEST_FIRST = Comparator.comparingLong(
                    (Map.Entry<String, String> each) -> LoginCounter.since(each.getValue()))
            .reversed();

    /**
     * Reads how often it has been.
     *
     * @param isFromAm whether the request says that a page of AM has led here: a browser that keeps no cookie is known to come back by that
     *     alone. Who says neither that nor has the cookie has written the address himself, or was given it
     */
    static LoopGuard of(RequestFacts facts, WantedTarget wanted, boolean isFromAm, Instant now) {
        LoginCounter counter = LoginCounter.parse(facts.loginCounters().get(cookie(wanted)), now);
        int byAddress = isFromAm || counter.count() > 0 ? wanted.round() : 0;
        int byPage = isFromAm ? 1 : 0;
        return new LoopGuard(Math.max(counter.count(), Math.max(byPage, byAddress)), counter);
    }

    boolean isLoop(WantedTarget wanted) {
        return wanted.isReturn() && sent >= MOST_ROUNDS;
    }

    /** Whether the browser has to come back by a {@link ReturnAddress}: the next time without a session would be a loop. */
    boolean isInDoubt() {
        return round() >= MOST_ROUNDS || (counter.count() == 0 && sent > 0);
    }

    /** The number of the visit that comes. */
    int round() {
        return sent + 1;
    }

    /** What the browser is to remember of it. */
    LoginCount count(RequestFacts facts, WantedTarget wanted) {
        String cookie = cookie(wanted);
        List<String> expired = facts.loginCounters().entrySet().stream()
                .filter(each -> !each.getKey().equals(cookie))
                .sorted(YOUNGEST_FIRST)
                .skip(MOST_COOKIES - 1)
                .map(Map.Entry::getKey)
                .toList();
        return new LoginCount(cookie, counter.next().value(), expired);
    }

    private static String cookie(WantedTarget wanted) {
        return LoginCount.PREFIX + wanted.key();
    }
}
