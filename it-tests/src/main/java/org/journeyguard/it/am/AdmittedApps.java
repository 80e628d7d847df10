package org.journeyguard.it.am;

import jakarta.json.Json;
import jakarta.json.JsonArray;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.JsonString;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The applications that AM's OAuth clients know. Tests and the demo run on ports that nobody knew when the clients were
 * created, and each start begins with the clients as they were created.
 */
final class AdmittedApps {
    private static final String REDIRECT = Provisioner.PROVIDER + "redirectionURIs";
    private static final String POST_LOGOUT = Provisioner.PROVIDER + "postLogoutRedirectURI";

    private final String appUrl;
    private final AmRest rest;
    private final String admin;

    private AdmittedApps(String appUrl, AmRest rest) {
        this.appUrl = appUrl;
        this.rest = rest;
        this.admin = rest.login("", "amadmin", OpenAmSettings.ADMIN_PASSWORD);
    }

    static void admit(String appUrl, AmRest rest) {
        if (Provisioner.APP_URLS.contains(appUrl)) {
            return;
        }
        AdmittedApps apps = new AdmittedApps(appUrl, rest);
        Provisioner.OAUTH_REALMS.forEach(apps::admitTo);
        rest.logout(apps.admin);
    }

    private void admitTo(String realm) {
        String clients = "/json" + AmRest.realmPath(realm) + "/realm-config/agents/OAuth2Client";
        call("GET", clients + "?_queryFilter=true", null).getJsonArray("result").stream()
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
        call("PUT", path, wanted.build());
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

    private JsonObject call(String method, String path, @Nullable JsonObject body) {
        AmRest.Answer answer = rest.call(method, path, "", admin, body == null ? null : body.toString());
        if (answer.status() != 200) {
            throw new IllegalStateException(method + " " + path + " -> " + answer);
        }
        return answer.body();
    }
}
