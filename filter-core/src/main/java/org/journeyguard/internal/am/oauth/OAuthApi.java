package org.journeyguard.internal.am.oauth;

import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Function;
import java.util.function.LongSupplier;
import org.journeyguard.Claims;
import org.journeyguard.internal.am.oauth.OAuthSettings.Endpoint;
import org.journeyguard.internal.credential.SsoToken;
import org.journeyguard.internal.http.AmHttp;
import org.journeyguard.internal.http.AmPath;
import org.journeyguard.internal.http.AmRequest;
import org.journeyguard.internal.http.AmResponse;
import org.journeyguard.internal.http.AmResult;
import org.journeyguard.internal.http.Outage;
import org.journeyguard.internal.resilience.Deadline;
import org.journeyguard.internal.resilience.Priority;
import org.jspecify.annotations.Nullable;

/**
 * AM as OAuth 2.0 server. Secrets travel in headers and bodies, never in URLs. Blocks at most until the deadline that is given.
 *
 * @see "PingAM 8, OAuth 2.0 guide: endpoints; OpenAM 16 answers the same unless said otherwise"
 */
public final class OAuthApi {
    private static final String ACCESS_TOKEN = "urn:ietf:params:oauth:token-type:access_token";

    private final AmHttp http;
    private final OAuthSettings settings;
    private final Discovery discovery;
    private final OAuthResponses replies;
    private final ClientAuthentication client;
    private final AuthorizationEndpoint authorization;

    /**
     * @param realm as AM path
     * @param clock for the ends of assertions
     */
    public OAuthApi(AmHttp http, OAuthSettings settings, String realm, Clock clock, LongSupplier nanoTime) {
        this.http = http;
        this.settings = settings;
        this.replies = new OAuthResponses(http);
        this.client = new ClientAuthentication(settings, clock);
        this.authorization = new AuthorizationEndpoint(http, settings, replies, client);
        this.discovery = new Discovery(http, settings, http.base() + AmPath.oauth(realm), nanoTime);
    }

    /** The issuer of this realm's tokens, as AM states it or as configured. */
    public AmResult<String> issuer(Deadline deadline) {
        return discovery.metadata(deadline).map(ServerMetadata::issuer);
    }

    /** AM's public keys (RFC 7517), as text. */
    public AmResult<String> keys(Deadline deadline) {
        return discovery.metadata(deadline).flatMap(metadata -> {
            AmResponse reply = http.call(AmRequest.get("keys", metadata.url(Endpoint.JWKS)), deadline);
            return reply.is(200) && !reply.body().isEmpty()
                    ? new AmResult.Value<>(reply.body())
                    : reply.noAnswer("keys");
        });
    }

    /**
     * Requests a code with the session and without the user (RFC 6749, 4.1.1; RFC 7636; {@code prompt=none} of OpenID
     * Connect Core, 3.1.2.1). Never {@code prompt=login} or {@code max_age}: they end the session at AM.
     *
     * @param token the session that asks
     * @param cookieName name of the header that bears it
     * @param asked binds the answer to this question
     * @param consents whether to answer a question for consent with yes
     * @return the code; {@link AmResult.Refused} also where AM sends to its login page: {@code login_required}
     */
    public AmResult<String> authorize(
            SsoToken token, String cookieName, AuthorizationRequest asked, boolean consents, Deadline deadline) {
        return at(
                Endpoint.AUTHORIZATION,
                deadline,
                metadata -> authorization.code(metadata, token, cookieName, asked, consents, deadline));
    }

    /**
     * Returns where to send a browser that is to sign in; pushes the authorization request first where it has to be.
     *
     * @param asked binds the answer to this question
     * @param isSilent whether AM may not show anything to the user ({@code prompt=none})
     */
    public AmResult<AuthorizationRedirect> redirect(AuthorizationRequest asked, boolean isSilent, Deadline deadline) {
        return at(
                Endpoint.AUTHORIZATION,
                deadline,
                metadata -> authorization.redirect(metadata, asked, isSilent, deadline));
    }

    /** Whether {@link #redirect} needs no call to AM. */
    public boolean canTellWhereToSignIn() {
        ServerMetadata metadata = discovery.known();
        return metadata != null && !authorization.pushes(metadata);
    }

    /**
     * Exchanges a code for tokens (RFC 6749, 4.1.3).
     *
     * @param verifier what the challenge was made of (RFC 7636, 4.5)
     */
    public AmResult<IssuedTokens> exchange(String code, String verifier, Deadline deadline) {
        Map<String, String> form = new LinkedHashMap<>();
        form.put("grant_type", "authorization_code");
        form.put("code", code);
        form.put("redirect_uri", String.valueOf(settings.redirectUri()));
        form.put("code_verifier", verifier);
        return tokens("exchange", form, deadline);
    }

    /** Renews tokens (RFC 6749, 6). AM gives each refresh token one use: whether there is an answer or not, it is spent. */
    public AmResult<IssuedTokens> refresh(String refreshToken, Deadline deadline) {
        Map<String, String> form = new LinkedHashMap<>();
        form.put("grant_type", "refresh_token");
        form.put("refresh_token", refreshToken);
        return tokens("refresh", form, deadline);
    }

