package org.journeyguard.benchmark;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.security.Principal;
import java.time.Duration;
import java.util.Arrays;
import java.util.concurrent.TimeUnit;
import org.journeyguard.fixtures.RegisteredEngine;
import org.journeyguard.internal.credential.SsoToken;
import org.journeyguard.internal.credential.TokenDigest;
import org.journeyguard.test.FakeAm;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/**
 * A request on its way through the filter, beside what can't be spared: SHA-256 of the token and a look into a cache. Every
 * chain asks who the user is. On one thread; what the threads of a server share here is read only.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(3)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
public class HotPathBenchmark {
    /** What a browser sends beside cookies. */
    private static final String[] BROWSER = {
        "Host", "app.example.com",
        "User-Agent", "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0",
        "Accept", "application/json",
        "Accept-Language", "en,de;q=0.5",
        "Accept-Encoding", "gzip, deflate, br",
        "Sec-Fetch-Site", "same-origin",
        "Sec-Fetch-Mode", "cors",
        "Connection", "keep-alive",
    };

    /** Length of the SSO token: about 110 for sessions that AM keeps, about 2,000 for those that the cookie carries whole. */
    @Param({"110", "2000"})
    public int tokenLength;

    /** Value of {@code journey.cluster}: with another node's logouts to look up, or without. */
    @Param({"none", RegisteredEngine.NAME})
    public String cluster = "none";

    private final CheapRequest signedIn = new CheapRequest("/api/me", with("Cookie", ""));
    private final CheapRequest stranger = new CheapRequest("/api/me", BROWSER);
    private final CheapRequest open = new CheapRequest("/static/app.js", BROWSER);
    private final CheapResponse response = new CheapResponse();
    private final Cache<TokenDigest, SsoToken> bare = Caffeine.newBuilder()
            .maximumSize(100_000)
            .expireAfterWrite(Duration.ofHours(12))
            .build();
    private @Nullable Principal seen;
    private final FilterChain chain = (request, answer) -> seen = ((HttpServletRequest) request).getUserPrincipal();

    private @Nullable Guarded guarded;
    private String[] tokens = {};
    private String[] cookies = {};
    private int turn;

    /** Called by the harness: every session has been seen once. */
    @Setup(Level.Trial)
    public void signIn() throws ServletException, IOException {
        Guarded ready = new Guarded(tokenLength, cluster);
        guarded = ready;
        tokens = ready.tokens.stream().map(SsoToken::value).toArray(String[]::new);
        cookies = ready.tokens.stream()
                .map(token -> "theme=dark; " + FakeAm.COOKIE + "=" + token.value() + "; amlbcookie=01")
                .toArray(String[]::new);
        for (int i = 0; i < tokens.length; i++) {
            bare.put(ready.tokens.get(i).digest(), ready.tokens.get(i));
            sessionHit();
        }
    }

    /** Called by the harness. */
    @TearDown
    public void close() {
        filter().close();
    }

    /** What can't be spared. */
    @Benchmark
    public @Nullable SsoToken digestAndLookup() {
        return bare.getIfPresent(TokenDigest.of(tokens[turn()]));
    }

    /** A request of somebody who is known: cookie in, decision and wrapped request out. */
    @Benchmark
    public @Nullable Principal sessionHit() throws ServletException, IOException {
        return through(signedIn.with("Cookie", cookies[turn()]));
    }

    /** A request without a cookie for something public. */
    @Benchmark
    public @Nullable Principal publicPath() throws ServletException, IOException {
        return through(open.next());
    }

    /** A request without a cookie for something protected: a 401. */
    @Benchmark
    public int challenge() throws ServletException, IOException {
        through(stranger.next());
        return response.getStatus();
    }

    /** The same request without a filter. */
    @Benchmark
    public @Nullable Principal chainAlone() throws ServletException, IOException {
        seen = null;
        chain.doFilter(signedIn.with("Cookie", cookies[turn()]), response.next());
        return seen;
    }

    private @Nullable Principal through(CheapRequest request) throws ServletException, IOException {
        seen = null;
        filter().filter.doFilter(request, response.next(), chain);
        return seen;
    }

    private Guarded filter() {
        if (guarded == null) {
            throw new IllegalStateException("not set up");
        }
        return guarded;
    }

    private int turn() {
        turn = turn + 1 == tokens.length ? 0 : turn + 1;
        return turn;
    }

    private static String[] with(String name, String value) {
        String[] all = Arrays.copyOf(BROWSER, BROWSER.length + 2);
        all[BROWSER.length] = name;
        all[BROWSER.length + 1] = value;
        return all;
    }
}
