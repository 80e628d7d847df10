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

/** Names the cookies that bind sign-ins to their browser, and limits their number. */
public final class SignInCookies {
    /** Every tab that signs in at the same time adds one. */
    static final int MOST = 5;
    /** Total length in characters: servers accept headers of at least 8,000, which also hold other cookies. */
    static final int MOST_TEXT = 4_000;

    private static final int TAG = 6;
    private static final int STATE = 22;

    private final String prefix;

    /**
     * @param app public URL of the application; with https no other host can set the cookies ({@code __Host-})
     */
    public SignInCookies(URI app) {
        this.prefix = prefix("journey-sign-in-", app);
    }

    /**
     * Returns the prefix of an application's cookie names.
     *
     * @param kind of the cookies
     * @param app public URL of the application; with https no other host can set the cookies ({@code __Host-})
     */
    public static String prefix(String kind, URI app) {
        String host = "https".equalsIgnoreCase(app.getScheme()) ? "__Host-" : "";
        return host + kind + tag(app) + "-";
    }

    /** Returns the prefix of this application's cookie names. */
    public String prefix() {
        return prefix;
    }

    String name(String state) {
        return prefix + digest(state).substring(0, STATE);
    }

    /**
     * Returns the names of the cookies that must make room for a new one: expired ones first, then the oldest.
     *
     * @param present in the browser
     * @param fresh the new one
     * @param timeout how long a sign-in may take
     */
    public static List<String> surplus(List<SignInCookie> present, SignInCookie fresh, Instant now, Duration timeout) {
        List<SignInCookie> youngestFirst = new ArrayList<>(present);
        // browsers send cookies of the same age oldest first (RFC 6265, 5.4)
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

    /** Distinguishes the applications of one host, which receive each other's {@code __Host-} cookies. */
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
