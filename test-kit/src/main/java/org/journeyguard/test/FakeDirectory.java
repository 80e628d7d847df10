package org.journeyguard.test;

import com.nimbusds.jose.jwk.JWKSet;
import jakarta.json.Json;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.JsonString;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** All sessions at {@link FakeAm}, and the administrators and service accounts that may list and end those of others. */
public final class FakeDirectory {
    private static final String TEXT = "\"((?:[^\"\\\\]|\\\\.)*)\"";
    private static final Pattern FILTER = Pattern.compile("username eq " + TEXT + " and realm eq " + TEXT);
    private static final FakeReply FORBIDDEN = FakeReply.json(403, "{\"code\":403,\"message\":\"Forbidden\"}");
    private static final FakeReply DENIED = FakeReply.json(401, "{\"code\":401,\"message\":\"Access Denied\"}");
    private static final FakeReply UNCONFIGURED = FakeReply.json(400, "{\"message\":\"No Configuration found\"}");

    private final FakeAnswers answers;
    private final FakeServiceAccounts accounts;
    private final Map<String, Agent> agents = new ConcurrentHashMap<>();
    /** Those of agents, with whether it is an administrator's. */
    private final Map<String, Boolean> tokens = new ConcurrentHashMap<>();

    private final AtomicInteger signIns = new AtomicInteger();
    volatile boolean endsByUser = true;
    volatile boolean endsByHandle = true;

    private record Agent(String password, String path, boolean isAdministrator) {}

    FakeDirectory(FakeAnswers answers, FakeProvider provider) {
        this.answers = answers;
        this.accounts = new FakeServiceAccounts(answers, provider);
    }

    /** There is an agent, which may hear of sessions that end, and list none. */
    public void addAgent(String name, String password, String realm) {
        agents.put(name, new Agent(password, "/am/json" + FakeProvider.path(realm), false));
    }

    /** There is an administrator, who signs in to the root realm as users do. */
    public void addAdministrator(String name, String password) {
        agents.put(name, new Agent(password, "/am/json" + FakeProvider.path("/"), true));
    }

    /** There is a service account, where AM has such: it may list sessions with an access token. */
    public void addServiceAccount(String id, JWKSet keys) {
        accounts.add(id, keys);
    }

    FakeServiceAccounts serviceAccounts() {
        return accounts;
    }

    /** The sessions of agents end, and the access tokens of service accounts. */
    public void endAgents() {
        tokens.clear();
        accounts.end();
    }

    /** Whether AM ends all sessions of a user, where it knows how to. */
    public void setEndsByUser(boolean ends) {
        endsByUser = ends;
    }

    /** The handle of a session. */
    public static String handle(String token) {
        return "shandle:" + UUID.nameUUIDFromBytes(token.getBytes(StandardCharsets.UTF_8));
    }

    boolean isAgent(String token) {
        return tokens.containsKey(token);
    }

    boolean isAdministrator(String token) {
        return Boolean.TRUE.equals(tokens.get(token));
    }

    FakeReply authenticate(FakeCall call) {
        if (!List.of("2.0", "2.1").contains(call.version())) {
            return FakeReply.json(404, "");
        }
        String way = call.parameter("authIndexValue");
        String name = call.header("X-OpenAM-Username");
        boolean isPing = answers.kind.isPing();
        if (!way.isEmpty() && !way.equals(isPing ? "Agent" : "Application")) {
            return isPing ? UNCONFIGURED : DENIED;
        }
        Agent agent = agents.get(name);
        boolean isIn = agent != null
                && agent.isAdministrator == way.isEmpty()
                && call.path().equals(agent.path + "/authenticate")
                && call.header("X-OpenAM-Password").equals(agent.password);
        if (agent == null || !isIn) {
            return DENIED;
        }
        String token = "AGENT" + signIns.incrementAndGet() + ".*";
        tokens.put(token, agent.isAdministrator);
        return ok(Json.createObjectBuilder().add("tokenId", token).add("realm", "/"));
    }

    FakeReply query(FakeCall call) {
        if (!mayListOthers(call)) {
            return refusal(call);
        }
        Matcher filter = FILTER.matcher(call.parameter("_queryFilter"));
        if (!filter.matches()) {
            return FakeReply.json(400, "{\"code\":400,\"message\":\"Invalid query\"}");
        }
        JsonArrayBuilder rows = Json.createArrayBuilder();
        for (FakeSession each : Set.copyOf(answers.sessions.values())) {
            boolean matches = each.user().equals(unescaped(filter.group(1)))
                    && each.realm().equals(unescaped(filter.group(2)));
            if (matches) {
                rows.add(Json.createObjectBuilder(each.info(answers.kind)).add("sessionHandle", handle(each.token())));
            }
        }
        return ok(Json.createObjectBuilder().add("result", rows));
    }

    FakeReply logoutByHandle(FakeCall call) {
        if (!mayListOthers(call)) {
            return refusal(call);
        }
        JsonObjectBuilder ended = Json.createObjectBuilder();
        for (JsonString handle : body(call).getJsonArray("sessionHandles").getValuesAs(JsonString.class)) {
            boolean isEnded = endsByHandle
                    && answers.sessions
                            .values()
                            .removeIf(each -> handle(each.token()).equals(handle.getString()));
            ended.add(handle.getString(), isEnded);
        }
        return ok(answers.hooked(Json.createObjectBuilder().add("result", ended)));
    }

    FakeReply logoutByUser(FakeCall call) {
        FakeSession own = answers.session(call.header(FakeAm.COOKIE));
        if (own == null) {
            return DENIED;
        }
        boolean isAllowed = own.user().equals(body(call).getString("username")) && endsByUser;
        if (isAllowed) {
            answers.sessions
                    .values()
                    .removeIf(each ->
                            each.user().equals(own.user()) && each.realm().equals(own.realm()));
        }
        return ok(answers.hooked(Json.createObjectBuilder().add("result", isAllowed)));
    }

    private boolean mayListOthers(FakeCall call) {
        return answers.kind == FakeAm.Kind.ADVANCED_IDENTITY_CLOUD
                ? accounts.isCalling(call)
                : Boolean.TRUE.equals(tokens.get(call.header(FakeAm.COOKIE)));
    }

    /** Answers 403 to sessions without the right, and 401 to others. */
    private FakeReply refusal(FakeCall call) {
        String token = call.header(FakeAm.COOKIE);
        return isAgent(token) || answers.session(token) != null ? FORBIDDEN : DENIED;
    }

    private static JsonObject body(FakeCall call) {
        try (var reader = Json.createReader(new StringReader(call.body()))) {
            return reader.readObject();
        }
    }

    private static String unescaped(String text) {
        return text.replaceAll("\\\\(.)", "$1");
    }

    private static FakeReply ok(JsonObjectBuilder body) {
        return FakeReply.json(200, body.build().toString());
    }
}
