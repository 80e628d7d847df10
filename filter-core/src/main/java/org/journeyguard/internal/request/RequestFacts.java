package org.journeyguard.internal.request;

import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import org.journeyguard.internal.credential.BearerToken;
import org.journeyguard.internal.credential.PresentedCredential;
import org.jspecify.annotations.Nullable;

/**
 * A request as the deciders see it. An interface, so that adapters look up only what is needed: most requests are decided by path and
 * cookie alone.
 */
public interface RequestFacts {

    /** Returns the HTTP method as sent. */
    String method();

    /** Returns the request URI as sent, without the context path; never decoded. */
    String rawPath();

    /** Returns {@code servletPath + pathInfo}, as decoded and normalised by the container. */
    String containerPath();

    /**
     * Returns whether the container's path names a static file and matches no servlet mapping of the application. Filters may still serve
     * the path.
     */
    boolean isStaticFile();

    /** Returns the query as sent; null if there is none. */
    @Nullable
    String query();

    /** Returns the client's address as the container sees it: behind a proxy, the client's only if the container knows the proxy. */
    String remoteAddress();

    /** Returns the credential that the request presents. */
    PresentedCredential presented();

    /** Returns the first request header of a name; null if there is none. */
    @Nullable
    String header(String name);

    /** Returns the cookies that count visits to AM, by name: {@code LoginCount}. */
    Map<String, String> loginCounters();

    /** Returns whether a browser fetches it without or before a visit (Resource Hints, 3.1; Prerendering Revamped, 5). */
    default boolean isPrefetch() {
        return startsWithPrefetch(header("Sec-Purpose"))
                || startsWithPrefetch(header("Purpose"))
                || startsWithPrefetch(header("X-Moz"));
    }

    private static boolean startsWithPrefetch(@Nullable String purpose) {
        return purpose != null && purpose.regionMatches(true, 0, "prefetch", 0, "prefetch".length());
    }

    /** Returns whether a browser shows the response in a frame, where AM's pages are not shown. */
    default boolean isFramed() {
        String destination = header("Sec-Fetch-Dest");
        return destination != null
                && switch (destination) {
                    case "iframe", "frame", "embed", "object", "fencedframe" -> true;
                    default -> false;
                };
    }

    /** Returns whether the client wants a page: a navigation, or HTML accepted and no {@code X-Requested-With}. */
    default boolean wantsPage() {
        String mode = header("Sec-Fetch-Mode");
        if (mode != null) {
            return mode.equals("navigate");
        }
        String accept = header("Accept");
        return accept != null && accept.contains("text/html") && header("X-Requested-With") == null;
    }

    /** Returns whether {@code Accept} names {@code application/json} explicitly with a non-zero weight (RFC 9110, 12.5.1). */
    default boolean namesJson() {
        String accept = header("Accept");
        return accept != null
                && Arrays.stream(accept.toLowerCase(Locale.ROOT).split(",", -1)).anyMatch(RequestFacts::isJson);
    }

    private static boolean isJson(String range) {
        String[] parts = range.split(";", -1);
        return parts[0].strip().equals("application/json")
                && Arrays.stream(parts).skip(1).noneMatch(parameter -> isZero(parameter.strip()));
    }

    private static boolean isZero(String weight) {
        return weight.startsWith("q=0") && weight.chars().skip(2).allMatch(c -> c == '0' || c == '.');
    }

    /** Returns whether this is a WebSocket handshake. */
    default boolean isWebSocketHandshake() {
        String upgrade = header("Upgrade");
        return upgrade != null
                && Arrays.stream(upgrade.split(",", -1))
                        .anyMatch(each -> each.strip().equalsIgnoreCase("websocket"));
    }

    /** Returns whether the client sent any cookie. */
    default boolean hasCookies() {
        return header("Cookie") != null;
    }

    /** Returns whether the request uses an access token, valid or not, rather than a cookie that browsers add automatically. */
    default boolean isByBearer() {
        PresentedCredential presented = presented();
        return presented.credential() instanceof BearerToken
                || presented == PresentedCredential.MALFORMED_BEARER
                || presented == PresentedCredential.SEVERAL_BEARERS;
    }

    /** Returns the SHA-256 of the connection's client certificate, in base64url (RFC 8705, 3.1); null if there is none. */
    @Nullable
    String certificate();

    /** Returns whether this is a CORS preflight. Browsers send preflights without credentials, so a request with one is not a preflight. */
    default boolean isPreflight() {
        return method().equals("OPTIONS")
                && !hasCookies()
                && header("Authorization") == null
                && header("Origin") != null
                && header("Access-Control-Request-Method") != null;
    }

    /** Returns whether the method is safe (RFC 9110, 9.2.1). */
    default boolean isSafe() {
        return switch (method()) {
            case "GET", "HEAD", "OPTIONS", "TRACE" -> true;
            default -> false;
        };
    }
}
