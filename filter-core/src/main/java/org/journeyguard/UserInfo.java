package org.journeyguard;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The response of AM's userinfo endpoint (OpenID Connect Core, 5.3). {@code toString()} shows names of claims only. */
public final class UserInfo {
    private final String subject;
    private final Claims claims;

    /**
     * @param subject the claim {@code sub}
     * @param claims all claims
     */
    public UserInfo(String subject, Claims claims) {
        this.subject = subject;
        this.claims = claims;
    }

    /** Returns {@code sub}, which is a name on OpenAM and an id on Advanced Identity Cloud. */
    public String subject() {
        return subject;
    }

    /** Returns the full name, if its scope ({@code profile}) was granted. */
    public Optional<String> name() {
        return claims.text("name");
    }

    /** Returns the mail address, if its scope ({@code email}) was granted. */
    public Optional<String> email() {
        return claims.text("email");
    }

    /** Returns all claims. */
    public Claims claims() {
        return claims;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof UserInfo that && claims.equals(that.claims);
    }

    @Override
    public int hashCode() {
        return claims.hashCode();
    }

    @Override
    public String toString() {
        return "UserInfo(" + claims + ")";
    }
}
