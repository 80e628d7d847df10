package org.journeyguard.decide;

import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.journeyguard.credential.Presented;
import org.journeyguard.credential.SsoToken;
import org.jspecify.annotations.Nullable;

/** A request as a test describes it: unless told otherwise both readings of its path agree and it presents nothing. */
record TestRequest(
        String method,
        String rawPath,
        String containerPath,
        boolean isStaticFile,
        @Nullable String query,
        Presented presented,
        Map<String, String> headers,
        Map<String, String> loginCounters)
        implements RequestFacts {
    static final Presented COOKIE = new Presented.One(new SsoToken("AQIC5w.*AAJTSQ*"));

    static final Presented CONTRADICTION =
            new Presented.Conflicting(Set.of(new SsoToken("AQIC5w.*AAJTSQ*"), new SsoToken("AQIC5x.*AAJTSQ*")));

    static TestRequest of(String method, String path) {
        return new TestRequest(method, path, path, true, null, Presented.NOTHING, Map.of(), Map.of());
    }

    static TestRequest get(String path) {
        return of("GET", path);
    }

    TestRequest byPerson() {
        return with("Sec-Fetch-Mode", "navigate").with("Accept", "text/html,*/*;q=0.8");
    }

    TestRequest byProgram() {
        return with("Accept", "application/json");
    }

    TestRequest presenting(Presented other) {
        return new TestRequest(method, rawPath, containerPath, isStaticFile, query, other, headers, loginCounters);
    }

    TestRequest withCookie() {
        return presenting(COOKIE);
    }

    TestRequest with(String name, String value) {
        Map<String, String> more = new HashMap<>(headers);
        more.put(name, value);
        return new TestRequest(
                method, rawPath, containerPath, isStaticFile, query, presented, Map.copyOf(more), loginCounters);
    }

    TestRequest withQuery(String other) {
        return new TestRequest(method, rawPath, containerPath, isStaticFile, other, presented, headers, loginCounters);
    }

    TestRequest seenByContainerAs(String other) {
        return new TestRequest(method, rawPath, other, isStaticFile, query, presented, headers, loginCounters);
    }

    TestRequest servedByServlet() {
        return new TestRequest(method, rawPath, containerPath, false, query, presented, headers, loginCounters);
    }

    /** With the counter of its target. */
    TestRequest withLoginCounter(String value) {
        String cookie = LoginCount.PREFIX + WantedTarget.of(rawPath, query).key();
        return withLoginCounters(Map.of(cookie, value));
    }

    TestRequest withLoginCounters(Map<String, String> others) {
        return new TestRequest(method, rawPath, containerPath, isStaticFile, query, presented, headers, others);
    }

    @Override
    public boolean hasCookies() {
        return presented != Presented.NOTHING || headers.containsKey("Cookie");
    }

    /** Shown to the application by whatever ends TLS. */
    @Override
    public @Nullable String certificate() {
        return headers.get("certificate");
    }

    @Override
    public @Nullable String header(String name) {
        return headers.get(name);
    }
}
