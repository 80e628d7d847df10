package org.journeyguard.test;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * What a user has granted a client at {@link FakeAm}, or a client has by itself; all tokens that come of it share its id.
 *
 * @param id of the grant
 * @param type as the client named it
 * @param clientId who may use it
 * @param subject the user; the client itself for its own
 * @param realm as AM path
 * @param scope what is granted
 * @param nonce empty for none
 * @param authTime when the user signed in
 * @param acr how the user has signed in, if that was asked for; empty for not asked
 * @param session the SSO token that it came from; empty for none
 * @param claims what else its access and ID tokens say
 */
record FakeGrant(
        String id,
        String type,
        String clientId,
        String subject,
        String realm,
        List<String> scope,
        String nonce,
        Instant authTime,
        String acr,
        String session,
        Map<String, Object> claims) {
    static final String BY_CODE = "authorization_code";
    static final String BY_REFRESH = "refresh_token";
    static final String BY_CLIENT = "client_credentials";
    static final String BY_EXCHANGE = "urn:ietf:params:oauth:grant-type:token-exchange";

    /** What a client may do by itself. */
    static FakeGrant ofClient(String clientId, String realm, List<String> scope, Instant now) {
        String id = UUID.randomUUID().toString();
        return new FakeGrant(id, BY_CLIENT, clientId, clientId, realm, scope, "", now, "", "", Map.of());
    }

    /** What an authorization code stands for. */
    static FakeGrant ofUser(
            String clientId, FakeSession session, List<String> scope, String nonce, Instant authTime, String acr) {
        return new FakeGrant(
                UUID.randomUUID().toString(),
                BY_CODE,
                clientId,
                session.user(),
                session.realm(),
                scope,
                nonce,
                authTime,
                acr,
                session.token(),
                Map.of());
    }

    /** What another client gets for a token that came of this one. */
    FakeGrant exchangedBy(String acting, Map<String, Object> saying, Instant now) {
        return new FakeGrant(
                UUID.randomUUID().toString(),
                BY_EXCHANGE,
                acting,
                subject,
                realm,
                scope.stream().filter(part -> !part.equals("openid")).toList(),
                "",
                now,
                "",
                session,
                saying);
    }

    boolean isOfUser() {
        return !type.equals(BY_CLIENT);
    }

    /** The same whose access and ID tokens say more. */
    FakeGrant saying(Map<String, Object> more) {
        return new FakeGrant(id, type, clientId, subject, realm, scope, nonce, authTime, acr, session, more);
    }

    /** The same for one token that has less, or was refreshed. */
    FakeGrant as(String otherType, List<String> otherScope, String otherNonce) {
        return new FakeGrant(
                id, otherType, clientId, subject, realm, otherScope, otherNonce, authTime, acr, session, claims);
    }
}
