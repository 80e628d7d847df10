package org.journeyguard.internal.http;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;

/** Builds paths below AM's base URL. */
public final class AmPath {
    private AmPath() {}

    /** Returns the path of a realm in AM's JSON API: {@code /} is {@code /json/realms/root}, {@code /a/b} is {@code /json/realms/root/realms/a/realms/b}. */
    public static String realm(String realm) {
        return below("/json", realm);
    }

    /** Returns the path of a realm's OAuth 2.0 server. */
    public static String oauth(String realm) {
        return below("/oauth2", realm);
    }

    private static String below(String api, String realm) {
        StringBuilder path = new StringBuilder(api).append("/realms/root");
        for (String name : realm.split("/", -1)) {
            if (!name.isEmpty()) {
                path.append("/realms/").append(segment(name));
            }
        }
        return path.toString();
    }

    /** Encodes one segment or query value. */
    public static String segment(String value) {
        return URLEncoder.encode(value, StandardCharsets.UTF_8).replace("+", "%20");
    }

    /** Whether a name would be taken for a step in the path, however it is encoded. */
    public static boolean isDots(String name) {
        return name.equals(".") || name.equals("..");
    }
}
