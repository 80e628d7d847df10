package org.journeyguard.it.am;

import jakarta.json.Json;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObject;
import java.util.function.BiConsumer;

/**
 * A second way to sign in, which asks for the password once more and gives level {@value #LEVEL}; a third, which asks for it twice; and
 * what lets an application see how somebody has signed in.
 */
final class StrongChain {
    /** AM's name of the chain, and what OpenID Connect calls it. */
    static final String NAME = "strong";

    static final int LEVEL = 5;

    /** A chain of two modules. */
    private static final String DOUBLE = "double";

    private static final String MODULE = "Strong";
    /** Each realm has it. */
    private static final String WEAK_MODULE = "DataStore";

    private StrongChain() {}

    /**
     * @param realm path of REST calls of the realm
     * @param create makes an element of a collection below that path
     */
    static void create(String realm, BiConsumer<String, JsonObject> create) {
        create.accept(
                realm + "/realm-config/authentication/modules/datastore",
                Json.createObjectBuilder()
                        .add("_id", MODULE)
                        .add("authenticationLevel", LEVEL)
                        .build());
        create.accept(realm + "/realm-config/authentication/chains", chain(NAME, MODULE));
        create.accept(realm + "/realm-config/authentication/chains", chain(DOUBLE, WEAK_MODULE, MODULE));
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
