package org.journeyguard.internal.config;

import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.journeyguard.internal.am.oauth.AssertionKey;
import org.journeyguard.internal.am.oauth.OAuthSettings.Authentication;
import org.journeyguard.internal.am.oauth.OAuthSettings.Endpoint;
import org.journeyguard.internal.config.keys.Keys;
import org.journeyguard.internal.config.keys.LoginWay;
import org.journeyguard.internal.config.keys.TokenValidation;
import org.journeyguard.internal.http.ConnectionSettings;
import org.journeyguard.internal.policy.AcrRules;
import org.journeyguard.internal.policy.Target;
import org.journeyguard.internal.request.PathPattern;
import org.journeyguard.internal.response.MessageCatalog;
import org.jspecify.annotations.Nullable;

/**
 * The configuration of one application, or of one tenant of it: valid as a whole, immutable. Each component is described at its
 * {@link Keys}; {@code tenant} is empty for everybody who is no tenant's.
 */
public record JourneyConfig(
        String tenant,
        Am am,
        @Nullable URI appUrl,
        Paths paths,
        AcrRules acr,
        Sessions sessions,
        OAuth oauth,
        List<Target> targets,
        Login login,
        Logout logout,
        RoleSettings roles,
        MessageCatalog languages,
        boolean jakartaSecurity,
        boolean trustsTransactionIds,
        Operation operation) {

    /**
     * AM.
     *
     * @param url without a trailing slash
     * @param publicUrl without a trailing slash
     * @param realm as AM path
     * @param cookieName null when AM is to be asked
     * @param route with a positive time to connect
     * @param timeout positive
     * @param maxCalls at least one
     * @param maxCallsPerSecond at least one
     * @param agent null when there is none
     * @param serviceAccount lists and ends sessions in the agent's place; null when there is none
     * @param notifications whether the agent listens to AM
     */
    public record Am(
            URI url,
            URI publicUrl,
            String realm,
            @Nullable String cookieName,
            ConnectionSettings route,
            Duration timeout,
            int maxCalls,
            int maxCallsPerSecond,
            @Nullable Agent agent,
            @Nullable ServiceAccount serviceAccount,
            boolean notifications) {}

    /**
     * What those are told who operate the application.
     *
     * @param isReadyWithoutAm whether the application counts as ready while AM does not answer
     * @param auditedRefusals how many refusals of one reason have a line of their own in the audit log, per minute; at least one
     */
    public record Operation(boolean isReadyWithoutAm, int auditedRefusals) {}

    /**
     * An agent at AM. {@code toString()} shows no secret.
     *
     * @param name at AM
     * @param password at AM
     */
    public record Agent(String name, String password) {
        @Override
        public String toString() {
            return "Agent(" + name + ")";
        }
    }

    /**
     * A service account of Advanced Identity Cloud.
     *
     * @param id at AM
     * @param key signs its assertions
     * @param tokenEndpoint null for the usual one
     */
    public record ServiceAccount(
            String id, AssertionKey key, @Nullable URI tokenEndpoint) {}

    /**
     * Paths and origins.
     *
     * @param open public patterns
     * @param allowedOrigins origins beside the application's own
     */
    public record Paths(List<PathPattern> open, Set<String> allowedOrigins) {}

    /**
     * Sessions: how they are remembered and renewed.
     *
     * @param cacheTtl positive
     * @param cacheSize at least one
     * @param threshold positive
     * @param passivePaths what does not count as use
     */
    public record Sessions(Duration cacheTtl, int cacheSize, Duration threshold, List<PathPattern> passivePaths) {}

    /**
     * Tokens. {@code toString()} shows no secret.
     *
     * @param client as which the application is known to AM
     * @param bearer which bearer tokens are accepted
     * @param threshold not negative
     * @param consentImplied whether the application consents for the user
     * @param cacheTtl positive
     * @param cacheSize at least one
     * @param discoveryUrl null when it is to be found out
     * @param endpoints that are configured
     */
    public record OAuth(
            Client client,
            Bearer bearer,
            Duration threshold,
            boolean consentImplied,
            Duration cacheTtl,
            int cacheSize,
            @Nullable URI discoveryUrl,
            Map<Endpoint, URI> endpoints) {

        /** Whether requests with bearer tokens are looked at. */
        public boolean acceptsTokens() {
            return !bearer.audience().isEmpty();
        }
    }

    /**
     * An OAuth 2.0 client. {@code toString()} shows no secret.
     *
     * @param id null when there is none
     * @param secret null for a public one
     * @param authentication how it says who it is
     * @param key signs assertions about that; null unless it says so by them
     * @param scope with blanks between
     * @param redirectPath below the application's URL
     * @param authorizationParameters what authorization requests ask beside what they always do
     * @param pushesAuthorization whether all authorization requests are pushed
     */
    public record Client(
            @Nullable String id,
            @Nullable String secret,
            Authentication authentication,
            @Nullable AssertionKey key,
            String scope,
            String redirectPath,
            Map<String, String> authorizationParameters,
            boolean pushesAuthorization) {
        @Override
        public String toString() {
            return "Client(" + id + ")";
        }
    }

    /**
     * Which bearer tokens are accepted. {@code toString()} shows no secret.
     *
     * @param validation how they are checked
     * @param issuer null when AM is to be asked
     * @param audience one of these; empty when no token is accepted
     * @param algorithms of signatures
     * @param clockSkew not negative
     * @param nameClaims in their order
     * @param signedIntrospection whether AM answers questions about tokens with signed JWTs
     * @param decryptionKeys a JWK set with secrets; null for none
     */
    public record Bearer(
            TokenValidation validation,
            @Nullable String issuer,
            Set<String> audience,
            Set<String> algorithms,
            Duration clockSkew,
            List<String> nameClaims,
            boolean signedIntrospection,
            @Nullable String decryptionKeys) {
        @Override
        public String toString() {
            return "Bearer(" + validation + ", " + audience + ")";
        }
    }

    /**
     * How people sign in.
     *
     * @param way how
     * @param page AM's login page; null when nobody is sent there
     * @param timeout how long a sign-in by the authorization code flow may take; positive
     * @param appSession of the authorization code flow
     */
    public record Login(LoginWay way, @Nullable String page, Duration timeout, AppSessions appSession) {}

    /**
     * The application's own sessions.
     *
     * @param cookie name of the cookie; null for the usual one
     * @param lifetime positive
     * @param idleTime positive
     * @param maxSessions positive
     * @param maxSessionsPerUser positive
     */
    public record AppSessions(
            @Nullable String cookie, Duration lifetime, Duration idleTime, int maxSessions, int maxSessionsPerUser) {}

    /**
     * Logging out.
     *
     * @param paths what ends the session
     * @param everywherePaths what ends all sessions of the user
     * @param redirect a path below the context, or an absolute URL
     * @param allowedRedirects absolute URLs for {@code goto}
     * @param timeout how long to wait for what ends elsewhere; positive
     * @param postLogoutRedirectUri null for none
     * @param notice who else is told
     * @param backChannelPath null when nothing is received
     */
    public record Logout(
            List<PathPattern> paths,
            List<PathPattern> everywherePaths,
            String redirect,
            Set<String> allowedRedirects,
            Duration timeout,
            @Nullable String postLogoutRedirectUri,
            Notice notice,
            @Nullable String backChannelPath) {}

    /**
     * Who is told of logouts. {@code toString()} shows no secret.
     *
     * @param urls that are told
     * @param secret that signs; null when nobody is told
     */
    public record Notice(List<URI> urls, @Nullable String secret) {
        @Override
        public String toString() {
            return "Notice(" + urls + ")";
        }
    }
}
