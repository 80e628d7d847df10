package org.journeyguard.internal.policy;

import java.util.Locale;
import org.journeyguard.internal.request.RequestFacts;
import org.jspecify.annotations.Nullable;

/**
 * Checks the form of a request with a logout token (OpenID Connect Back-Channel Logout 1.0, 2.5). It comes from AM and not from a browser;
 * its signature authenticates it, so cookies and origin are ignored.
 */
final class BackChannelForm {
    private static final String FORM = "application/x-www-form-urlencoded";

    private BackChannelForm() {}

    static Decision decide(RequestFacts facts) {
        if (!facts.method().equals("POST")) {
            return new Decision.Reject(Reason.BACK_CHANNEL_METHOD, null);
        }
        return isForm(facts.header("Content-Type"))
                ? Decision.RECEIVE_LOGOUT
                : new Decision.Reject(Reason.BACK_CHANNEL_TYPE, null);
    }

    private static boolean isForm(@Nullable String contentType) {
        return contentType != null
                && contentType.split(";", 2)[0].strip().toLowerCase(Locale.ROOT).equals(FORM);
    }
}
