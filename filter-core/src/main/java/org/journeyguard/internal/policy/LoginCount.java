package org.journeyguard.internal.policy;

import java.util.List;

/**
 * What a browser is to remember of being sent to AM once more.
 *
 * @param cookie name of the cookie that counts it, one for each target
 * @param value of the cookie
 * @param expired names of the oldest such cookies, which make room
 */
public record LoginCount(String cookie, String value, List<String> expired) {
    /** Begins the names of the cookies. */
    public static final String PREFIX = "journey-logins-";

    /** Copies the list. */
    public LoginCount {
        expired = List.copyOf(expired);
    }
}
