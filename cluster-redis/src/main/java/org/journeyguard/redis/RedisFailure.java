package org.journeyguard.redis;

import io.lettuce.core.RedisCommandExecutionException;
import java.util.regex.Pattern;

/** What a failure of the client means, without what was sent. */
final class RedisFailure {
    /**
     * The user of a URL, with as many asterisks as the password has characters; and the arguments of a command that Redis does not know,
     * of which the password is one.
     */
    private static final Pattern SECRET = Pattern.compile("(?<=://)[^/@\\s]*@|, with args.*");

    private RedisFailure() {}

    /** Returns the message of the first cause. */
    static String reason(Throwable failure) {
        Throwable first = failure;
        while (first.getCause() != null) {
            first = first.getCause();
        }
        String message = SECRET.matcher(String.valueOf(first.getMessage())).replaceAll("");
        return first instanceof RedisCommandExecutionException
                ? message
                : first.getClass().getSimpleName() + ": " + message;
    }

    /** Whether a replica has refused to write, for example because it was the primary before a failover. */
    static boolean isFromReplica(Throwable failure) {
        return reason(failure).contains("READONLY ");
    }
}
