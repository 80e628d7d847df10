package org.journeyguard.internal.request;

import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import org.journeyguard.internal.credential.BearerToken;
import org.journeyguard.internal.credential.PresentedCredential;
import org.journeyguard.internal.policy.LoginCount;
import org.jspecify.annotations.Nullable;

/**
 * What the deciders know of a request. An interface, so that an adapter looks up only what is asked for: most requests are
 * decided by path and cookie alone.
 */
public interface RequestFacts {

    /** The HTTP method as sent. */
    String method();

    /** The request URI as sent, less the context path; never decoded. */
    String rawPath();

    /** {@code servletPath + pathInfo}, as the container decoded and normalised it. */
    String containerPath();

    /**
     * Whether the container's reading of the path is the name of a static file, and no servlet of the application has a mapping that
     * matches it. Filters may serve the path all the same.
     */
    boolean isStaticFile();

    /** The query as sent; null when there is none. */
    @Nullable
    String query();

    /** What the request presents. */
    PresentedCredential presented();

    /** The request header of a name, the first if there are several; null when there is none. */
    @Nullable
    String header(String name);

    /** The cookies that count visits to AM, by their names: {@link LoginCount}. */
    Map<String, String> loginCounters();

    /** Whether a browser fetches it before, or without, anybody's visit (Resource Hints, 3.1; Prerendering Revamped, 5). */
    default boolean isPrefetch() {
        return startsWithPrefetch(header("Sec-Purpose"))
                || startsWithPrefetch(header("Purpose"))
                || startsWithPrefetch(header("X-Moz"));
    }

    private static boolean startsWithPrefetch(@Nullable String purpose) {
        return purpose != null && purpose.regionMatches(true, 0, "prefetch", 0, "prefetch".length());
    }

    /** Whether a browser shows the answer inside another page, where AM's pages are not shown. */
    default boolean isFramed() {
        String destination = header("Sec-Fetch-Dest");
        return destination != null
                && switch (destination) {
                    case "iframe", "frame", "embed", "object", "fencedframe" -> true;
                    default -> false;
                };
    }

    /** Whether a page answers better than data: a navigation, or HTML accepted and no {@code X-Requested-With}. */
    default boolean wantsPage() {
        String mode = header("Sec-Fetch-Mode");
        if (mode != null) {
            return mode.equals("navigate");
        }
        String accept = header("Accept");
        return accept != null && accept.contains("text/html") && header("X-Requested-With") == null;
    }

    /** Whether {@code Accept} names {@code application/json} itself, and not with a weight of zero (RFC 9110, 12.5.1). */
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

    /** Whether this is the handshake of a WebSocket. */
    default boolean isWebSocketHandshake() {
        String upgrade = header("Upgrade");
        return upgrade != null
                && Arrays.stream(upgrade.split(",", -1))
                        .anyMatch(each -> each.strip().equalsIgnoreCase("websocket"));
    }

    /** Whether the browser or program sent any cookie at all. */
    default boolean hasCookies() {
        return header("Cookie") != null;
    }

    /** Whether the request relies on an access token, good or bad, and not on a cookie that browsers add by themselves. */
    default boolean isByBearer() {
        PresentedCredential presented = presented();
        return presented.credential() instanceof BearerToken
                || presented == PresentedCredential.MALFORMED_BEARER
                || presented == PresentedCredential.SEVERAL_BEARERS;
    }

    /** SHA-256 of the client certificate of the connection, in base64url (RFC 8705, 3.1); null when there is none. */
    @Nullable
    String certificate();

    /** Whether this is a CORS preflight. Browsers send none with a credential, so one with a credential is none. */
    default boolean isPreflight() {
        return method().equals("OPTIONS")
                && !hasCookies()
                && header("Authorization") == null
                && header("Origin") != null
                && header("Access-Control-Request-Method") != null;
    }

    /** Whether the method changes nothing by definition (RFC 9110, 9.2.1). */
    default boolean isSafe() {
        return switch (method()) {
            case "GET", "HEAD", "OPTIONS", "TRACE" -> true;
            default -> false;
        };
    }
}
