package org.journeyguard.it;

import java.util.Arrays;
import java.util.Map;
import java.util.stream.Collectors;
import org.journeyguard.redis.RedisServer;

/**
 * What nodes have in Redis.
 *
 * @param redis without anything else in it
 */
record RedisEntries(RedisServer redis) implements StoredEntries {
    private static final String EACH = "local all = {} for _, name in ipairs(redis.call('keys', '*')) do "
            + "table.insert(all, name .. ' ' .. %s) end return table.concat(all, '\\n')";
    private static final String COPY = "return redis.call('set', KEYS[2], redis.call('get', KEYS[1]), 'KEEPTTL')";

    @Override
    public String text() {
        return redis.ask("EVAL", EACH.formatted("redis.call('get', name)"), "0");
    }

    @Override
    public Map<String, String> digests() {
        return Arrays.stream(redis.ask("EVAL", EACH.formatted("redis.sha1hex(redis.call('get', name))"), "0")
                        .split("\n"))
                .filter(line -> !line.isEmpty())
                .map(line -> line.split(" ", 2))
                .collect(Collectors.toMap(parts -> parts[0], parts -> parts[1]));
    }

    @Override
    public void copy(String from, String to) {
        redis.ask("EVAL", COPY, "2", from, to);
    }
}
