package org.journeyguard.internal.policy;

import java.util.List;

/**
 * What a browser has to remember of a redirect to AM.
 *
 * @param cookie name of the counter cookie, one for each target
 * @param value of the cookie
 * @param expired names of the oldest such cookies, removed to make room
 */
public record LoginCount(String cookie, String value, List<String> expired) {
    /** Prefix of the cookies' names. */
    public static final String PREFIX = "journey-logins-";

    /** Copies the list. */
    public LoginCount {
        expired = List.copyOf(expired);
    }
}
