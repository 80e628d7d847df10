package org.journeyguard.internal.am.oauth;

import java.util.LinkedHashMap;
import java.util.Map;
import org.journeyguard.internal.am.oauth.OAuthSettings.Endpoint;
import org.journeyguard.internal.credential.SsoToken;
import org.journeyguard.internal.http.AmHeaders;
import org.journeyguard.internal.http.AmHttp;
import org.journeyguard.internal.http.AmRequest;
import org.journeyguard.internal.http.AmResult;
import org.journeyguard.internal.resilience.Deadline;

/**
 * Asks for codes (RFC 6749, 4.1.1; RFC 7636): in the background with a session, or by way of the user's browser. What is asked is
 * pushed to AM first where AM or the configuration wants that (RFC 9126).
 */
final class AuthorizationEndpoint {
    private final AmHttp http;
    private final OAuthSettings settings;
    private final OAuthResponses replies;
    private final ClientAuthentication client;

    AuthorizationEndpoint(AmHttp http, OAuthSettings settings, OAuthResponses replies, ClientAuthentication client) {
        this.http = http;
        this.settings = settings;
        this.replies = replies;
        this.client = client;
    }

    boolean pushes(ServerMetadata metadata) {
        return settings.pushesAuthorization() || metadata.demandsPushedAuthorization();
    }

    /** Returns where to send a browser. */
    AmResult<AuthorizationRedirect> redirect(
            ServerMetadata metadata, AuthorizationRequest asked, boolean isSilent, Deadline deadline) {
        String url = asked.withoutOwn(metadata.publicAuthorization(), settings);
        Map<String, String> parameters = asked.parameters(settings);
        return shown(metadata, url, isSilent ? with(parameters, "prompt", "none") : parameters, deadline)
                .map(query -> new AuthorizationRedirect(AmRequest.withQuery(url, query), metadata.issuer()));
    }

    /** Requests a code with the session and without the user ({@code prompt=none} of OpenID Connect Core, 3.1.2.1). */
    AmResult<String> code(
            ServerMetadata metadata,
            SsoToken token,
            String cookieName,
            AuthorizationRequest asked,
            boolean consents,
            Deadline deadline) {
        String url = asked.withoutOwn(metadata.url(Endpoint.AUTHORIZATION), settings);
        // OpenAM looks at the cookie here and nowhere else
        Map<String, String> session = AmHeaders.session(cookieName, token.value(), "2.1");
        String cookie = cookieName + "=" + token.value();
        Map<String, String> headers =
                with(session, "Cookie", session.containsKey("Cookie") ? cookie + "; " + session.get("Cookie") : cookie);
        AuthorizationResponse response = new AuthorizationResponse(
                String.valueOf(settings.redirectUri()), asked.state(), metadata.issuer(), http.base(), settings);
        AmResult<String> answer = shown(metadata, url, with(asked.parameters(settings), "prompt", "none"), deadline)
                .flatMap(query -> response.read(http.call(
                        AmRequest.get("authorize", AmRequest.withQuery(url, query))
                                .with(headers),
                        deadline)));
        boolean mayConsent = consents
                && answer instanceof AmResult.Refused<String> denied
                && denied.error().equals("consent_required");
        if (!mayConsent) {
            return answer;
        }
        // a pushed request can be used once
        return shown(metadata, url, asked.parameters(settings), deadline)
                .map(form -> with(with(form, "decision", "allow"), "csrf", token.value()))
                .flatMap(consent -> response.read(
                        http.call(AmRequest.form("consent", url, consent).with(headers), deadline)));
    }

    /**
     * What the authorization endpoint is shown: all that is asked, or what stands for it once it is pushed.
     *
     * @param url of the endpoint, whose query is pushed as well: beside what was pushed AM may ignore it
     */
    private AmResult<Map<String, String>> shown(
            ServerMetadata metadata, String url, Map<String, String> parameters, Deadline deadline) {
        if (!pushes(metadata)) {
            return new AmResult.Value<>(parameters);
        }
        Map<String, String> form = AmRequest.query(url);
        form.putAll(parameters);
        if (!client.isInHeader()) {
            // its authentication names the client in the form, and twice would be an error
            form.remove("client_id");
        }
        AmRequest request = AmRequest.form("push", metadata.url(Endpoint.PUSHED_AUTHORIZATION), form)
                .authenticatedBy(client.in(metadata));
        return replies.answer("push", http.call(request, deadline), members -> {
            String uri = OAuthResponses.text(members, "request_uri");
            return uri == null ? null : pushed(uri);
        });
    }

    private Map<String, String> pushed(String uri) {
        Map<String, String> query = new LinkedHashMap<>();
        query.put("client_id", String.valueOf(settings.clientId()));
        query.put("request_uri", uri);
        return query;
    }

    private static Map<String, String> with(Map<String, String> parameters, String name, String value) {
        Map<String, String> more = new LinkedHashMap<>(parameters);
        more.put(name, value);
        return more;
    }
}
