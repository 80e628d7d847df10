package org.journeyguard.internal.signin;

/**
 * The cookie that binds a started sign-in to its browser; one for each, so that several tabs can sign in at once. {@code toString()}
 * shows no secret.
 *
 * @param name says by a digest of the state which sign-in it is
 * @param value when it began, in the open, and what has to be known of it, sealed
 */
public record SignInCookie(String name, String value) {

    /** When it says that it began, in seconds of the epoch; zero for what can't be read. */
    long startedAt() {
        int dot = value.indexOf('.');
        try {
            return dot < 1 ? 0 : Math.max(0, Long.parseLong(value, 0, dot, 10));
        } catch (NumberFormatException e) {
            return 0;
        }
    }

    String sealed() {
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
