package org.journeyguard.internal.am.session;

import java.time.Duration;
import org.journeyguard.internal.credential.Authentication;
import org.journeyguard.internal.credential.SsoIdentity;

/**
 * The result of extending the idle time of a session at AM.
 *
 * @param answer AM's answer about the session
 * @param isSupported false when AM has no way to extend this session
 */
public record KeepAliveResult(Authentication<SsoIdentity> answer, boolean isSupported) {
    /**
     * How long no attempt follows one that showed that AM has no way to extend a session. Not for ever, because whatever stands
     * before AM may have answered in its place.
     */
    public static final Duration UNSUPPORTED_FOR = Duration.ofMinutes(5);
}
