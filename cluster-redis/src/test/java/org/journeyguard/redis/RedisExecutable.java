package org.journeyguard.redis;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Finds the server of the tests, and says aloud when there is none. */
public final class RedisExecutable {
    /** Why tests do not run, and what to do. */
    public static final String MISSING =
            "No redis-server was found. Install one (Debian: apt-get install redis-server) or name "
                    + "one with -Dredis.path=<file>.";

    private static final List<String> NAMES = List.of("redis-server", "valkey-server");

    private RedisExecutable() {}

    /** Returns the executable: named by the system property {@code redis.path}, or the first on the path. */
    public static Optional<Path> find() {
        String named = System.getProperty("redis.path", "");
        Stream<Path> candidates = named.isEmpty()
                ? Arrays.stream(System.getenv().getOrDefault("PATH", "").split(File.pathSeparator))
                        .flatMap(folder -> NAMES.stream().map(name -> Path.of(folder, name)))
                : Stream.of(Path.of(named));
        return candidates.filter(Files::isExecutable).findFirst();
    }

    /** Whether tests run. Where the server is required a missing one fails in {@link RedisServer} instead of skipping the test. */
    public static boolean isUsable() {
        return find().isPresent() || Boolean.getBoolean("redis.required");
    }

    /**
     * Called by the build after the tests, whose own output goes to files.
     *
     * @param args {@code true} when a missing server is a failure
     */
    public static void main(String[] args) {
        if (find().isPresent()) {
            return;
        }
        if (Boolean.parseBoolean(args[0])) {
            throw new IllegalStateException(MISSING);
        }
        System.getLogger(RedisExecutable.class.getName())
                .log(System.Logger.Level.WARNING, "THE TESTS WITH REDIS WERE SKIPPED. " + MISSING);
    }
}
