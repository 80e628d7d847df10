package org.journeyguard.test;

import java.net.URI;
import java.net.http.HttpRequest;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Who calls the application: a person with a session at AM, or a program with an access token of theirs. Cannot be changed. */
public final class Caller {
    private final FakeAm am;
    private final FakeSession session;
    private final TokenSpec spec;

    Caller(FakeAm am, FakeSession session, TokenSpec spec) {
        this.am = am;
        this.session = session;
        this.spec = spec;
    }

    /** The same with tokens of this scope, and no other. */
    public Caller withScope(String... scope) {
        return with(new TokenSpec(spec.clientId(), List.of(scope), spec.claims(), spec.lifetime()));
    }

    /**
     * The same whose access and ID tokens, and what introspection tells of them, say this as well.
     *
     * @param value a text, number, truth value, list or map
     */
    public Caller withClaim(String name, Object value) {
        Map<String, Object> more = new HashMap<>(spec.claims());
        more.put(name, value);
        return with(new TokenSpec(spec.clientId(), spec.scope(), Map.copyOf(more), spec.lifetime()));
    }

    /** The same whose access tokens live this long; less than nothing for one that has expired. */
    public Caller withTokensFor(Duration lifetime) {
        return with(new TokenSpec(spec.clientId(), spec.scope(), spec.claims(), lifetime));
    }

    /** The same with tokens of another client, one that is {@linkplain FakeProvider#register registered}. */
    public Caller through(String clientId) {
        return with(new TokenSpec(clientId, spec.scope(), spec.claims(), spec.lifetime()));
    }

    private Caller with(TokenSpec other) {
        return new Caller(am, session, other);
    }

    /** The session. */
    public FakeSession session() {
        return session;
    }

    /**
     * New tokens.
     *
     * @throws IllegalArgumentException when the session has ended, or the client is not registered
     */
    public FakeTokenSet tokens() {
        return am.issue(session.token(), spec);
    }

    /** The {@code Cookie} header of a browser that is signed in. */
    public String cookie() {
        return FakeAm.COOKIE + "=" + session.token();
    }

    /** The {@code Authorization} header with a new access token. */
    public String authorization() {
        return "Bearer " + tokens().access();
    }

    /** A browser opens a page of the application. */
    public HttpRequest.Builder browser(URI page) {
        return HttpRequest.newBuilder(page)
                .header("Cookie", cookie())
                .header("Sec-Fetch-Mode", "navigate")
                .header("Accept", "text/html");
    }

    /** A program calls the application, with a new access token. */
    public HttpRequest.Builder program(URI resource) {
        return HttpRequest.newBuilder(resource).header("Authorization", authorization());
    }

    /** The session ends at AM. */
    public void signOut() {
        am.end(session.token());
    }
}
