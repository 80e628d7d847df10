package org.journeyguard.internal.policy;

import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.journeyguard.internal.credential.PresentedCredential;
import org.journeyguard.internal.credential.SsoToken;
import org.journeyguard.internal.request.RequestFacts;
import org.jspecify.annotations.Nullable;

/** A request as a test describes it: unless told otherwise both readings of its path agree and it presents nothing. */
public record TestRequest(
        String method,
        String rawPath,
        String containerPath,
        boolean isStaticFile,
        @Nullable String query,
        PresentedCredential presented,
        Map<String, String> headers,
        Map<String, String> loginCounters)
        implements RequestFacts {
    static final PresentedCredential COOKIE = new PresentedCredential.One(new SsoToken("AQIC5w.*AAJTSQ*"));

    static final PresentedCredential CONTRADICTION = new PresentedCredential.Conflicting(
            Set.of(new SsoToken("AQIC5w.*AAJTSQ*"), new SsoToken("AQIC5x.*AAJTSQ*")));

    public static TestRequest of(String method, String path) {
        return new TestRequest(method, path, path, true, null, PresentedCredential.NOTHING, Map.of(), Map.of());
    }

    public static TestRequest get(String path) {
        return of("GET", path);
    }

    TestRequest byPerson() {
        return with("Sec-Fetch-Mode", "navigate").with("Accept", "text/html,*/*;q=0.8");
    }

    TestRequest byProgram() {
        return with("Accept", "application/json");
    }

    public TestRequest presenting(PresentedCredential other) {
        return new TestRequest(method, rawPath, containerPath, isStaticFile, query, other, headers, loginCounters);
    }

    TestRequest withCookie() {
        return presenting(COOKIE);
    }

    public TestRequest with(String name, String value) {
        Map<String, String> more = new HashMap<>(headers);
        more.put(name, value);
        return new TestRequest(
                method, rawPath, containerPath, isStaticFile, query, presented, Map.copyOf(more), loginCounters);
    }

    TestRequest withQuery(String other) {
        return new TestRequest(method, rawPath, containerPath, isStaticFile, other, presented, headers, loginCounters);
    }

    public TestRequest seenByContainerAs(String other) {
        return new TestRequest(method, rawPath, other, isStaticFile, query, presented, headers, loginCounters);
    }

    public TestRequest servedByServlet() {
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

    /** Shown to the application by whatever ends TLS. */
    @Override
    public @Nullable String certificate() {
        return headers.get("certificate");
    }

    @Override
    public @Nullable String header(String name) {
        boolean isByCookie = presented != PresentedCredential.NOTHING && !isByBearer();
        String value = headers.get(name);
        return value == null && isByCookie && name.equals("Cookie") ? "name=value" : value;
    }
}
