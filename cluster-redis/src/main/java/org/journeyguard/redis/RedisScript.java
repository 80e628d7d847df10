package org.journeyguard.redis;

import io.lettuce.core.RedisNoScriptException;
import io.lettuce.core.ScriptOutputType;
import io.lettuce.core.cluster.api.async.RedisClusterAsyncCommands;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/**
 * The writes. Each is a script, so that it is atomic and other nodes hear of it, and uses one key, as Redis Cluster demands. The first
 * two arguments are the channel, empty if nobody hears of it, and the name to publish there. A script returns whether it has written.
 */
enum RedisScript {
    /** Further arguments: the value, and milliseconds until it expires. */
    PUT_IF_ABSENT("if not redis.call('SET', KEYS[1], ARGV[3], 'NX', 'PX', ARGV[4]) then return 0 end"),
    /** Further arguments: the present value, the next one, and milliseconds until it expires. */
    REPLACE("if redis.call('GET', KEYS[1]) ~= ARGV[3] then return 0 end "
            + "redis.call('SET', KEYS[1], ARGV[4], 'PX', ARGV[5])"),
    /** Further argument: the present value. */
    REMOVE("if redis.call('GET', KEYS[1]) ~= ARGV[3] then return 0 end redis.call('DEL', KEYS[1])");

    private static final String PUBLISH = " if ARGV[1] ~= '' then redis.call('PUBLISH', ARGV[1], ARGV[2]) end return 1";

    private final String source;

    RedisScript(String change) {
        this.source = change + PUBLISH;
    }

    /** Runs it, and sends its source if Redis does not know it yet. */
    CompletionStage<Boolean> run(RedisClusterAsyncCommands<byte[], byte[]> redis, byte[] key, byte[]... arguments) {
        byte[][] keys = {key};
        CompletionStage<Boolean> known = redis.evalsha(redis.digest(source), ScriptOutputType.BOOLEAN, keys, arguments);
        return known.exceptionallyCompose(failure -> failure instanceof RedisNoScriptException
                ? redis.eval(source, ScriptOutputType.BOOLEAN, keys, arguments)
                : CompletableFuture.failedFuture(failure));
    }
}
