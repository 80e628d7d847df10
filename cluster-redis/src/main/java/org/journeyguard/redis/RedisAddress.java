package org.journeyguard.redis;

import io.lettuce.core.RedisCredentialsProvider;
import io.lettuce.core.RedisURI;
import io.lettuce.core.StaticCredentialsProvider;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.journeyguard.spi.ClusterStoreSettings;

/**
 * Where Redis is, and how to authenticate there.
 *
 * @param uris one of a server or of Sentinels, or several of nodes of a cluster
 */
record RedisAddress(List<RedisURI> uris) {
    /** How long a connection may take, and its handshake. */
    static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(3);

    private static final String URL = "redis.url";
    private static final String USER = "redis.user";
    private static final String PASSWORD = "redis.password";
    private static final Pattern OF_SENTINELS = Pattern.compile("rediss?-sentinel://.*", Pattern.DOTALL);
    private static final Pattern OF_SERVER = Pattern.compile("rediss?://.*", Pattern.DOTALL);
    /** The client's host if it has not understood the port. */
    private static final Pattern WITH_PORT = Pattern.compile("[^\\[].*:.*");

    private static final String FORMS = "; expected is redis://host:6379 (rediss:// with TLS), "
            + "redis-sentinel://host1:26379,host2:26379#name for Sentinel, or several redis:// URLs separated by commas "
            + "for Redis Cluster";

    /**
     * Reads the settings.
     *
     * @throws IllegalArgumentException if they are not valid; the message shows no part of the URL, which may hold a password
     */
    static RedisAddress read(ClusterStoreSettings settings) {
        String text = settings.property(URL)
                .orElseThrow(() -> invalid(URL, "is missing" + FORMS))
                .strip();
        List<RedisURI> uris = OF_SENTINELS.matcher(text).matches()
                ? List.of(parse(text))
                : Stream.of(text.split(",", -1)).map(RedisAddress::server).toList();
        if (uris.stream().map(RedisURI::isSsl).distinct().count() > 1) {
            throw invalid(URL, "mixes URLs with TLS and without");
        }
        if (uris.size() > 1 && uris.stream().anyMatch(uri -> uri.getDatabase() != 0)) {
            throw invalid(URL, "names a database, and Redis Cluster has none");
        }
        Optional<RedisCredentialsProvider> credentials = credentials(settings);
        uris.forEach(uri -> {
            uri.setTimeout(CONNECT_TIMEOUT);
            credentials.ifPresent(uri::setCredentialsProvider);
        });
        return new RedisAddress(uris);
    }

    private static RedisURI server(String url) {
        String stripped = url.strip();
        if (!OF_SERVER.matcher(stripped).matches()) {
            throw invalid(URL, "has another form" + FORMS);
        }
        RedisURI uri = parse(stripped);
        if (WITH_PORT.matcher(uri.getHost()).matches()) {
            throw invalid(URL, "has a host or port that is not valid" + FORMS);
        }
        return uri;
    }

    private static RedisURI parse(String url) {
        try {
            return RedisURI.create(url);
        } catch (IllegalArgumentException | IllegalStateException e) {
            // its message shows the URL
            throw invalid(URL, "is not valid" + FORMS);
        }
    }

    private static Optional<RedisCredentialsProvider> credentials(ClusterStoreSettings settings) {
        Optional<String> user = settings.property(USER);
        Optional<String> password = settings.property(PASSWORD);
        if (user.isPresent() && password.isEmpty()) {
            throw invalid(USER, "is set without journey.cluster." + PASSWORD);
        }
        return password.map(secret -> new StaticCredentialsProvider(user.orElse(null), secret.toCharArray()));
    }

    private static IllegalArgumentException invalid(String key, String fault) {
        return new IllegalArgumentException("journey.cluster." + key + " " + fault);
    }

    /** Whether it is of a Redis Cluster. */
    boolean isCluster() {
        return uris.size() > 1;
    }
}
