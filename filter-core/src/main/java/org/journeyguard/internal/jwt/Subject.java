package org.journeyguard.internal.jwt;

import java.util.List;
import java.util.Optional;
import org.journeyguard.Claims;

/** Reads the subject of a token from the claims that only AM can set. Pure. */
public final class Subject {
    private static final List<String> BY_AM = List.of("subname", "sub");

    /** PingAM writes {@code (usr!alice)} and {@code (age!client)} where OpenAM writes the name alone. */
    private static final String USER = "(usr!";

    private static final String CLIENT = "(age!";

    private Subject() {}

    /** Returns a {@code sub} without PingAM's mark of users. A client's mark stays, so that no client is taken for a user. */
    public static String plain(String subject) {
        return without(USER, subject);
    }

    /** Returns the name of the user or client that a {@code sub} stands for. */
    static String name(String subject) {
        return isClient(subject) ? without(CLIENT, subject) : plain(subject);
    }

    static boolean isUser(String subject) {
        return subject.startsWith(USER);
    }

    static boolean isClient(String subject) {
        return subject.startsWith(CLIENT);
    }

    private static String without(String mark, String subject) {
        return subject.startsWith(mark) && subject.endsWith(")")
                ? subject.substring(mark.length(), subject.length() - 1)
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
