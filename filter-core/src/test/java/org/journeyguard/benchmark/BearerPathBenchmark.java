package org.journeyguard.benchmark;

import jakarta.servlet.Filter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.security.Principal;
import java.util.concurrent.TimeUnit;
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
 * A request with an access token on its way through the filter, and through {@link FloorFilter}. Every chain asks who the user is. On one
 * thread.
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
    private final FloorFilter floor = new FloorFilter();
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
        for (int i = 0; i < jwt.headers.length; i++) {
            floor.know(jwt.tokens.get(i), () -> "alice");
            floor.know(opaque.tokens.get(i), () -> "alice");
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

    /** An opaque token through the floor. */
    @Benchmark
    public @Nullable Principal opaqueFloor() throws ServletException, IOException {
        return through(floor, ready(opaque));
    }

    /** A JWT through the floor. */
    @Benchmark
    public @Nullable Principal jwtFloor() throws ServletException, IOException {
        return through(floor, ready(jwt));
    }

    /** An opaque token that AM was asked about before. */
    @Benchmark
    public @Nullable Principal opaqueHit() throws ServletException, IOException {
        return through(ready(opaque).filter, ready(opaque));
    }

    /** A JWT that was verified before. */
    @Benchmark
    public @Nullable Principal jwtHit() throws ServletException, IOException {
        return through(ready(jwt).filter, ready(jwt));
    }

    /** A JWT that has to be verified, with AM's keys in memory: RS256. */
    @Benchmark
    public @Nullable Principal jwtMiss() throws ServletException, IOException {
        return through(ready(forgetful).filter, ready(forgetful));
    }

    private @Nullable Principal through(Filter through, GuardedTokens guarded) throws ServletException, IOException {
        seen = null;
        through.doFilter(request.with("Authorization", next(guarded)), response.next(), chain);
        return seen;
    }

    /** A new string for each request, as a container makes it. */
    private String next(GuardedTokens guarded) {
        turn = turn + 1 == guarded.headers.length ? 0 : turn + 1;
        return new String(guarded.headers[turn]);
    }

    private static GuardedTokens ready(@Nullable GuardedTokens guarded) {
        if (guarded == null) {
            throw new IllegalStateException("not set up");
        }
        return guarded;
    }
}
