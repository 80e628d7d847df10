package org.journeyguard.login;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.journeyguard.am.AuthorizationRequest;

/**
 * What has to be known of a sign-in when its answer comes. {@code toString()} shows no secret.
 *
 * @param asked state, nonce and verifier
 * @param issuer that was asked
 * @param back path below the context to come back to
 * @param isAtPage whether the browser was sent by way of AM's login page
 * @param at when it began, in whole milliseconds
 */
record StartedSignIn(AuthorizationRequest asked, String issuer, String back, boolean isAtPage, Instant at) {
    private static final int PARTS = 7;

    /** In a cookie that only we can read, and that counts for its own state and time only. */
    String sealed(Seal seal) {
        String text = String.join(
                "\n",
                asked.nonce(),
                asked.verifier(),
                issuer,
                String.join(" ", asked.acrValues()),
                String.valueOf(isAtPage),
                String.valueOf(at.toEpochMilli()),
                back);
        return at.getEpochSecond() + "." + seal.close(text, bound(asked.state(), at.getEpochSecond()));
    }

    /**
     * Reads it again.
     *
     * @param state that the answer brings
     * @return empty when the cookie is not ours, or of another state
     */
    static Optional<StartedSignIn> open(String state, SignInCookie cookie, Seal seal) {
        long at = cookie.startedAt();
        return seal.open(cookie.sealed(), bound(state, at))
                .map(text -> text.split("\n", PARTS))
                .filter(parts -> parts.length == PARTS)
                .map(parts -> new StartedSignIn(
                        new AuthorizationRequest(
                                state,
                                parts[0],
                                parts[1],
                                parts[3].isEmpty() ? List.of() : List.of(parts[3].split(" "))),
                        parts[2],
                        parts[6],
                        Boolean.parseBoolean(parts[4]),
                        Instant.ofEpochMilli(Long.parseLong(parts[5]))));
    }

    private static String bound(String state, long at) {
        return state + "|" + at;
    }

    @Override
    public String toString() {
        return "StartedSignIn[at=" + at + "]";
    }
}
