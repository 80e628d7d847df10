package org.journeyguard.it.am;

import jakarta.json.Json;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObject;
import java.util.function.BiConsumer;

/**
 * Other ways to sign in: one that asks for the password once more and gives level {@value #LEVEL}, one that asks for it twice, and one where
 * users can register instead, with confirmations and a choice; and what lets an application see how somebody has signed in.
 */
final class StrongChain {
    /** AM's name of the chain, and what OpenID Connect calls it. */
    static final String NAME = "strong";

    static final int LEVEL = 5;

    /** A chain of two modules. */
    private static final String DOUBLE = "double";

    /** The chain that lets users register. */
    private static final String MEMBERSHIP = "membership";

    private static final String MODULES = "/realm-config/authentication/modules/";
    private static final String CHAINS = "/realm-config/authentication/chains";
    private static final String MODULE = "Strong";
    private static final String MEMBERSHIP_MODULE = "Membership";
    /** Each realm has it. */
    private static final String WEAK_MODULE = "DataStore";

    private StrongChain() {}

    /**
     * @param realm path of REST calls of the realm
     * @param create makes an element of a collection below that path
     */
    static void create(String realm, BiConsumer<String, JsonObject> create) {
        create.accept(
                realm + MODULES + "datastore",
                Json.createObjectBuilder()
                        .add("_id", MODULE)
                        .add("authenticationLevel", LEVEL)
                        .build());
        create.accept(
                realm + MODULES + "membership",
                Json.createObjectBuilder().add("_id", MEMBERSHIP_MODULE).build());
        create.accept(realm + CHAINS, chain(NAME, MODULE));
        create.accept(realm + CHAINS, chain(DOUBLE, WEAK_MODULE, MODULE));
        create.accept(realm + CHAINS, chain(MEMBERSHIP, MEMBERSHIP_MODULE));
        create.accept(
                realm + "/realm-config/services/amSessionPropertyWhitelist",
                Json.createObjectBuilder()
                        .add(
                                "sessionPropertyWhitelist",
                                Json.createArrayBuilder().add("AuthLevel").add("Service"))
                        .build());
    }

    private static JsonObject chain(String name, String... modules) {
        JsonArrayBuilder steps = Json.createArrayBuilder();
        for (String module : modules) {
            steps.add(Json.createObjectBuilder()
                    .add("module", module)
                    .add("criteria", "REQUIRED")
                    .add("options", Json.createObjectBuilder()));
        }
        return Json.createObjectBuilder()
                .add("_id", name)
                .add("authChainConfiguration", steps)
                .add("loginSuccessUrl", Json.createArrayBuilder())
                .add("loginFailureUrl", Json.createArrayBuilder())
                .add("loginPostProcessClass", Json.createArrayBuilder())
                .build();
    }

    /** Tells the OpenID Connect provider which chain stands for which {@code acr}. */
    static JsonObject mapping() {
        return Json.createObjectBuilder().add(NAME, NAME).build();
    }
}
