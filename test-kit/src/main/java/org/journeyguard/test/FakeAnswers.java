package org.journeyguard.test;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.journeyguard.test.FakeAm.Kind;
import org.jspecify.annotations.Nullable;

/** What an AM that is well answers, as recorded at OpenAM 16 and documented for PingAM. */
final class FakeAnswers {
    static final FakeReply UNAUTHORIZED = FakeReply.error(401, "Unauthorized", "Access Denied");
    static final FakeReply FORBIDDEN = FakeReply.error(403, "Forbidden", "Forbidden");
    static final FakeReply NOT_FOUND = FakeReply.error(404, "Not Found", "Resource '' not found");

    final Map<String, FakeSession> sessions = new ConcurrentHashMap<>();
    final Map<String, Map<String, Collection<String>>> users = new ConcurrentHashMap<>();
    /** When sessions began, by SSO token. */
    final Map<String, Instant> beginnings = new ConcurrentHashMap<>();

    private final FakeProvider provider;
    private final FakeOAuth oauth;
    private final FakeDirectory directory;
    private final FakeSessions sessionApi;
    private final FakeNotifications notifications;
    private final FakePolicies policies = new FakePolicies(this);
    private final FakeJourneys journeys = new FakeJourneys(this);
    private final AtomicInteger tokens = new AtomicInteger();
    volatile Kind kind;
    volatile boolean touchable = true;
    volatile String domains = "[]";
    /** What a logout hook adds to answers about logouts. */
    volatile JsonObject logoutHook = JsonObject.EMPTY_JSON_OBJECT;
    /** Null when time stands still. */
    volatile @Nullable Clock clock;

    FakeAnswers(Kind kind, FakeProvider provider) {
        this.kind = kind;
        this.provider = provider;
        this.directory = new FakeDirectory(this, provider);
        this.sessionApi = new FakeSessions(this, directory);
        this.notifications = new FakeNotifications(directory);
        this.oauth = new FakeOAuth(this, provider);
    }

    FakeNotifications notifications() {
        return notifications;
    }

    FakePolicies policies() {
        return policies;
    }

    FakeJourneys journeys() {
        return journeys;
    }

    FakeDirectory directory() {
        return directory;
    }

    FakeOAuth oauth() {
        return oauth;
    }

    /** What time it is here. */
    Instant now() {
        Clock time = clock;
        return time == null ? ManualTime.START : time.instant();
    }

    /** A session that is yet to begin. */
    FakeSession newSession(String user, String realm) {
        return FakeSession.begun("AQIC5w" + tokens.incrementAndGet() + ".*AAJTSQACMDE=*", user, realm, now());
    }

    void begin(FakeSession session) {
        beginnings.put(session.token(), now());
        sessions.put(session.token(), session);
    }

    /** When a session began. */
    Instant signedInAt(String token) {
        return beginnings.getOrDefault(token, now());
    }

    /** An answer about a logout with what the logout hook adds. */
    JsonObjectBuilder hooked(JsonObjectBuilder answer) {
        logoutHook.forEach(answer::add);
        return answer;
    }

    /** A session that is alive. */
    @Nullable
    FakeSession session(String token) {
        FakeSession session = sessions.get(token);
        Clock time = clock;
        return session == null || (time != null && session.hasEnded(time.instant())) ? null : session;
    }

    void use(String token) {
        Clock time = clock;
        if (time != null) {
            Instant now = time.instant();
            sessions.computeIfPresent(token, (key, session) -> session.hasEnded(now) ? session : session.usedAt(now));
        }
    }

    FakeReply to(FakeCall call) {
        FakeReply reply = answer(call);
        Clock time = clock;
        return time == null
                ? reply
                : reply.with(
                        "Date",
                        DateTimeFormatter.RFC_1123_DATE_TIME.format(
                                time.instant().atZone(ZoneOffset.UTC)));
    }

    private FakeReply answer(FakeCall call) {
        String path = call.path();
        if (path.equals("/am/notifications")) {
            return notifications.handshake(call);
        }
        if (path.equals(FakeDiscovery.AT_HOST) && !provider.hostRealm().isEmpty()) {
            return FakeDiscovery.ofHost(provider);
        }
        if (FakeOAuth.isFor(path)) {
            return oauth.to(call);
        }
        if (!path.startsWith("/am/json/")) {
            return NOT_FOUND;
        }
        // PingAM's filter wants a header that no page can make a browser send
        if (kind.isPing()
                && !call.method().equals("GET")
                && call.header("X-Requested-With").isEmpty()
                && call.header("Accept-API-Version").isEmpty()) {
            return FORBIDDEN;
        }
        if (path.endsWith("/serverinfo/*")) {
            return serverInfo(call);
        }
        if (path.endsWith("/authenticate")) {
            return call.header("X-OpenAM-Username").isEmpty() ? journeys.answer(call) : directory.authenticate(call);
        }
        if (path.endsWith("/policies")) {
            return policies.answer(call);
        }
        FakeReply reply =
                path.endsWith("/sessions/") || path.endsWith("/sessions") ? sessionApi.answer(call) : user(call, path);
        return reply.status() == 200 ? reply.with("Content-API-Version", "resource=" + call.version()) : reply;
    }

    private FakeReply serverInfo(FakeCall call) {
        // PingAM tells its domains to those who have signed in
        boolean isForUsers = call.version().equals("2.0") && kind.isPing();
        if (!isForUsers && !List.of("1.0", "1.1").contains(call.version())) {
            return FakeSessions.unknownVersion(kind);
        }
        boolean isTold = !isForUsers || session(call.header(FakeAm.COOKIE)) != null;
        return FakeReply.json(
                200,
                "{\"_id\":\"*\",\"domains\":" + (isTold ? domains : "[]") + ",\"cookieName\":\"" + FakeAm.COOKIE
                        + "\",\"secureCookie\":false,\"realm\":\"/\",\"forgotPassword\":\"false\"}");
    }

    private FakeReply user(FakeCall call, String path) {
        FakeSession caller = sessions.get(call.header(FakeAm.COOKIE));
        if (caller == null) {
            return UNAUTHORIZED;
        }
        if (path.endsWith("/users") && call.target().endsWith("?_action=idFromSession")) {
            return FakeReply.json(caller.idFromSession());
        }
        String name = decoded(path.substring(path.lastIndexOf('/') + 1));
        Map<String, Collection<String>> attributes = users.get(name);
        if (attributes == null || (kind.isPing() && !name.equals(caller.user()))) {
            return FORBIDDEN;
        }
        JsonObjectBuilder user = Json.createObjectBuilder().add("username", name);
        String fields = call.target().replaceFirst(".*_fields=", "");
        for (String field : fields.split(",", -1)) {
            String wanted = decoded(field);
            Collection<String> values = attributes.get(wanted);
            if (values != null) {
                user.add(wanted, Json.createArrayBuilder(List.copyOf(values)));
            }
        }
        return FakeReply.json(user.build());
    }

    private static String decoded(String text) {
        return URLDecoder.decode(text, StandardCharsets.UTF_8);
    }
}
