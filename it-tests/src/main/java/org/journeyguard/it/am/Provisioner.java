package org.journeyguard.it.am;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.JsonValue;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Fills a freshly configured OpenAM: realm {@code /} with opaque tokens, {@code /alpha} with JWT tokens, {@code /beta} with
 * client-side sessions and JWT tokens, {@code /gamma} with sessions of one idle minute and two at most; users, OAuth
 * clients, an agent, and in {@code /} and {@code /alpha} other ways to sign in and accounts that get locked.
 */
public final class Provisioner {
    /** Password of every user. */
    public static final String USER_PASSWORD = "changeit";
    /** Who has the role {@code admin}. */
    public static final String ADMIN_USER = "alice";
    /** Who has no role. */
    public static final String PLAIN_USER = "bob";
    /** Whose sessions are counted: AM lists 120 of a user's at once, and the others have more. */
    public static final String COUNTED_USER = "carol";
    /** Who gets locked out of realm {@code /}: AM locks their entry of the directory, which all realms share. */
    public static final String LOCKED_USER = "dave";
    /** Who gets locked out of realm {@code /alpha}. */
    public static final String LOCKED_ALPHA_USER = "erin";
    /** After how many wrong passwords AM locks a user. */
    public static final int LOCKED_AFTER = 10;
    /** The user attribute that holds the roles. */
    public static final String ROLE_ATTRIBUTE = "employeeNumber";
    /** Name of the agent, whose session may open the notification socket. */
    public static final String AGENT = "notify-agent";
    /** Password of the agent. */
    public static final String AGENT_PASSWORD = "s3cret-agent";
    /** Secret of every confidential OAuth client. */
    public static final String CLIENT_SECRET = "s3cret";

    /**
     * After how many minutes without use sessions end, except in {@code /gamma}. Longer than a run of the tests: when hundreds of
     * sessions time out at once, OpenAM's workers wait for each other, and for minutes it answers that live sessions are unknown.
     */
    public static final int IDLE_MINUTES = 12 * 60;
    /** After how many minutes these sessions end at the latest. */
    public static final int SESSION_MINUTES = 24 * 60;

    /** The OAuth client of the demo, whose access tokens live for a minute. */
    public static final String DEMO_CLIENT = "demo-app";

    /** Where the applications run that every OAuth client accepts from the beginning. */
    static final List<String> APP_URLS =
            List.of("http://localhost:8080", "http://localhost:19090", "http://localhost:19091");
    /** The realms with OAuth clients. */
    static final List<String> OAUTH_REALMS = List.of("", "/alpha", "/beta");

    /** The realms with other ways to sign in. */
    private static final List<String> STRONG_REALMS = List.of("", "/alpha");

    private static final List<String> SUB_REALMS = List.of("/alpha", "/beta", "/gamma");

    private final AdminSession admin;

    Provisioner(AmRest rest) {
        this.admin = new AdminSession(rest);
    }

    void run() {
        SUB_REALMS.forEach(realm -> admin.create("/json/global-config/realms", realm(realm.substring(1))));
        createUser(ADMIN_USER, "admin");
        createUser(PLAIN_USER, null);
        List.of(COUNTED_USER, LOCKED_USER, LOCKED_ALPHA_USER).forEach(name -> createUser(name, null));
        for (String realm : OAUTH_REALMS) {
            new OAuthProvisioner(admin, realm).run();
        }
        for (String realm : STRONG_REALMS) {
            StrongChain.create(AdminSession.json(realm, ""), admin::create);
            lockAccounts(realm);
        }
        OAUTH_REALMS.forEach(realm -> limitSessions(realm, IDLE_MINUTES, SESSION_MINUTES));
        limitSessions("/gamma", 1, 2);
        makeSessionsClientSide("/beta");
        createAgent();
        admin.close();
    }

    private static JsonObject realm(String name) {
        return Json.createObjectBuilder()
                .add("name", name)
                .add("parentPath", "/")
                .add("active", true)
                .add("aliases", JsonValue.EMPTY_JSON_ARRAY)
                .build();
    }

    /** All realms look into the same embedded directory, so a user of one is a user of each. */
    private void createUser(String name, @Nullable String role) {
        JsonObjectBuilder user = Json.createObjectBuilder()
                .add("username", name)
                .add("userpassword", USER_PASSWORD)
                .add("mail", name + "@example.test")
                .add("givenName", name)
                .add("sn", "Example")
                .add("cn", name + " Example");
        if (role != null) {
            user.add(ROLE_ATTRIBUTE, role);
        }
        admin.call("POST", AdminSession.json("", "/users?_action=create"), "resource=3.0", user.build());
    }

    private void limitSessions(String realm, int idleMinutes, int maximumMinutes) {
        admin.create(
                AdminSession.json(realm, "/realm-config/services/session"),
                Json.createObjectBuilder()
                        .add(
                                "dynamic",
                                Json.createObjectBuilder()
                                        .add("maxIdleTime", idleMinutes)
                                        .add("maxSessionTime", maximumMinutes)
                                        .add("maxCachingTime", 1)
                                        .add("quotaLimit", 5))
                        .build());
    }

    private void makeSessionsClientSide(String realm) {
        changeAuthentication(realm, "general", Map.of("statelessSessionsEnabled", JsonValue.TRUE));
    }

    private void lockAccounts(String realm) {
        changeAuthentication(
                realm,
                "accountlockout",
                Map.of("loginFailureLockoutMode", JsonValue.TRUE, "loginFailureCount", Json.createValue(LOCKED_AFTER)));
    }

    private void changeAuthentication(String realm, String section, Map<String, JsonValue> changes) {
        String path = AdminSession.json(realm, "/realm-config/authentication");
        JsonObject now = admin.call("GET", path, "", null);
        JsonObjectBuilder wanted = Json.createObjectBuilder(
                AmValues.with(now, Map.of(section, AmValues.with(now.getJsonObject(section), changes))));
        List.of("_id", "_rev", "_type").forEach(wanted::remove);
        admin.call("PUT", path, "", wanted.build());
    }

    /** Only the older endpoint makes agents that can sign in, and their URLs need host names with dots. */
    private void createAgent() {
        admin.create(
                AdminSession.json("", "/agents"),
                Json.createObjectBuilder()
                        .add("username", AGENT)
                        .add("userpassword", AmValues.array(AGENT_PASSWORD))
                        .add("agenttype", AmValues.array("J2EEAgent"))
                        .add("serverurl", AmValues.array("http://am.example.test:18080/openam"))
                        .add("agenturl", AmValues.array("http://app.example.test:8080/app"))
                        .build());
    }
}
