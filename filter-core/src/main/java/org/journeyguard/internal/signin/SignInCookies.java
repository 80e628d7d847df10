package org.journeyguard.internal.signin;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;

/** The names of the cookies that bind sign-ins to their browser, and how many of them a browser keeps. */
public final class SignInCookies {
    /** With each tab that signs in at once one more. */
    static final int MOST = 5;
    /** All of them together, in characters: servers take headers of 8,000 and more, and there are other cookies beside. */
    static final int MOST_TEXT = 4_000;

    private static final int TAG = 6;
    private static final int STATE = 22;

    private final String prefix;

    /**
     * @param app public URL of the application; by https no other host can plant the cookies ({@code __Host-})
     */
    public SignInCookies(URI app) {
        String host = "https".equalsIgnoreCase(app.getScheme()) ? "__Host-" : "";
        this.prefix = host + "journey-sign-in-" + tag(app) + "-";
    }

    /** How the names of this application's begin. */
    public String prefix() {
        return prefix;
    }

    String name(String state) {
        return prefix + digest(state).substring(0, STATE);
    }

    /**
     * The names of those that have to go when one more comes: those that are too old, and then the oldest.
     *
     * @param present in the browser
     * @param fresh the one that comes
     * @param timeout how long a sign-in may take
     */
    static List<String> surplus(List<SignInCookie> present, SignInCookie fresh, Instant now, Duration timeout) {
        List<SignInCookie> youngestFirst = new ArrayList<>(present);
        // of those that are equally old, browsers send the one first that came first (RFC 6265, 5.4)
        Collections.reverse(youngestFirst);
        youngestFirst.sort(Comparator.comparingLong(SignInCookie::startedAt).reversed());
        long tooOld = now.minus(timeout).getEpochSecond();
        List<String> gone = new ArrayList<>();
        int count = 1;
        int text = fresh.length();
        for (SignInCookie each : youngestFirst) {
            boolean isKept = each.startedAt() >= tooOld && count < MOST && text + each.length() <= MOST_TEXT;
            if (isKept) {
                count++;
                text += each.length();
            } else {
                gone.add(each.name());
            }
        }
        return List.copyOf(gone);
    }

    /** Tells the applications of one host apart, whose {@code __Host-} cookies all reach each of them. */
    public static String tag(URI app) {
        return digest(app.toString()).substring(0, TAG);
    }

    private static String digest(String text) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return Base64.getUrlEncoder().withoutPadding().encodeToString(hash);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
