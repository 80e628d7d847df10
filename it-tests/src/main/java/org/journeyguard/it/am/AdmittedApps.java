package org.journeyguard.it.am;

import jakarta.json.Json;
import jakarta.json.JsonArray;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.JsonString;
import java.util.List;

/**
 * Adds applications to AM's OAuth clients. Tests and the demo run on ports that were not known when the clients were
 * created, and each start begins with the clients as they were created.
 */
final class AdmittedApps {
    private static final String REDIRECT = OAuthProvisioner.PROVIDER + "redirectionURIs";
    private static final String POST_LOGOUT = OAuthProvisioner.PROVIDER + "postLogoutRedirectURI";

    private final String appUrl;
    private final AdminSession admin;

    private AdmittedApps(String appUrl, AdminSession admin) {
        this.appUrl = appUrl;
        this.admin = admin;
    }

    static void admit(String appUrl, AmRest rest) {
        if (Provisioner.APP_URLS.contains(appUrl)) {
            return;
        }
        try (AdminSession admin = new AdminSession(rest)) {
            Provisioner.OAUTH_REALMS.forEach(new AdmittedApps(appUrl, admin)::admitTo);
        }
    }

    private void admitTo(String realm) {
        String clients = AdminSession.json(realm, "/realm-config/agents/OAuth2Client");
        admin.call("GET", clients + "?_queryFilter=true", "", null).getJsonArray("result").stream()
                .map(each -> each.asJsonObject())
                .forEach(client -> admitTo(clients + "/" + client.getString("_id"), client));
    }

    private void admitTo(String path, JsonObject client) {
        JsonArray redirect = with(appUrl + "/journey/callback", client.getJsonArray(REDIRECT));
        JsonArray postLogout = with(appUrl + "/", client.getJsonArray(POST_LOGOUT));
        if (redirect.equals(client.get(REDIRECT)) && postLogout.equals(client.get(POST_LOGOUT))) {
            return;
        }
        // the password comes as null, and null leaves it as it is
        JsonObjectBuilder wanted =
                Json.createObjectBuilder(client).add(REDIRECT, redirect).add(POST_LOGOUT, postLogout);
        List.of("_id", "_rev", "_type").forEach(wanted::remove);
        admin.call("PUT", path, "", wanted.build());
    }

    /** The list with one more element, if it is not in there; the index that AM gives to each is in no order. */
    private static JsonArray with(String wanted, JsonArray list) {
        boolean isThere =
                list.getValuesAs(JsonString::getString).stream().anyMatch(each -> each.endsWith("]=" + wanted));
        return isThere
                ? list
                : Json.createArrayBuilder(list)
                        .add("[" + list.size() + "]=" + wanted)
                        .build();
    }
}
