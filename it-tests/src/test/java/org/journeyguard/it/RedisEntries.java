package org.journeyguard.it;

import java.util.Arrays;
import java.util.Map;
import java.util.stream.Collectors;
import org.journeyguard.redis.RedisServer;

/**
 * What nodes have in Redis, as its operator sees it.
 *
 * @param redis without anything else in it
 */
record RedisEntries(RedisServer redis) {
    private static final String EACH = "local all = {} for _, name in ipairs(redis.call('keys', '*')) do "
            + "table.insert(all, name .. ' ' .. %s) end return table.concat(all, '\\n')";
    private static final String COPY = "return redis.call('set', KEYS[2], redis.call('get', KEYS[1]), 'KEEPTTL')";

    /** All names and values. */
    String text() {
        return redis.ask("EVAL", EACH.formatted("redis.call('get', name)"), "0");
    }

    /** A digest of each value, by name. */
    Map<String, String> digests() {
        return Arrays.stream(redis.ask("EVAL", EACH.formatted("redis.sha1hex(redis.call('get', name))"), "0")
                        .split("\n"))
                .filter(line -> !line.isEmpty())
                .map(line -> line.split(" ", 2))
                .collect(Collectors.toMap(parts -> parts[0], parts -> parts[1]));
    }

    /** Puts the value of an entry in place of another's. */
    void copy(String from, String to) {
        redis.ask("EVAL", COPY, "2", from, to);
    }
}