    /**
     * Exchanges a user's access token for one that a service takes (RFC 8693, 2.1).
     *
     * @param audience the service's name at AM
     */
    public AmResult<IssuedTokens> exchangeToken(String accessToken, String audience, Deadline deadline) {
        Map<String, String> form = new LinkedHashMap<>();
        form.put("grant_type", "urn:ietf:params:oauth:grant-type:token-exchange");
        form.put("subject_token", accessToken);
        form.put("subject_token_type", ACCESS_TOKEN);
        form.put("requested_token_type", ACCESS_TOKEN);
        form.put("audience", audience);
        return tokens("exchangeToken", form, deadline);
    }

    private AmResult<IssuedTokens> tokens(String name, Map<String, String> form, Deadline deadline) {
        return at(Endpoint.TOKEN, deadline, metadata -> {
            AmRequest request =
                    AmRequest.form(name, metadata.url(Endpoint.TOKEN), form).authenticatedBy(client.in(metadata));
            return replies.answer(name, http.call(request, deadline), IssuedTokens::read);
        });
    }

    /**
     * Asks about a token (RFC 7662).
     *
     * @param priority whether AM has confirmed this token before
     * @return what AM states about it; a signed statement is handed on as it came
     */
    public AmResult<Introspection> introspect(String token, Priority priority, Deadline deadline) {
        Map<String, String> form = new LinkedHashMap<>();
        form.put("token", token);
        return at(Endpoint.INTROSPECTION, deadline, metadata -> {
            String accept =
                    settings.wantsSignedIntrospection() ? "application/token-introspection+jwt" : AmRequest.JSON;
            AmRequest request = AmRequest.form("introspect", metadata.url(Endpoint.INTROSPECTION), form)
                    .accepting(accept)
                    .about(priority)
                    .repeatedOn(replies::isServerTrouble)
                    .authenticatedBy(client.in(metadata));
            AmResponse reply = http.call(request, deadline);
            return settings.wantsSignedIntrospection() && reply.is(200)
                    ? new AmResult.Value<>(
                            new Introspection(Claims.NONE, reply.body().strip()))
                    : replies.answer(
                            "introspect", reply, members -> new Introspection(OAuthResponses.claims(members), ""));
        });
    }

    /** Ends a token (RFC 7009), also while AM is not asked otherwise; AM confirms it of those that it does not know, too. */
    public AmResult<Boolean> revoke(String token, Deadline deadline) {
        Map<String, String> form = new LinkedHashMap<>();
        form.put("token", token);
        return at(Endpoint.REVOCATION, deadline, metadata -> {
            AmRequest request = AmRequest.form("revoke", metadata.url(Endpoint.REVOCATION), form)
                    .urgent()
                    .repeatedOn(replies::isServerTrouble)
                    .authenticatedBy(client.in(metadata));
            AmResponse reply = http.call(request, deadline);
            return reply.is(200) ? new AmResult.Value<>(true) : replies.answer("revoke", reply, members -> null);
        });
    }

    /**
     * Ends the OpenID Connect session that an ID token belongs to (RP-Initiated Logout, 2), also while AM is not asked otherwise. AM wants
     * the ID token in the query.
     *
     * @param redirectUri sent along; null for none
     */
    public AmResult<Boolean> endSession(String idToken, @Nullable String redirectUri, Deadline deadline) {
        Map<String, String> query = new LinkedHashMap<>();
        query.put("id_token_hint", idToken);
        query.put("client_id", String.valueOf(settings.clientId()));
        if (redirectUri != null) {
            query.put("post_logout_redirect_uri", redirectUri);
        }
        return at(Endpoint.END_SESSION, deadline, metadata -> {
            String url = metadata.url(Endpoint.END_SESSION);
            AmRequest request = AmRequest.get("endSession", AmRequest.withQuery(url, query));
            AmResponse reply = http.call(request.urgent(), deadline);
            boolean isDone = reply.status() >= 200 && reply.status() < 400;
            return isDone ? new AmResult.Value<>(true) : replies.answer("endSession", reply, members -> null);
        });
    }

    /** Who the user of an access token is (OpenID Connect Core, 5.3). */
    public AmResult<Claims> userInfo(String accessToken, Deadline deadline) {
        return at(Endpoint.USERINFO, deadline, metadata -> {
            AmRequest request = AmRequest.get("userinfo", metadata.url(Endpoint.USERINFO))
                    .with(Map.of("Authorization", "Bearer " + accessToken))
                    .repeatedOn(replies::isServerTrouble);
            AmResponse reply = http.call(request, deadline);
            return reply.is(401) && replies.namesNoError(reply)
                    ? new AmResult.Refused<>(401, "invalid_token", "")
                    : replies.answer(
                            "userinfo",
                            reply,
                            members -> members.containsKey("sub") ? OAuthResponses.claims(members) : null);
        });
    }

    /** The question to an endpoint, once it is known where that is. */
    private <T> AmResult<T> at(Endpoint endpoint, Deadline deadline, Function<ServerMetadata, AmResult<T>> question) {
        return discovery
                .metadata(deadline)
                .fold(
                        question,
                        outage -> new AmResult.NoAnswer<>(
                                new Outage(endpoint.members().get(0) + ": " + outage.what(), outage.retryAfter())));
    }
}
