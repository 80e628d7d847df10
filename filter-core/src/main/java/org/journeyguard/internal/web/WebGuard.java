package org.journeyguard.internal.web;

import jakarta.servlet.ServletContext;
import jakarta.servlet.http.HttpServletRequest;
import java.net.URI;
import java.time.Clock;
import java.util.Optional;
import java.util.function.LongSupplier;
import org.journeyguard.internal.guard.CodeFlowServices;
import org.journeyguard.internal.guard.Guard;
import org.journeyguard.internal.guard.settings.GuardSettings;
import org.journeyguard.internal.policy.LogoutRedirects;
import org.journeyguard.internal.response.MessageCatalog;
import org.journeyguard.internal.servlet.ContextPath;
import org.journeyguard.internal.servlet.Cookies;
import org.journeyguard.internal.servlet.HttpRequestFacts;
import org.journeyguard.internal.servlet.RequestPath;
import org.journeyguard.internal.servlet.StaticFiles;
import org.jspecify.annotations.Nullable;

/** The servlet side of a guard: what its application or tenant adds, and how it reads requests. */
final class WebGuard implements AutoCloseable {
    private final String tenant;
    private final boolean trustsTransactionIds;
    private final @Nullable String lbCookie;
    private final Guard guard;
    private final Optional<SignInPath> signInPath;
    private final Optional<PostKeeper> postKeeper;
    private final Optional<JourneyPath> journeyPath;
    private final MessageCatalog languages;
    private final LogoutRedirects logoutRedirects;
    private final Cookies cookies;
    private final AttributeRequest.AttributeHeaders attributeHeaders;
    private final ServletContext application;
    private final HttpRequestFacts.Source facts;
    private final OpenConnections connections;
    private final boolean isAskedByContainer = JourneyRequest.isAskedByContainer();

    WebGuard(GuardSettings config, ServletContext context, Clock clock, LongSupplier nanoTime) {
        URI appUrl = config.app().url();
        String contextPath = ContextPath.encoded(context.getContextPath());
        this.tenant = config.tenant();
        this.trustsTransactionIds = config.am().trustsTransactionIds();
        this.lbCookie = config.am().lbCookie();
        this.guard = new Guard(config, SignInPath.place(config), clock, nanoTime);
        try {
            this.languages = config.app().languages();
            this.logoutRedirects = new LogoutRedirects(
                    appUrl == null ? contextPath : appUrl.toString(),
                    config.logout().redirect(),
                    config.logout().allowedRedirects());
            String sessionCookie = guard.login().map(CodeFlowServices::cookie).orElse(null);
            this.cookies = new Cookies(appUrl, contextPath, guard.cookieName(), sessionCookie);
            this.signInPath = guard.login().map(login -> SignInPath.of(login, config, cookies));
            this.attributeHeaders =
                    new AttributeRequest.AttributeHeaders(config.attributes().headers());
            this.postKeeper = guard.keptPosts().map(posts -> new PostKeeper(posts, this, String.valueOf(appUrl)));
            this.journeyPath = JourneyPath.of(config, guard, clock, nanoTime);
            this.application = context;
            this.facts = new HttpRequestFacts.Source(
                    new StaticFiles(context, nanoTime), guard.cookieName(), guard.acceptsBearerTokens(), sessionCookie);
            this.connections = new OpenConnections(guard.liveness(), guard.observers(), nanoTime);
            guard.measure("connections", connections::size);
            journeyPath.ifPresent(path -> guard.measure("pending-sign-ins", path.pending()::size));
            guard.keptPosts().ifPresent(posts -> guard.measure("kept-posts", posts::size));
        } catch (RuntimeException | Error e) {
            guard.close();
            throw e;
        }
    }

    /** Returns the guard, which decides about requests and authenticates their users. */
    Guard guard() {
        return guard;
    }

    /** Returns the name of the tenant; empty for the default one. */
    String tenant() {
        return tenant;
    }

    /** Whether the transaction ids of requests are passed on to AM. */
    boolean trustsTransactionIds() {
        return trustsTransactionIds;
    }

    /** Returns the name of the cookie for AM's load balancer; null for none. */
    @Nullable
    String lbCookie() {
        return lbCookie;
    }

    /** Returns the facts of a request. */
    HttpRequestFacts factsOf(HttpServletRequest request) {
        return factsOf(request, RequestPath.of(request));
    }

    /** Returns the facts of a request whose path has been read. */
    HttpRequestFacts factsOf(HttpServletRequest request, RequestPath path) {
        return new HttpRequestFacts(request, path, facts);
    }

    /** Returns the texts of responses. */
    MessageCatalog languages() {
        return languages;
    }

    /**
     * Returns where the authorization code flow begins and ends.
     *
     * @throws IllegalStateException if users do not sign in by it
     */
    SignInPath signInPath() {
        return signInPath.orElseThrow(
                () -> new IllegalStateException("users do not sign in by the authorization code flow"));
    }

    /** Returns what keeps POSTs while their users sign in; empty if none are kept. */
    Optional<PostKeeper> postKeeper() {
        return postKeeper;
    }

    /**
     * Returns the application's own sign-in page.
     *
     * @throws IllegalStateException if users do not sign in on it
     */
    JourneyPath journeyPath() {
        return journeyPath.orElseThrow(
                () -> new IllegalStateException("users do not sign in on a page of the application"));
    }

    /** Whether a class belongs to the application, or to what it shares with others, such as the lib folder of an EAR. */
    boolean isSeenBy(Class<?> type) {
        ClassLoader own = application.getClassLoader();
        try {
            return type.getClassLoader() == own || Class.forName(type.getName(), false, own) == type;
        } catch (ClassNotFoundException | LinkageError e) {
            return false;
        }
    }

    /** Whether the container reads the principal of requests itself. */
    boolean isAskedByContainer() {
        return isAskedByContainer;
    }

    /** Returns the open responses and WebSockets of users. */
    OpenConnections connections() {
        return connections;
    }

    /** Returns the headers that show attributes of the user. */
    AttributeRequest.AttributeHeaders attributeHeaders() {
        return attributeHeaders;
    }

    LogoutRedirects logoutRedirects() {
        return logoutRedirects;
    }

    Cookies cookies() {
        return cookies;
    }

    @Override
    public void close() {
        connections.close();
        guard.close();
    }
}
