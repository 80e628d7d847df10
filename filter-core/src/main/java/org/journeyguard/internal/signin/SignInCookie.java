package org.journeyguard.internal.signin;

/**
 * The cookie that binds a pending sign-in to its browser; one for each, so that several tabs can sign in at once. {@code toString()} shows
 * no secret.
 *
 * @param name contains a digest of the state, which identifies the sign-in
 * @param value its start time in plain text, and the encrypted pending sign-in
 */
public record SignInCookie(String name, String value) {

    /** Returns its start time in epoch seconds; zero if malformed. */
    long startedAt() {
        int dot = value.indexOf('.');
        try {
            return dot < 1 ? 0 : Math.max(0, Long.parseLong(value, 0, dot, 10));
        } catch (NumberFormatException e) {
            return 0;
        }
    }

    /** Returns what follows the start time. */
    public String sealed() {
        return value.substring(value.indexOf('.') + 1);
    }

    int length() {
        return name.length() + value.length();
    }

    @Override
    public String toString() {
        return "SignInCookie(" + name + ")";
    }
}
