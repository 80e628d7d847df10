package org.journeyguard.benchmark;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.security.Principal;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.journeyguard.internal.credential.TokenDigest;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/**
 * A request with an access token on its way through the filter, beside what can't be spared: SHA-256 of the token and a look into a
 * cache. Every chain asks who the user is. On one thread.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(3)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
public class BearerPathBenchmark {
    private static final int MANY = 100_000;
    private static final int ONE = 1;

    private final CheapRequest request = new CheapRequest(
            "/api/me",
            "Authorization",
            "",
            "Host",
            "app.example.com",
            "User-Agent",
            "a-client/1.0",
            "Accept",
            "application/json",
            "Accept-Encoding",
            "gzip",
            "Connection",
            "keep-alive");
    private final CheapResponse response = new CheapResponse();
    private final Cache<TokenDigest, String> bare = Caffeine.newBuilder()
            .maximumSize(MANY)
            .expireAfterWrite(Duration.ofHours(12))
            .build();
    private @Nullable Principal seen;
    private final FilterChain chain = (wrapped, answer) -> seen = ((HttpServletRequest) wrapped).getUserPrincipal();

    private @Nullable GuardedTokens opaque;
    private @Nullable GuardedTokens jwt;
    private @Nullable GuardedTokens forgetful;
    private int turn;

    /** Called by the harness: every token has been seen once. */
    @Setup(Level.Trial)
    public void issue() throws ServletException, IOException {
        opaque = new GuardedTokens("/", MANY);
        jwt = new GuardedTokens("/alpha", MANY);
        forgetful = new GuardedTokens("/alpha", ONE);
        for (String header : jwt.headers) {
            bare.put(TokenDigest.of(header), header);
            opaqueHit();
            jwtHit();
        }
    }

    /** Called by the harness. */
    @TearDown
    public void close() {
        ready(opaque).close();
        ready(jwt).close();
        ready(forgetful).close();
    }

    /** What can't be spared for a JWT. */
    @Benchmark
    public @Nullable String digestAndLookup() {
        return bare.getIfPresent(TokenDigest.of(next(ready(jwt))));
    }

    /** An opaque token that AM was asked about before. */
    @Benchmark
    public @Nullable Principal opaqueHit() throws ServletException, IOException {
        return through(ready(opaque));
    }

    /** A JWT that was verified before. */
    @Benchmark
    public @Nullable Principal jwtHit() throws ServletException, IOException {
        return through(ready(jwt));
    }

    /** A JWT that has to be verified, with AM's keys in memory: RS256. */
    @Benchmark
    public @Nullable Principal jwtMiss() throws ServletException, IOException {
        return through(ready(forgetful));
    }

    private @Nullable Principal through(GuardedTokens guarded) throws ServletException, IOException {
        seen = null;
        guarded.filter.doFilter(request.with("Authorization", next(guarded)), response.next(), chain);
        return seen;
    }

    private String next(GuardedTokens guarded) {
        turn = turn + 1 == guarded.headers.length ? 0 : turn + 1;
        return guarded.headers[turn];
    }

    private static GuardedTokens ready(@Nullable GuardedTokens guarded) {
        if (guarded == null) {
            throw new IllegalStateException("not set up");
        }
        return guarded;
    }
}
