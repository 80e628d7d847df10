package org.journeyguard.internal.policy;

import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import org.journeyguard.internal.request.RequestFacts;

/**
 * Distinguishes a login loop from many tabs that sign in at once. Redirects to AM are counted for each target and prove nothing. After two
 * for the same target, the browser must return by a {@link ReturnAddress}; only a return there without a session is a loop. Pure: no clock.
 *
 * @param sent how many times the browser has already been sent to AM for its target
 * @param counter of the target, from its cookie
 */
record LoopGuard(int sent, RedirectCount counter) {
    /** How many times a browser is sent to AM for one target before the user gets an error. */
    static final int MOST_ROUNDS = 3;
    /** A cookie has about forty octets and lasts for a minute. */
    private static final int MOST_COOKIES = 32;

    private static final Comparator<Map.Entry<String, String>> YOUNGEST_FIRST = Comparator.comparingLong(
                    (Map.Entry<String, String> each) -> RedirectCount.since(each.getValue()))
            .reversed();

    /**
     * Reads the count.
     *
     * @param isFromAm whether the request came from one of AM's pages: the only sign of a return in a browser that keeps no cookies. A
     *     request with neither this nor the cookie was typed in or came from a link
     */
    static LoopGuard of(RequestFacts facts, WantedTarget wanted, boolean isFromAm, Instant now) {
        RedirectCount counter = RedirectCount.parse(facts.loginCounters().get(cookie(wanted)), now);
        int byAddress = isFromAm || counter.count() > 0 ? wanted.round() : 0;
        int byPage = isFromAm ? 1 : 0;
        return new LoopGuard(Math.max(counter.count(), Math.max(byPage, byAddress)), counter);
    }

    boolean isLoop(WantedTarget wanted) {
        return wanted.isReturn() && sent >= MOST_ROUNDS;
    }

    /** Returns whether the browser must return by a {@link ReturnAddress}; the next return without a session would be a loop. */
    boolean isInDoubt() {
        return round() >= MOST_ROUNDS || (counter.count() == 0 && sent > 0);
    }

    /** Returns the number of the next visit. */
    int round() {
        return sent + 1;
    }

    /** Returns what the browser has to remember. */
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
