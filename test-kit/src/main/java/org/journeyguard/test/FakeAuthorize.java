package org.journeyguard.test;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.journeyguard.test.FakeClient.Trait;
import org.jspecify.annotations.Nullable;

/** The {@code authorize} endpoint of {@link FakeAm}. */
final class FakeAuthorize {
    private static final Duration CODE_LIFETIME = Duration.ofMinutes(2);

    private final FakeAnswers am;
    private final FakeProvider provider;
    private final FakeTokens tokens;

    FakeAuthorize(FakeAnswers am, FakeProvider provider, FakeTokens tokens) {
        this.am = am;
        this.provider = provider;
        this.tokens = tokens;
    }

    FakeReply answer(FakeCall call, String realm) {
        FakeClient client = provider.client(call.parameter("client_id"));
        if (client == null) {
            return page("invalid_client", "Client authentication failed");
        }
        if (!client.redirectUris().contains(call.parameter("redirect_uri"))) {
            return page("redirect_uri_mismatch", "The redirection URI provided does not match a pre-registered value.");
        }
        if (!call.parameter("response_type").equals("code")) {
            return error(call, "unsupported_response_type", "Response type is not supported.");
        }
        List<String> scope = scope(call.parameter("scope"), client);
        List<String> unknown =
                scope.stream().filter(part -> !client.scopes().contains(part)).toList();
        if (!unknown.isEmpty()) {
            return error(call, "invalid_scope", "Unknown/invalid scope(s): " + unknown);
        }
        return asUser(call, client, scope, realm);
    }

    private FakeReply asUser(FakeCall call, FakeClient client, List<String> scope, String realm) {
        String token = ssoToken(call);
        FakeSession session = am.session(token);
        boolean isPosted = call.method().equals("POST");
        if (isPosted && session == null && !am.kind.isPing()) {
            return page(
                    "server_error",
                    "Internal Server Error (500) - The server encountered an unexpected condition which prevented it"
                            + " from fulfilling the request");
        }
        boolean isForeign = session != null && !session.realm().equals(realm);
        if (isForeign && !am.kind.isPing()) {
            // whatever the prompt
            return signInPage(call, realm);
        }
        if (session == null || isForeign) {
            return am.kind.isPing()
                    ? signIn(call, realm, "login_required", "The request requires login.")
                    : signIn(
                            call,
                            realm,
                            "interaction_required",
                            "The request requires some interaction that is not allowed.");
        }
        Instant signedIn = am.signedInAt(token);
        if (call.parameter("prompt").contains("login") || isTooOld(signedIn, call.parameter("max_age"))) {
            // as OpenAM does
            am.sessions.remove(token);
            return signIn(call, realm, "login_required", "The request requires login.");
        }
        if (isPosted) {
            if (!call.parameter("csrf").equals(token)) {
                return page("bad_request", null);
            }
            if (!call.parameter("decision").equals("allow")) {
                return error(call, "access_denied", "Resource Owner did not authorize the request");
            }
        } else if (client.has(Trait.ASKS_FOR_CONSENT)) {
            return call.parameter("prompt").contains("none")
                    ? error(call, "consent_required", "The request requires consent.")
                    : html(200, "<html><head><title>OAuth2 Authorization Server</title></head></html>");
        }
        String acr = acr(session, call.parameter("acr_values"));
        return acr.equals("0") && am.kind.isPing()
                ? signIn(call, realm, "interaction_required", "The request requires a stronger sign-in.")
                : code(call, FakeGrant.ofUser(client.id(), session, scope, call.parameter("nonce"), signedIn, acr));
    }

    /** The journey of the session if it was asked for; OpenAM lets the user pass by with a 0. */
    private static String acr(FakeSession session, String asked) {
        String service = session.properties().getOrDefault("Service", "");
        return asked.isEmpty() ? "" : List.of(asked.split(" ")).contains(service) ? service : "0";
    }

    private FakeReply code(FakeCall call, FakeGrant grant) {
        String code = UUID.randomUUID().toString();
        Instant end = am.now().plus(CODE_LIFETIME);
        tokens.add(
                code,
                new FakeCode(grant, call.parameter("redirect_uri"), call.parameter("code_challenge"), end, false));
        Map<String, String> answer = new LinkedHashMap<>();
        answer.put("code", code);
        if (!am.kind.isPing()) {
            answer.put("scope", String.join(" ", grant.scope()));
        }
        answer.put("iss", provider.issuer(grant.realm()));
        answer.put("state", call.parameter("state"));
        answer.put("client_id", grant.clientId());
        FakeReply reply = back(call, answer);
        return am.kind.isPing()
                ? reply.with(
                        "Set-Cookie",
                        "OAUTH_REQUEST_ATTRIBUTES=DELETED; Expires=Thu, 01 Jan 1970 00:00:10 GMT; Path=/; HttpOnly")
                : reply;
    }

    /** OpenAM looks at the cookie only. */
    private String ssoToken(FakeCall call) {
        String prefix = FakeAm.COOKIE + "=";
        String header = am.kind.isPing() ? call.header(FakeAm.COOKIE) : "";
        return Arrays.stream(call.header("Cookie").split(";", -1))
                .map(String::strip)
                .filter(pair -> pair.startsWith(prefix))
                .map(pair -> pair.substring(prefix.length()))
                .findFirst()
                .orElse(header);
    }

    private boolean isTooOld(Instant signedIn, String maxAge) {
        return !maxAge.isEmpty() && !am.now().isBefore(signedIn.plus(Duration.ofSeconds(Long.parseLong(maxAge))));
    }

    private FakeReply signIn(FakeCall call, String realm, String error, String description) {
        return call.parameter("prompt").contains("none") ? error(call, error, description) : signInPage(call, realm);
    }

    private FakeReply signInPage(FakeCall call, String realm) {
        String here = provider.endpoints(realm) + call.target().replaceFirst(".*/authorize", "/authorize");
        String page = provider.base() + "/UI/Login?realm=" + encoded(realm) + "&goto=" + encoded(here);
        return html(am.kind.isPing() ? 302 : 301, "").with("Location", page);
    }

    private static FakeReply error(FakeCall call, String error, String description) {
        Map<String, String> answer = new LinkedHashMap<>();
        answer.put("error_description", description);
        answer.put("state", call.parameter("state"));
        answer.put("error", error);
        return back(call, answer);
    }

    private static FakeReply back(FakeCall call, Map<String, String> answer) {
        StringBuilder target = new StringBuilder(call.parameter("redirect_uri"));
        char separator = target.indexOf("?") < 0 ? '?' : '&';
        for (Map.Entry<String, String> part : answer.entrySet()) {
            if (!part.getValue().isEmpty()) {
                target.append(separator).append(part.getKey()).append('=').append(encoded(part.getValue()));
                separator = '&';
            }
        }
        return html(302, "").with("Location", target.toString());
    }

    static FakeReply page(String error, @Nullable String description) {
        String text = description == null ? "" : "description: \"" + description + "\", ";
        return html(
                400,
                "<html><head><title>OAuth2 Error Page</title></head><body><script>pageData = { error: { " + text
                        + "message: \"" + error + "\" } }</script></body></html>");
    }

    private static FakeReply html(int status, String body) {
        return FakeReply.json(status, body).with("Content-Type", "text/html;charset=UTF-8");
    }

    static List<String> scope(String asked, FakeClient client) {
        return asked.isBlank() ? client.defaultScopes() : List.of(asked.strip().split(" +"));
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }
}
