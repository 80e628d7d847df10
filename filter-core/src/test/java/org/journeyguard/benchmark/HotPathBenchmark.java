package org.journeyguard.benchmark;

import jakarta.servlet.Filter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.security.Principal;
import java.util.Arrays;
import java.util.concurrent.TimeUnit;
import org.journeyguard.fixtures.RegisteredEngine;
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
 * A request on its way through the filter, and through {@link FloorFilter}. Every chain asks who the user is. On one thread; what the
 * threads of a server share here is read only.
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

    /** Value of {@code journey.policy}: with a cached decision of AM's policies to look up, or without. */
    @Param({"none", "am"})
    public String policy = "none";

    private final CheapRequest signedIn = new CheapRequest("/api/me", with("Cookie", ""));
    private final CheapRequest stranger = new CheapRequest("/api/me", BROWSER);
    private final CheapRequest open = new CheapRequest("/static/app.js", BROWSER);
    private final CheapRequest openSignedIn = new CheapRequest("/static/app.js", with("Cookie", ""));
    private final CheapResponse response = new CheapResponse();
    private final FloorFilter floor = new FloorFilter();
    private @Nullable Principal seen;
    private final FilterChain chain = (request, answer) -> seen = ((HttpServletRequest) request).getUserPrincipal();

    private @Nullable Guarded guarded;
    private char[][] cookies = {};
    private int turn;

    /** Called by the harness: every session has been seen once. */
    @Setup(Level.Trial)
    public void signIn() throws ServletException, IOException {
        Guarded ready = new Guarded(tokenLength, cluster, policy);
        guarded = ready;
        cookies = ready.tokens.stream()
                .map(token -> "theme=dark; " + FakeAm.COOKIE + "=" + token.value() + "; amlbcookie=01")
                .map(String::toCharArray)
                .toArray(char[][]::new);
        ready.tokens.forEach(token -> floor.know(token.value(), token::value));
        for (int i = 0; i < cookies.length; i++) {
            sessionHit();
        }
    }

    /** Called by the harness. */
    @TearDown
    public void close() {
        filter().close();
    }

    /** The request of a known user through the floor. */
    @Benchmark
    public @Nullable Principal sessionFloor() throws ServletException, IOException {
        return through(floor, signedIn.with("Cookie", cookie()));
    }

    /** The request of a known user: cookie in, decision and wrapped request out. */
    @Benchmark
    public @Nullable Principal sessionHit() throws ServletException, IOException {
        return through(filter().filter, signedIn.with("Cookie", cookie()));
    }

    /** A request without a cookie for something public. */
    @Benchmark
    public @Nullable Principal publicPath() throws ServletException, IOException {
        return through(filter().filter, open.next());
    }

    /** The request of a known user for something public, whose servlet asks who they are. */
    @Benchmark
    public @Nullable Principal publicPathOfUser() throws ServletException, IOException {
        return through(filter().filter, openSignedIn.with("Cookie", cookie()));
    }

    /** A request without a cookie for something protected: a 401. */
    @Benchmark
    public int challenge() throws ServletException, IOException {
        through(filter().filter, stranger.next());
        return response.getStatus();
    }

    /** The same request without a filter. */
    @Benchmark
    public @Nullable Principal chainAlone() throws ServletException, IOException {
        seen = null;
        chain.doFilter(signedIn.with("Cookie", cookie()), response.next());
        return seen;
    }

    private @Nullable Principal through(Filter through, CheapRequest request) throws ServletException, IOException {
        seen = null;
        through.doFilter(request, response.next(), chain);
        return seen;
    }

    private Guarded filter() {
        if (guarded == null) {
            throw new IllegalStateException("not set up");
        }
        return guarded;
    }

    /** A new string for each request, as a container makes it. */
    private String cookie() {
        turn = turn + 1 == cookies.length ? 0 : turn + 1;
        return new String(cookies[turn]);
    }

    private static String[] with(String name, String value) {
        String[] all = Arrays.copyOf(BROWSER, BROWSER.length + 2);
        all[BROWSER.length] = name;
        all[BROWSER.length + 1] = value;
        return all;
    }
}
