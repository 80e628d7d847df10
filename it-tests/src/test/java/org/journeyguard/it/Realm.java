package org.journeyguard.it;

import jakarta.json.JsonObject;
import java.util.HashMap;
import java.util.Map;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.journeyguard.it.am.Provisioner;

/** A realm of the real AM, and what its users and clients get there. */
enum Realm {
    /** With opaque tokens. */
    ROOT("/", ""),
    /** With JWTs. */
    ALPHA("/alpha", "/alpha");

    /** Whose tokens live for as long as AM's provider has it, which is an hour. */
    static final String CLIENT = "web-app";
    /** Whose access tokens live for three seconds, and refresh tokens for eight. */
    static final String SHORT_CLIENT = "short-app";

    private final String path;
    private final String belowRoot;

    Realm(String path, String belowRoot) {
        this.path = path;
        this.belowRoot = belowRoot;
    }

    /** As AM path. */
    String path() {
        return path;
    }

    /** The demo in this realm, with a client of it. */
    WebArchive demo(String context, String client, Map<String, String> changes) {
        Map<String, String> settings = new HashMap<>(changes);
        settings.put("journey.am.realm", path);
        settings.put("journey.oauth.client-id", client);
        return Wars.demo(context, settings);
    }

    String session(String user) {
        return Servers.am().rest().login(belowRoot, user, Provisioner.USER_PASSWORD);
    }

    /** What a client gets for a session of alice's. */
    JsonObject tokens(String client, String scope) {
        return Servers.am().oauth().obtain(belowRoot, client, session(Provisioner.ADMIN_USER), scope);
    }

    String token(String client, String scope) {
        return tokens(client, scope).getString("access_token");
    }

    String tokenOfItsOwn(String client, String scope) {
        return Servers.am().oauth().clientCredentials(belowRoot, client, scope).getString("access_token");
    }

    boolean isActive(String client, String token) {
        return Servers.am().oauth().isActive(belowRoot, client, token);
    }

    void revoke(String client, String token) {
        Servers.am().oauth().revokeToken(belowRoot, client, token);
    }

    Realm other() {
        return this == ROOT ? ALPHA : ROOT;
    }
}
