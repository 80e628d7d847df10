package org.journeyguard.redis;

import io.lettuce.core.RedisCommandExecutionException;

/** What a failure of the client means, without what was sent. */
final class RedisFailure {
    /** Redis repeats the arguments of a command that it does not know, and the password is one of them. */
    private static final String ARGUMENTS = ", with args";

    private RedisFailure() {}

    /** Returns the message of the first cause. */
    static String reason(Throwable failure) {
        Throwable first = failure;
        while (first.getCause() != null) {
            first = first.getCause();
        }
        String message = String.valueOf(first.getMessage());
        return first instanceof RedisCommandExecutionException
                ? message.split(ARGUMENTS, 2)[0]
                : first.getClass().getSimpleName() + ": " + message;
    }

    /** Whether a replica has refused to write, for example because it was the primary before a failover. */
    static boolean isFromReplica(Throwable failure) {
        return reason(failure).contains("READONLY ");
    }
}
