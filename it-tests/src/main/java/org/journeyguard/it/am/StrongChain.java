package org.journeyguard.it.am;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import java.util.function.BiConsumer;

/**
 * A second way to sign in, which asks for the password once more and gives level {@value #LEVEL}; and what lets an application see
 * how somebody has signed in.
 */
final class StrongChain {
    /** AM's name of the chain, and what OpenID Connect calls it. */
    static final String NAME = "strong";

    static final int LEVEL = 5;

    private static final String MODULE = "Strong";

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
        create.accept(
                realm + "/realm-config/authentication/chains",
                Json.createObjectBuilder()
                        .add("_id", NAME)
                        .add(
                                "authChainConfiguration",
                                Json.createArrayBuilder()
                                        .add(Json.createObjectBuilder()
                                                .add("module", MODULE)
                                                .add("criteria", "REQUIRED")
                                                .add("options", Json.createObjectBuilder())))
                        .add("loginSuccessUrl", Json.createArrayBuilder())
                        .add("loginFailureUrl", Json.createArrayBuilder())
                        .add("loginPostProcessClass", Json.createArrayBuilder())
                        .build());
        create.accept(
                realm + "/realm-config/services/amSessionPropertyWhitelist",
                Json.createObjectBuilder()
                        .add(
                                "sessionPropertyWhitelist",
                                Json.createArrayBuilder().add("AuthLevel").add("Service"))
                        .build());
    }

    /** Tells the OpenID Connect provider which chain stands for which {@code acr}. */
    static JsonObject mapping() {
        return Json.createObjectBuilder().add(NAME, NAME).build();
    }
}
