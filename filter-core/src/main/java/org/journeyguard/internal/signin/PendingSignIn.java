package org.journeyguard.internal.signin;

import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.journeyguard.internal.am.oauth.AuthorizationRequest;

/**
 * What is needed of a sign-in when its response arrives. {@code toString()} shows no secret.
 *
 * @param asked state, nonce and verifier
 * @param issuer to which the request was sent
 * @param traits of the sign-in
 * @param at start time, in whole milliseconds
 */
record PendingSignIn(AuthorizationRequest asked, String issuer, Set<Trait> traits, Instant at) {
    private static final int PARTS = 6;

    /** Special properties of a sign-in. */
    enum Trait {
        /** The browser was sent through AM's login page. */
        AT_PAGE,
        /** AM must not prompt the user ({@code prompt=none}). */
        SILENT,
        /** No user was signed in when it started. */
        FIRST
    }

    boolean is(Trait trait) {
        return traits.contains(trait);
    }

    /** Encrypts it into a cookie value that is valid only for its own state and time. */
    String sealed(CookieCipher cipher) {
        String text = String.join(
                "\n",
                asked.nonce(),
                asked.verifier(),
                issuer,
                String.join(" ", asked.acrValues()),
                traits.stream().map(Trait::name).collect(Collectors.joining(" ")),
                String.valueOf(at.toEpochMilli()));
        return at.getEpochSecond() + "." + cipher.close(text, bound(asked.state(), at.getEpochSecond()));
    }

    /**
     * Decrypts it.
     *
     * @param state of the authorization response
     * @return empty if the cookie is not ours, or belongs to another state
     */
    static Optional<PendingSignIn> open(String state, SignInCookie cookie, CookieCipher cipher) {
        long at = cookie.startedAt();
        return cipher.open(cookie.sealed(), bound(state, at))
                .map(text -> text.split("\n", PARTS))
                .filter(parts -> parts.length == PARTS)
                .map(parts -> new PendingSignIn(
                        new AuthorizationRequest(state, parts[0], parts[1], words(parts[3])),
                        parts[2],
                        traits(parts[4]),
                        Instant.ofEpochMilli(Long.parseLong(parts[5]))));
    }

    private static Set<Trait> traits(String text) {
        Set<Trait> traits = EnumSet.noneOf(Trait.class);
        words(text).forEach(each -> traits.add(Trait.valueOf(each)));
        return traits;
    }

    private static List<String> words(String text) {
        return text.isEmpty() ? List.of() : List.of(text.split(" "));
    }

    private static String bound(String state, long at) {
        return state + "|" + at;
    }

    @Override
    public String toString() {
        return "StartedSignIn[at=" + at + "]";
    }
}
