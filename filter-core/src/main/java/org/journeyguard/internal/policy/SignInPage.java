package org.journeyguard.internal.policy;

import java.net.URI;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.journeyguard.internal.request.OriginRules;
import org.journeyguard.internal.request.RequestFacts;
import org.jspecify.annotations.Nullable;

/** Sign-in on a page of the application's own, which is neither public nor protected. */
public final class SignInPage implements SignInMethod {
    private final String app;
    private final String path;
    private final String redirectPath;

    /**
     * @param app public URL of the application with its context path, without a trailing slash
     * @param path of the page, below it
     * @param redirectPath path below it, for returns that need to be checked
     */
    public SignInPage(String app, String path, String redirectPath) {
        this.app = app;
        this.path = path;
        this.redirectPath = redirectPath;
    }

    @Override
    public String loginUrlReturningTo(String rawPath, @Nullable String query, AuthenticationRequirement how) {
        return url(ReturnPath.of(rawPath, query), how);
    }

    private String url(String back, AuthenticationRequirement how) {
        return app + new Link(back, how).below(path);
    }

    @Override
    public Decision visit(SignInVisit visit) {
        return visit.to(visit.wanted().path(), redirectPath, back -> url(back, visit.demand()));
    }

    /** Returns whether a request is for the page, by both its raw and its container path. */
    boolean isAt(RequestFacts facts) {
        return facts.rawPath().equals(path) && facts.containerPath().equals(path);
    }

    /**
     * Decides about a request for the page. A page of another site may lead a browser here, but may not send what was entered, and may not
     * read the steps.
     */
    Decision decide(RequestFacts facts, OriginRules origins) {
        boolean isGet = facts.method().equals("GET");
        if (!isGet && !facts.method().equals("POST")) {
            return new Decision.Reject(Reason.SIGN_IN_METHOD, null);
        }
        boolean isVisit = isGet && facts.wantsPage();
        if (!isVisit && origins.isForeign(facts)) {
            return new Decision.Reject(Reason.FOREIGN_ORIGIN, null);
        }
        return facts.isPrefetch()
                ? new Decision.Challenge(Reason.SIGN_IN_REQUIRED, app + path)
                : Decision.SHOW_SIGN_IN_PAGE;
    }

    @Override
    public String app() {
        return app;
    }

    @Override
    public String redirectPath() {
        return redirectPath;
    }

    @Override
    public AmPages pages() {
        return new AmPages(OriginRules.of(URI.create(app)), app + path, false);
    }

    /**
     * A link to the application's own sign-in page. Anyone can write one; it only leads to the application.
     *
     * @param back path below the context, with its query, to return to: {@link ReturnPath}
     * @param demand the required sign-in
     */
    public record Link(String back, AuthenticationRequirement demand) {
        private static final String BACK = "back";
        private static final String ACR = "acr";
        private static final String LEVEL = "level";
        private static final Set<String> NAMES = Set.of(BACK, ACR, LEVEL);

        /** Replaces an address that is not safe to return to by the root of the application. */
        public Link {
            back = ReturnPath.checked(back);
        }

        /**
         * Reads the query of the page.
         *
         * @param query as sent; null for none
         */
        public static Link read(@Nullable String query) {
            Map<String, String> found = parameters(query, NAMES);
            return new Link(
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
}
