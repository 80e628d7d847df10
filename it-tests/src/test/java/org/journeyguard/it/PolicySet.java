package org.journeyguard.it;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.json.Json;
import jakarta.json.JsonArray;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.journeyguard.it.am.AmRest;
import org.journeyguard.it.am.OpenAmSettings;
import org.journeyguard.it.am.Provisioner;

/** The policies of a realm of the real AM for one application, as an administrator makes them by AM's REST API. */
final class PolicySet {
    /** The condition of a policy that always applies. */
    static final JsonObject ALWAYS = JsonObject.EMPTY_JSON_OBJECT;

    private static final String NAME = "iPlanetAMWebAgentService";
    /** AM's resource type for URLs in the root realm. */
    private static final String URLS = "76656a38-5f8e-401b-83aa-4ccb74ce88d2";

    private static final String VERSION = "resource=2.0";

    private final AmRest am = Servers.am().rest();
    private final String admin = am.login("", "amadmin", OpenAmSettings.ADMIN_PASSWORD);
    private final String agent = am.loginAgent(Provisioner.AGENT, Provisioner.AGENT_PASSWORD);
    private final String json;
    private final String url;
    private final String resourceType;

    /**
     * @param url of the application, without a trailing slash
     */
    PolicySet(Realm realm, String url) {
        this.json = "/json" + AmRest.realmPath(realm == Realm.ROOT ? "" : realm.path());
        this.url = url;
        this.resourceType = realm == Realm.ROOT ? URLS : created();
    }

    /** A realm below the root has neither a resource type nor a policy set of its own. */
    private String created() {
        JsonObjectBuilder type = Json.createObjectBuilder()
                .add("name", "Pages")
                .add("actions", Json.createObjectBuilder().add("GET", true).add("POST", true))
                .add("patterns", Json.createArrayBuilder(List.of("*://*:*/*", "*://*:*/*?*")));
        AmRest.Answer made = am.call(
                "POST",
                json + "/resourcetypes?_action=create",
                "resource=1.0",
                admin,
                type.build().toString());
        assertThat(made.status()).as("%s", made).isEqualTo(201);
        String id = made.body().getString("uuid");
        JsonObjectBuilder set = Json.createObjectBuilder()
                .add("name", NAME)
                .add("applicationType", NAME)
                .add("entitlementCombiner", "DenyOverride")
                .add("resourceTypeUuids", Json.createArrayBuilder().add(id))
                .add("subjects", Json.createArrayBuilder().add("AuthenticatedUsers"))
                .add("conditions", Json.createArrayBuilder(List.of("AuthLevel", "AuthenticateToService", "IPv4")));
        AmRest.Answer answer = am.call(
                "POST",
                json + "/applications?_action=create",
                VERSION,
                admin,
                set.build().toString());
        assertThat(answer.status()).as("%s", answer).isEqualTo(201);
        return id;
    }

    /**
     * Makes a policy for all users of the realm, or changes it.
     *
     * @param paths below the application's URL, with AM's wildcards
     * @param condition AM's JSON
     */
    void put(String name, List<String> paths, Map<String, Boolean> actions, JsonObject condition) {
        putAbout(name, paths.stream().map(this::resource).toList(), actions, condition);
    }

    /** The same about any URLs. */
    void putAbout(String name, List<String> urls, Map<String, Boolean> actions, JsonObject condition) {
        put(name, urls, actions, condition, List.of());
    }

    /** Makes a policy with response attributes for all users of the realm, or changes it; allows {@code GET}. */
    void putWith(String name, String path, JsonObject... attributes) {
        put(name, List.of(resource(path)), Map.of("GET", true), ALWAYS, List.of(attributes));
    }

    private void put(
            String name,
            List<String> urls,
            Map<String, Boolean> actions,
            JsonObject condition,
            List<JsonObject> attributes) {
        JsonArrayBuilder resources = Json.createArrayBuilder(urls);
        JsonObjectBuilder values = Json.createObjectBuilder();
        actions.forEach(values::add);
        JsonObjectBuilder policy = Json.createObjectBuilder()
                .add("name", name)
                .add("active", true)
                .add("applicationName", NAME)
                .add("resourceTypeUuid", resourceType)
                .add("resources", resources)
                .add("actionValues", values)
                .add("resourceAttributes", Json.createArrayBuilder(attributes))
                .add("subject", Json.createObjectBuilder().add("type", "AuthenticatedUsers"));
        if (!condition.isEmpty()) {
            policy.add("condition", condition);
        }
        String body = policy.build().toString();
        AmRest.Answer answer = am.call("PUT", json + "/policies/" + name, VERSION, admin, body);
        if (answer.status() == 404) {
            answer = am.call("POST", json + "/policies?_action=create", VERSION, admin, body);
        }
        assertThat(Set.of(200, 201)).as("%s", answer).contains(answer.status());
    }

    /** A response attribute that the policy states. */
    static JsonObject fixed(String name, String... values) {
        return attribute("Static", name, values);
    }

    /** A response attribute with the values of an attribute of the user's profile. */
    static JsonObject ofUser(String name) {
        return attribute("User", name);
    }

    private static JsonObject attribute(String type, String name, String... values) {
        return Json.createObjectBuilder()
                .add("type", type)
                .add("propertyName", name)
                .add("propertyValues", Json.createArrayBuilder(List.of(values)))
                .build();
    }

    /** The condition that users have signed in at a level. */
    static JsonObject level(int level) {
        return condition("AuthLevel").add("authLevel", level).build();
    }

    /** The condition that users have signed in with a chain. */
    static JsonObject service(String chain) {
        return condition("AuthenticateToService")
                .add("authenticateToService", chain)
                .build();
    }

    /** The condition that the client has one of these addresses. */
    static JsonObject addresses(String first, String last) {
        return condition("IPv4").add("startIp", first).add("endIp", last).build();
    }

    private static JsonObjectBuilder condition(String type) {
        return Json.createObjectBuilder().add("type", type);
    }

    /** Returns AM's name of a path. */
    String resource(String path) {
        return url + path;
    }

    /** Returns whether AM itself allows an action. */
    boolean allows(String session, String action, String path) {
        JsonObject question = Json.createObjectBuilder()
                .add("resources", Json.createArrayBuilder().add(resource(path)))
                .add("application", NAME)
                .add("subject", Json.createObjectBuilder().add("ssoToken", session))
                .build();
        JsonArray answer = am.list(json + "/policies?_action=evaluate", VERSION, agent, question.toString());
        return answer.getJsonObject(0).getJsonObject("actions").getBoolean(action, false);
    }
}
