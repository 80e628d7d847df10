package org.journeyguard.internal.policy;

import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * An address at the redirect path by which a browser returns from AM where the target alone is not enough: because the return must be
 * recognised, because the target is too long and kept in the browser's storage, or because it is a POST that is kept here. Anyone can write
 * one; it only leads to the application.
 *
 * @param target path below the context with its query; null if the browser has stored it, or for a POST
 * @param key of the stored target, or the id of the kept POST; empty if there is a target
 * @param isPost whether it is a POST
 * @param demand the required sign-in
 * @param round how many times the browser has been sent to AM for the target
 */
record ReturnAddress(@Nullable String target, String key, boolean isPost, AuthenticationRequirement demand, int round) {
    private static final String RETURNED = "returned";
    private static final String RESUME = "resume";
    private static final String POST = "post";
    private static final String ROUND = "round";
    private static final String ACR = "acr";
    private static final String LEVEL = "level";
    private static final Set<String> KINDS = Set.of(RETURNED, RESUME, POST);
    private static final Set<String> NAMES = Set.of(RETURNED, RESUME, POST, ROUND, ACR, LEVEL);
    /** More digits than a round or a level has. */
    private static final int MOST_DIGITS = 5;

    static ReturnAddress to(String target, AuthenticationRequirement demand, int round) {
        return new ReturnAddress(target, "", false, demand, round);
    }

    static ReturnAddress toKept(String key, AuthenticationRequirement demand, int round) {
        return new ReturnAddress(null, key, false, demand, round);
    }

    static ReturnAddress toPost(String id, AuthenticationRequirement demand, int round) {
        return new ReturnAddress(null, id, true, demand, round);
    }

    /**
     * Parses a return address.
     *
     * @param query of the redirect path as sent; null for none
     * @return null if it is another address
     */
    static @Nullable ReturnAddress read(@Nullable String query) {
        String kind = query == null ? "" : query.substring(0, Math.max(0, query.indexOf('=')));
        if (query == null || !KINDS.contains(kind)) {
            return null;
        }
        Map<String, String> found = new HashMap<>();
        for (String pair : query.split("&", -1)) {
            int equals = pair.indexOf('=');
            String name = equals < 0 ? "" : pair.substring(0, equals);
            if (NAMES.contains(name)) {
                found.putIfAbsent(name, decoded(pair.substring(equals + 1)));
            }
        }
        AuthenticationRequirement demand = new AuthenticationRequirement(
                AcrRules.valuesOf(found.getOrDefault(ACR, "")), number(found.getOrDefault(LEVEL, "")));
        int round = number(found.getOrDefault(ROUND, ""));
        String value = Objects.requireNonNull(found.get(kind));
        return switch (kind) {
            case RESUME -> toKept(key(value), demand, round);
            case POST -> toPost(key(value), demand, round);
            default -> to(ReturnPath.checked(value), demand, round);
        };
    }

    /** Returns whether a path below the context is a return address already. */
    static boolean isAt(String path, String redirectPath) {
        return path.startsWith(redirectPath + "?") && read(path.substring(redirectPath.length() + 1)) != null;
    }

    /** Returns the path below the context, with its query. */
    String below(String redirectPath) {
        String acr = demand.acr().isEmpty() ? "" : "&" + ACR + "=" + encoded(String.join(" ", demand.acr()));
        String level = demand.level() > 0 ? "&" + LEVEL + "=" + demand.level() : "";
        String kind = isPost ? POST : RESUME;
        return redirectPath + "?" + (target == null ? kind + "=" + key : RETURNED + "=" + encoded(target))
                + (round > 0 ? "&" + ROUND + "=" + round : "")
                + acr
                + level;
    }

    private static String key(String text) {
        return text.matches("[A-Za-z0-9_-]{1,40}") ? text : "none";
    }

    static int number(String text) {
        boolean isNumber =
                !text.isEmpty() && text.length() <= MOST_DIGITS && text.chars().allMatch(c -> c >= '0' && c <= '9');
        return isNumber ? Integer.parseInt(text) : 0;
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
