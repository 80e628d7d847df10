package org.journeyguard.internal.observe;

import java.util.concurrent.ThreadLocalRandom;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The id that traces a request at AM. Not a secret, so it may be guessable. */
public final class TransactionId {
    private static final Pattern SAFE = Pattern.compile("[A-Za-z0-9._/-]{1,100}");

    private TransactionId() {}

    /**
     * Returns the client's id if it is short and harmless; otherwise generates one.
     *
     * @param brought null for none, or if it is not trusted
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
