package org.journeyguard.test;

import jakarta.json.Json;
import jakarta.json.JsonArray;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import java.io.StringReader;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The policies of {@link FakeAm}, for all users who have signed in. As at AM, the pattern of a policy is a URL with its port, {@code *}
 * stands for any text, upper and lower case are the same, and a denial overrules.
 */
public final class FakePolicies {
    /** The policy set that every AM has. */
    public static final String SET = "iPlanetAMWebAgentService";

    private static final int MAX_RESOURCES = 1_000;

    private final FakeAnswers answers;
    private final FakeTransactions transactions = new FakeTransactions();
    private final Map<String, FakePolicy> policies = new ConcurrentHashMap<>();

    FakePolicies(FakeAnswers answers) {
        this.answers = answers;
    }

    /** Adds a policy, or replaces the one of this name. */
    public void put(String name, FakePolicy policy) {
        policies.put(name, policy);
    }

    /** Adds a policy of the same name that allows actions. */
    public void allow(String pattern, String... actions) {
        put(pattern, FakePolicy.about(pattern).allowing(actions));
    }

    /** Adds a policy of the same name that denies actions. */
    public void deny(String pattern, String... actions) {
        put(pattern, FakePolicy.about(pattern).denying(actions));
    }

    /** Removes a policy. */
    public void remove(String name) {
        policies.remove(name);
    }

    /** A user authorizes a transaction at AM. */
    public void authorize(String transaction) {
        transactions.authorize(transaction);
    }

    FakeReply answer(FakeCall call) {
        String token = call.header(FakeAm.COOKIE);
        boolean mayAsk = answers.directory().isAgent(token)
                || answers.directory().serviceAccounts().isCalling(call);
        if (!mayAsk) {
            return answers.session(token) == null ? FakeAnswers.UNAUTHORIZED : FakeAnswers.FORBIDDEN;
        }
        if (!call.target().endsWith("?_action=evaluate")) {
            return FakeReply.error(501, "Not Implemented", "Unsupported action");
        }
        if (!List.of("1.0", "2.0", "2.1").contains(call.version())) {
            return FakeAnswers.NOT_FOUND;
        }
        JsonObject question = read(call.body());
        if (!sets().contains(question.getString("application", ""))) {
            return FakeReply.error(404, "Not Found", "Unable to retrieve application under realm /.");
        }
        JsonObject subject = question.getJsonObject("subject");
        FakeSession session = answers.session(subject.getString("ssoToken", ""));
        boolean isByJwt = subject.containsKey("jwt");
        if (isByJwt && answers.kind.isPing() && hasConditionAboutSessions(question)) {
            return FakeReply.error(500, "Internal Server Error", "Failed to evaluate");
        }
        if (session == null && !isByJwt && !answers.kind.isPing()) {
            return FakeReply.error(400, "Bad Request", "Invalid value subject");
        }
        JsonArray resources = question.getJsonArray("resources");
        if (resources.isEmpty() || resources.size() > MAX_RESOURCES) {
            return FakeReply.error(400, "Bad Request", "Invalid value resources");
        }
        return FakeReply.json(
                200, rows(question, session, isByJwt || session != null).toString());
    }

    private boolean hasConditionAboutSessions(JsonObject question) {
        return question.getJsonArray("resources").getValuesAs(JsonString::getString).stream()
                .flatMap(resource -> policies.values().stream().filter(policy -> policy.matches(resource)))
                .anyMatch(FakePolicy::isAboutSessions);
    }

    private Set<String> sets() {
        return Stream.concat(Stream.of(SET), policies.values().stream().map(FakePolicy::set))
                .collect(Collectors.toSet());
    }

    /** The rows are in another order than the resources. */
    private JsonArray rows(JsonObject question, @Nullable FakeSession session, boolean isUser) {
        List<String> resources =
                new ArrayList<>(question.getJsonArray("resources").getValuesAs(JsonString::getString));
        Collections.reverse(resources);
        JsonArrayBuilder rows = Json.createArrayBuilder();
        for (String resource : resources) {
            List<FakePolicy> applicable = policies.values().stream()
                    .filter(policy -> policy.set().equals(question.getString("application")))
                    .filter(policy -> policy.matches(resource))
                    .filter(policy -> session != null || !policy.isAboutSessions())
                    .toList();
            rows.add(row(resource, isUser ? applicable : List.of(), session, question));
        }
        return rows.build();
    }

    private JsonObject row(
            String resource, List<FakePolicy> policies, @Nullable FakeSession session, JsonObject question) {
        String address = environment(question, "requestIp");
        JsonObjectBuilder actions = Json.createObjectBuilder();
        JsonObjectBuilder attributes = Json.createObjectBuilder();
        JsonObjectBuilder advices = Json.createObjectBuilder();
        long ttl = Long.MAX_VALUE;
        Map<String, Boolean> decided = new HashMap<>();
        for (FakePolicy policy : policies) {
            ttl = Math.min(ttl, policy.until());
            Map<String, List<String>> missing = policy.advices(session);
            if (policy.isTransactional()
                    && session != null
                    && !transactions.use(environment(question, "TxId"), session, resource)) {
                missing.put("TransactionConditionAdvice", List.of(transactions.begin(session, resource)));
                ttl = 0;
            }
            if (policy.isMetFrom(address) && missing.isEmpty()) {
                policy.actions().forEach((action, isAllowed) -> decided.merge(action, isAllowed, Boolean::logicalAnd));
                policy.attributes().forEach((name, values) -> attributes.add(name, Json.createArrayBuilder(values)));
            } else if (policy.isMetFrom(address)) {
                missing.forEach((name, values) -> advices.add(name, Json.createArrayBuilder(values)));
            }
        }
        decided.forEach(actions::add);
        return Json.createObjectBuilder()
                .add("resource", resource)
                .add("actions", actions)
                .add("attributes", attributes)
                .add("advices", advices)
                .add("ttl", ttl)
                .build();
    }

    private static String environment(JsonObject question, String name) {
        JsonValue environment = question.getOrDefault("environment", JsonValue.EMPTY_JSON_OBJECT);
        JsonArray values = environment.asJsonObject().getJsonArray(name);
        return values == null ? "" : values.getString(0);
    }

    private static JsonObject read(String body) {
        try (var reader = Json.createReader(new StringReader(body))) {
            return reader.readObject();
        }
    }
}
