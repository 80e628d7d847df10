package org.journeyguard.internal.authorization;

import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.journeyguard.PolicyDecision;
import org.journeyguard.fixtures.Heap;
import org.journeyguard.internal.am.policy.Evaluation;
import org.journeyguard.internal.authorization.DecisionKey.Enquiry;
import org.journeyguard.internal.credential.TokenDigest;

/** Prints how much of the heap one cached decision takes, from a cache that is full of them. */
public final class DecisionMemory {
    private static final int DECISIONS = 1_000_000;
    private static final String BASE = "https://app.example.com:443";
    private static final Duration TTL = Duration.ofHours(2);

    private DecisionMemory() {}

    /** Runs for some seconds, and needs a heap of 4 GB. */
    public static void main(String[] args) {
        DecisionCache cache = new DecisionCache(TTL, DECISIONS, Clock.systemUTC(), System::nanoTime);
        long before = Heap.used();
        for (int i = 0; i < DECISIONS; i++) {
            cache.store(key(i), evaluation(key(i)), cache.era());
        }
        System.out.printf(Locale.ROOT, "%,d decisions: %d bytes each%n", DECISIONS, (Heap.used() - before) / DECISIONS);
        Objects.requireNonNull(cache.find(key(DECISIONS - 1)), "not full");
    }

    private static DecisionKey key(int number) {
        TokenDigest session = TokenDigest.ofText("session" + number);
        return new Enquiry(session, "orders", BASE, "192.0.2.1", Map.of()).key(BASE + "/orders/" + number);
    }

    /** With texts of its own, as they come from JSON. */
    private static Evaluation evaluation(DecisionKey key) {
        Map<String, Boolean> actions = new HashMap<>();
        for (String action : "GET POST PUT DELETE HEAD OPTIONS PATCH".split(" ", -1)) {
            actions.put(action, action.equals("GET"));
        }
        return new Evaluation(new PolicyDecision(key.resource(), actions, Map.of(), Map.of()), TTL);
    }
}
