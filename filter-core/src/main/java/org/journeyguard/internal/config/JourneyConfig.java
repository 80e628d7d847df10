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
 * The configuration of one application, or of one tenant of it: valid as a whole, immutable. {@link Keys} describes each component;
 * {@code tenant} is empty for paths of no tenant.
 */
public record JourneyConfig(
        String tenant,
        Am am,
        @Nullable URI appUrl,
        Paths paths,
        AcrRules acr,
        SessionSettings sessions,
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
     * @param cookieName null to get it from AM
     * @param route with a positive connect timeout
     * @param timeout positive
     * @param maxCalls at least one
     * @param maxCallsPerSecond at least one
     * @param agent null if there is none
     * @param serviceAccount lists and ends sessions instead of the agent; null if there is none
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
     * Settings for operators.
     *
     * @param isReadyWithoutAm whether the application counts as ready while AM is unavailable
     * @param auditedRefusals how many refusals of one reason are logged individually in the audit log, per minute; at least one
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
     * @param allowedOrigins origins besides the application's own
     */
    public record Paths(List<PathPattern> open, Set<String> allowedOrigins) {}

    /**
     * Tokens. {@code toString()} shows no secret.
     *
     * @param client the application's client at AM
     * @param bearer which bearer tokens are accepted
     * @param threshold not negative
     * @param consentImplied whether the application consents for the user
     * @param cacheTtl positive
     * @param cacheSize at least one
     * @param discoveryUrl null to derive it
     * @param endpoints configured ones
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

        /** Returns whether bearer tokens are accepted. */
        public boolean acceptsTokens() {
            return !bearer.audience().isEmpty();
        }
    }

    /**
     * An OAuth 2.0 client. {@code toString()} shows no secret.
     *
     * @param id null if there is none
     * @param secret null for a public client
     * @param authentication to AM
     * @param key signs client assertions; null unless it authenticates by them
     * @param scope separated by spaces
     * @param redirectPath below the application's URL
     * @param authorizationParameters additional parameters of authorization requests
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
     * @param validation how they are validated
     * @param issuer null to get it from AM
     * @param audience accepted values; empty if no token is accepted
     * @param algorithms of signatures
     * @param clockSkew not negative
     * @param nameClaims in order of preference
     * @param signedIntrospection whether AM answers introspection requests with signed JWTs
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
     * How users sign in.
     *
     * @param way the method
     * @param page AM's login page; null if users are not redirected
     * @param timeout how long a sign-in by the authorization code flow may take; positive
     * @param appSession of the authorization code flow
     */
    public record Login(LoginWay way, @Nullable String page, Duration timeout, AppSessionSettings appSession) {}

    /**
     * How users sign out.
     *
     * @param paths that end the session
     * @param everywherePaths that end all sessions of the user
     * @param redirect a path below the context, or an absolute URL
     * @param allowedRedirects absolute URLs for {@code goto}
     * @param timeout how long to wait for remote steps; positive
     * @param postLogoutRedirectUri null for none
     * @param notice who else is notified
     * @param backChannelPath null if no logout tokens are received
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
     * Webhooks for logouts. {@code toString()} shows no secret.
     *
     * @param urls of the receivers
     * @param secret key of the signature; null if there are no receivers
     */
    public record Notice(List<URI> urls, @Nullable String secret) {
        @Override
        public String toString() {
            return "Notice(" + urls + ")";
        }
    }
}
