package org.journeyguard.internal.jwt;

import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.journeyguard.Claims;
import org.journeyguard.internal.credential.Scope;
import org.journeyguard.internal.credential.TokenIdentity;
import org.journeyguard.internal.credential.UserName;
import org.jspecify.annotations.Nullable;

/**
 * What AM states about a token and its user, in a JWT or by introspection. Pure.
 *
 * @param claims the statement
 */
public record TokenClaims(Claims claims) {
    private static final String CERTIFICATE = "x5t#S256";

    /** The types of access tokens in introspection responses of AM and others; refresh tokens are active too. */
    private static final Set<String> TYPES = Set.of("bearer", "access_token");

    /**
     * Checks that introspection describes an active access token for us (RFC 7662, 2.2).
     *
     * @param issuer has to match, if one is stated
     * @param audiences one of them has to be stated, or be the client where AM states no audience
     * @param realm has to match, if one is stated
     * @return what is wrong; empty when nothing is
     */
    public Optional<String> fault(String issuer, Set<String> audiences, String realm) {
        if (!claims.flag("active").orElse(false)) {
            return Optional.of("not active");
        }
        boolean isAnotherType = claims.names().contains("token_type")
                && !TYPES.contains(claims.text("token_type").orElse("").toLowerCase(Locale.ROOT));
        if (isAnotherType) {
            return Optional.of("no access token");
        }
        if (differs("iss", issuer)) {
            return Optional.of("of another issuer");
        }
        if (differs("realm", realm)) {
            return Optional.of("of another realm");
        }
        Set<String> meant = claims.names().contains("aud") ? claims.texts("aud") : claims.texts("client_id");
        return Collections.disjoint(meant, audiences) ? Optional.of("meant for another application") : Optional.empty();
    }

    private boolean differs(String name, String expected) {
        return claims.names().contains(name) && !claims.text(name).equals(Optional.of(expected));
    }

    /**
     * Returns the user or client of the token.
     *
     * @param realm of the issuer
     * @param nameClaims that may hold the name, in order
     * @return empty when no name is stated, or the token is bound to something that can't be checked (RFC 7800, 3.1)
     */
    public Optional<TokenIdentity> identity(String realm, List<String> nameClaims) {
        Optional<String> name = name(nameClaims);
        String certificate = certificate();
        boolean isBound = claims.names().contains("cnf");
        if (name.isEmpty() || (isBound && certificate == null)) {
            return Optional.empty();
        }
        return Optional.of(new TokenIdentity(
                name.get(),
                realm,
                isClient(),
                claims.text("scope").map(Scope::parse).orElseGet(() -> claims.texts("scope")),
                claims,
                claims.time("exp").orElse(null),
                certificate));
    }

    /** Returns the user's name: the first of these claims that holds one. */
    public Optional<String> name(List<String> nameClaims) {
        return nameClaims.stream()
                .flatMap(claim -> claims.text(claim).stream())
                .map(Subject::name)
                .filter(UserName::isOne)
                .findFirst();
    }

    /** Returns the only binding that can be checked here: to a client certificate (RFC 8705, 3.1) and nothing else. */
    private @Nullable String certificate() {
        Claims bound = claims.object("cnf").orElse(Claims.NONE);
        return bound.names().equals(Set.of(CERTIFICATE))
                ? bound.text(CERTIFICATE).orElse(null)
                : null;
    }

    /** Checks the grant where AM states it; otherwise whether the subject is marked as a client or is the client itself. */
    private boolean isClient() {
        String subject = claims.text("sub").orElse("");
        if (Subject.isClient(subject)) {
            return true;
        }
        if (claims.names().contains("grant_type")) {
            return claims.text("grant_type").equals(Optional.of("client_credentials"));
        }
        Set<String> clients = claims.names().contains("client_id") ? claims.texts("client_id") : claims.texts("aud");
        return !Subject.isUser(subject) && clients.contains(subject);
    }
}
