package org.journeyguard.logout;

import java.time.Duration;
import java.util.function.Function;
import org.journeyguard.am.Deadline;

/**
 * Something that has to end elsewhere.
 *
 * @param name of the step in the report
 * @param attempt ends it, within a deadline
 * @param matters how long it makes sense to try, because after that it is over by itself; zero for once only
 */
record Ending(String name, Function<Deadline, Ended> attempt, Duration matters) {}
