package org.journeyguard.test;

import jakarta.json.JsonObject;
import java.net.URI;
import java.time.Clock;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** A small HTTP server on loopback that speaks as AM does, counts what it is asked, and misbehaves on demand. */
public final class FakeAm implements AutoCloseable {
    /** Name of its cookie. */
    public static final String COOKIE = "iPlanetDirectoryPro";
    /** Tokens that begin like this break its parser. */
    public static final String UNDECODABLE = "undecodable";

    /** Which server it is. */
    public enum Kind {
        /** PingAM 7 and 8. */
        PINGAM("3.0 3.1 4.0 5.1"),
        /** A future PingAM that has removed the older versions of its API. */
        PINGAM_NEXT("5.1"),
        /** PingOne Advanced Identity Cloud. */
        ADVANCED_IDENTITY_CLOUD("3.0 3.1 4.0 5.1"),
        /** ForgeRock AM 6. */
        FORGEROCK("1.0 1.1 3.0 3.1"),
        /** PingAM with a 400 for API versions that it does not have, and a 200 for sessions that have ended. */
        LENIENT_PINGAM("3.0 3.1 4.0 5.1"),
        /** OpenAM 14 to 16. */
        OPENAM("1.0 1.1 1.2 2.0"),
        /** OpenAM 12 and 13. */
        OPENAM_13("1.0 1.1 1.2"),
        /** One that no client knows yet. */
        FUTURE("9.0");

        private final String versions;

        Kind(String versions) {
            this.versions = versions;
        }

        /** Whether it speaks a version of the session API. */
        public boolean speaks(String version) {
            return List.of(versions.split(" ", -1)).contains(version);
        }

        boolean isPing() {
            return this != OPENAM && this != OPENAM_13 && this != FUTURE;
        }
    }

    private final FakeAnswers answers;
    private final FakeProvider provider = new FakeProvider(() -> url().toString());
    private final FakeServer server;
    private final Queue<FakeCall> calls = new ConcurrentLinkedQueue<>();
    private final AtomicInteger inFlight = new AtomicInteger();
    private final AtomicInteger mostInFlight = new AtomicInteger();
    private volatile Fault fault = Fault.NONE;

    /** Listens on a free port. */
    public FakeAm(Kind kind) {
        answers = new FakeAnswers(kind, provider);
        server = new FakeServer(this::reply, answers.notifications()::serve);
    }

    /** Its base URL. */
    public URI url() {
        return URI.create("http://127.0.0.1:" + server.port() + "/am");
    }

    /** A logout hook adds members to the answers about logouts, as PingAM 8.1 and Advanced Identity Cloud can. */
    public void addToLogouts(JsonObject members) {
        answers.logoutHook = members;
    }

    /** Replaces it with another version, which keeps the sessions. */
    public void setKind(Kind kind) {
        answers.kind = kind;
    }

    /** Sets the clock by which sessions expire and are prolonged, and which the {@code Date} headers of responses show. */
    public void setClock(Clock clock) {
        answers.clock = clock;
    }

    /** Sets whether clients can prolong the idle time of sessions; with AM's client-side sessions they can't. */
    public void setKeepAliveSupported(boolean supported) {
        answers.touchable = supported;
    }

    /** From now on calls fare like this. */
    public void set(Fault next) {
        fault = next;
    }

    /** It goes down: connections end, and new ones are refused. What it knows it keeps. */
    public void stop() {
        server.stop();
    }

    /** It is back at the same address. */
    public void start() {
        server.start();
    }

    /** What serverinfo says about domains, as JSON. */
    public void setDomains(String json) {
        answers.domains = json;
    }

    /** A user's attribute. */
    public void setAttribute(String user, String attribute, Collection<String> values) {
        setAttributes(user, Map.of(attribute, values));
    }

    /** All of a user's attributes. */
    public void setAttributes(String user, Map<String, Collection<String>> attributes) {
        answers.users.put(user, attributes);
    }

    /** A user signs in to the root realm. */
    public String signIn(String user) {
        return signIn(session(user, "/"));
    }

    /** A user signs in. */
    public String signIn(FakeSession session) {
        answers.begin(session);
        return session.token();
    }

    /** A session that is yet to begin: 30 minutes idle, two hours at most. */
    public FakeSession session(String user, String realm) {
        return answers.newSession(user, realm);
    }

    /** A session ends at AM, by itself or by somebody else's hand. */
    public void end(String token) {
        answers.sessions.remove(token);
    }

    /** Whether a session is alive. */
    public boolean has(String token) {
        return answers.session(token) != null;
    }

    /** How it is set up as an OAuth 2.0 provider. */
    public FakeProvider oauth() {
        return provider;
    }

    /** Tokens of a user whose session is not known. */
    public FakeTokenSet issue(String user, String realm, String clientId, String... scopes) {
        return answers.oauth().issue(user, realm, clientId, scopes);
    }

    /** Issues tokens for a session. */
    public FakeTokenSet issue(String session, TokenSpec spec) {
        return answers.oauth().issue(session, spec);
    }

    /** An access token of a client for itself, in the root realm. */
    public String clientToken(String clientId, String scope) {
        return answers.oauth().clientToken(clientId, scope);
    }

    /** Whether an access or refresh token is neither revoked nor expired. */
    public boolean isActive(String token) {
        return answers.oauth().isActive(token);
    }

    /** An access or refresh token ends by somebody else's hand, a refresh token with all that came of its grant. */
    public void revoke(String token) {
        answers.oauth().revoke(token);
    }

    /** All its sessions, and who may list them. */
    public FakeDirectory directory() {
        return answers.directory();
    }

    /** Creates a journey, or replaces the one of this name; the first one of a realm is its default. */
    public FakeJourney journey(String name) {
        return answers.journeys().create(name);
    }

    /** Its policies. */
    public FakePolicies policies() {
        return answers.policies();
    }

    /** Its notification socket. */
    public FakeNotifications notifications() {
        return answers.notifications();
    }

    /** Its calls begin to count anew. */
    public void forgetCalls() {
        calls.clear();
    }

    /** All calls so far, in the order in which they arrived. */
    public List<FakeCall> calls() {
        return List.copyOf(calls);
    }

    /** The calls whose method and target contain this. */
    public List<FakeCall> calls(String part) {
        return calls.stream().filter(call -> call.asksFor(part)).toList();
    }

    /** The calls whose body contains this. */
    public List<FakeCall> callsWith(String part) {
        return calls.stream().filter(call -> call.bears(part)).toList();
    }

    /** The most calls that were ever under way at once. */
    public int mostInFlight() {
        return mostInFlight.get();
    }

    /** How many clients are connected. */
    public int connections() {
        return server.connections();
    }

    private @Nullable FakeReply reply(FakeCall call) {
        calls.add(call);
        mostInFlight.accumulateAndGet(inFlight.incrementAndGet(), Math::max);
        try {
            return fault.treat(call, () -> answers.to(call));
        } catch (Exception e) {
            return FakeReply.json(500, "{\"code\":500,\"message\":\"FakeAm itself failed: " + e + "\"}");
        } finally {
            // before the answer goes out, so that a call that follows it is never counted beside it
            inFlight.decrementAndGet();
        }
    }

    /** Stops listening. */
    @Override
    public void close() {
        server.close();
    }
}
