package org.journeyguard.internal.observe;

import java.util.concurrent.ThreadLocalRandom;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What a request is known by at AM. No secret, so it may be guessed. */
public final class TransactionId {
    private static final Pattern SAFE = Pattern.compile("[A-Za-z0-9._/-]{1,100}");

    private TransactionId() {}

    /**
     * Takes the one that a request has brought, if it is short and of harmless characters; otherwise makes one.
     *
     * @param brought null for none, or where it is not trusted
     */
    public static String of(@Nullable String brought) {
        if (brought != null && SAFE.matcher(brought).matches()) {
            return brought;
        }
        ThreadLocalRandom random = ThreadLocalRandom.current();
        return "jg-" + Long.toHexString(random.nextLong() | Long.MIN_VALUE)
                + Long.toHexString(random.nextLong() | Long.MIN_VALUE);
    }
}
