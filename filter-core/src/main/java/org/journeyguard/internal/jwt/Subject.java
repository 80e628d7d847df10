package org.journeyguard.internal.jwt;

import java.util.List;
import java.util.Optional;
import org.journeyguard.Claims;

/** Who a token is about, by the claims that AM alone fills in. Pure. */
public final class Subject {
    private static final List<String> BY_AM = List.of("subname", "sub");

    private static final String USER = "(usr!";

    private Subject() {}

    /** The user that a {@code sub} stands for: PingAM writes {@code (usr!alice)} here and there. */
    public static String plain(String subject) {
        return subject.startsWith(USER) && subject.endsWith(")")
                ? subject.substring(USER.length(), subject.length() - 1)
                : subject;
    }

    /**
     * AM's name of the user. Never what an application shows as name ({@code journey.oauth.name-claims}), which the user may have
     * chosen to be somebody else's.
     */
    public static Optional<String> of(Claims claims) {
        return new TokenClaims(claims).name(BY_AM);
    }
}
