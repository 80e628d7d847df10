package org.journeyguard.token;

import org.journeyguard.Token;

/**
 * What is remembered for an access token and is no use without it.
 *
 * @param userInfos what AM tells with it
 * @param exchange what AM gives for it
 */
record Derived(UserInfos userInfos, TokenExchange exchange) {
    void forget(Token token) {
        userInfos.forget(token);
        exchange.forget(token);
    }
}
