package org.journeyguard.internal.appsession;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.journeyguard.internal.http.Outage;

/**
 * The outcome of ending all app sessions of a user.
 *
 * @param begunUntil later sessions remain
 * @param ended sessions that have ended
 * @param outage why some may not have ended; empty if all have
 */
public record EndedAppSessions(Instant begunUntil, List<EndedAppSession> ended, Optional<Outage> outage) {}
