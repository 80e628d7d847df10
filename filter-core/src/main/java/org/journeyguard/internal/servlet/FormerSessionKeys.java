package org.journeyguard.internal.servlet;

import jakarta.servlet.http.HttpSession;

/**
 * The keys of the sessions that their user has replaced by another in the same HttpSession, the last ones only: requests with them may still
 * be in progress. Kept as a text, so that any container can store or replicate it.
 */
public final class FormerSessionKeys {
    private static final String ATTRIBUTE = "org.journeyguard.former";
    /** More than a user replaces while a request lasts. */
    private static final int MOST = 8;
    /** Follows each key. */
    private static final char END = ' ';

    private FormerSessionKeys() {}

    /** Adds a key, which contains no space. */
    public static void add(HttpSession session, String key) {
        String all = text(session) + key + END;
        boolean isFull = all.chars().filter(c -> c == END).count() > MOST;
        session.setAttribute(ATTRIBUTE, isFull ? all.substring(all.indexOf(END) + 1) : all);
    }

    /** Returns whether a key was added, and is none of too many. */
    public static boolean has(HttpSession session, String key) {
        return (END + text(session)).contains(END + key + END);
    }

    private static String text(HttpSession session) {
        return session.getAttribute(ATTRIBUTE) instanceof String text ? text : "";
    }
}
