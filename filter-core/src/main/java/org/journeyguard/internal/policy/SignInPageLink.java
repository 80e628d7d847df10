package org.journeyguard.internal.policy;

import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A link to the application's own sign-in page. Anyone can write one; it only leads to the application.
 *
 * @param back path below the context, with its query, to return to: {@link ReturnPath}
 * @param demand the required sign-in
 */
public record SignInPageLink(String back, AuthenticationRequirement demand) {
    private static final String BACK = "back";
    private static final String ACR = "acr";
    private static final String LEVEL = "level";
    private static final Set<String> NAMES = Set.of(BACK, ACR, LEVEL);

    /** Replaces an address that is not safe to return to by the root of the application. */
    public SignInPageLink {
        back = ReturnPath.checked(back);
    }

    /**
     * Reads the query of the page.
     *
     * @param query as sent; null for none
     */
    public static SignInPageLink read(@Nullable String query) {
        Map<String, String> found = parameters(query, NAMES);
        return new SignInPageLink(
                found.getOrDefault(BACK, "/"),
                new AuthenticationRequirement(
                        AcrRules.valuesOf(found.getOrDefault(ACR, "")),
                        ReturnAddress.number(found.getOrDefault(LEVEL, ""))));
    }

    /**
     * Returns parameters of a query, the first of each name.
     *
     * @param query as sent; null for none
     */
    public static Map<String, String> parameters(@Nullable String query, Set<String> names) {
        Map<String, String> found = new HashMap<>();
        for (String pair : query == null ? List.<String>of() : List.of(query.split("&", -1))) {
            int equals = pair.indexOf('=');
            String name = equals < 0 ? pair : pair.substring(0, equals);
            if (names.contains(name)) {
                found.putIfAbsent(name, decoded(pair.substring(equals < 0 ? pair.length() : equals + 1)));
            }
        }
        return found;
    }

    /** Returns the path below the context, with its query. */
    public String below(String path) {
        String acr = demand.acr().isEmpty() ? "" : "&" + ACR + "=" + encoded(String.join(" ", demand.acr()));
        String level = demand.level() > 0 ? "&" + LEVEL + "=" + demand.level() : "";
        return path + "?" + BACK + "=" + encoded(back) + acr + level;
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    private static String decoded(String text) {
        try {
            return URLDecoder.decode(text, StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            return "";
        }
    }
}
