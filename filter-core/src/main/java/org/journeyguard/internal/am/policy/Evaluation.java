package org.journeyguard.internal.am.policy;

import java.time.Duration;
import org.journeyguard.PolicyDecision;

/**
 * AM's decision and how long it can be cached.
 *
 * @param decision about a resource
 * @param lasts how long AM's policies give this decision; zero or negative if it must not be cached
 */
public record Evaluation(PolicyDecision decision, Duration lasts) {}
