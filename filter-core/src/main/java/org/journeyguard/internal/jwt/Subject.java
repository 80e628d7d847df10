package org.journeyguard.internal.jwt;

import java.util.List;
import java.util.Optional;
import org.journeyguard.Claims;

/** Reads the subject of a token from the claims that only AM can set. Pure. */
public final class Subject {
    private static final List<String> BY_AM = List.of("subname", "sub");

    private static final String USER = "(usr!";

    private Subject() {}

    /** Returns the user that a {@code sub} stands for: PingAM sometimes writes {@code (usr!alice)}. */
    public static String plain(String subject) {
        return subject.startsWith(USER) && subject.endsWith(")")
                ? subject.substring(USER.length(), subject.length() - 1)
                : subject;
    }

    /**
     * Returns AM's name of the user. Never the name that an application displays ({@code journey.oauth.name-claims}), because users may
     * choose someone else's.
     */
    public static Optional<String> of(Claims claims) {
        return new TokenClaims(claims).name(BY_AM);
    }
}
