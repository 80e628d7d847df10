package org.journeyguard.internal.web;

import jakarta.servlet.DispatcherType;
import java.util.Map;
import java.util.Objects;
import org.journeyguard.internal.auth.AuthenticatedUser;
import org.journeyguard.internal.credential.AppSession;
import org.journeyguard.internal.credential.BearerToken;
import org.journeyguard.internal.credential.Credential;
import org.journeyguard.internal.credential.SsoToken;
import org.journeyguard.internal.guard.Verdict;
import org.journeyguard.internal.servlet.HttpRequestFacts;
import org.journeyguard.test.FakeAm;

/** Users of an application, without its filter. */
final class TestUsers {
    private TestUsers() {}

    /** What is decided about a request that needs a user. */
    static Verdict verdict(WebGuard runtime, Credential credential) {
        return runtime.guard().authenticate(runtime.factsOf(request(runtime, credential)));
    }

    /** Whether a credential is good. */
    static boolean isAuthenticated(WebGuard runtime, Credential credential) {
        return verdict(runtime, credential).account() != null;
    }

    /** The user of a good credential. */
    static AuthenticatedUser user(WebGuard runtime, Credential credential) {
        TestRequest request = request(runtime, credential);
        HttpRequestFacts facts = runtime.factsOf(request);
        InitialDecision initial = new InitialDecision(
                runtime,
                facts,
                new ServletRequestInfo(request, runtime),
                DispatcherType.REQUEST,
                runtime.guard().authenticate(facts));
        RequestContext context = new RequestContext(initial, request, new TestResponse());
        context.settle(initial.verdict());
        return Objects.requireNonNull(context.confirmedUser());
    }

    private static TestRequest request(WebGuard runtime, Credential credential) {
        Map<String, String> headers;
        if (credential instanceof BearerToken bearer) {
            headers = Map.of("Authorization", "Bearer " + bearer.value());
        } else if (credential instanceof SsoToken token) {
            headers = Map.of("Cookie", FakeAm.COOKIE + "=" + token.value());
        } else {
            String name = runtime.guard().login().orElseThrow().cookie();
            headers = Map.of("Cookie", name + "=" + ((AppSession) credential).value());
        }
        return new TestRequest("GET", "", "/", headers, null);
    }
}
