package org.journeyguard.token;

/**
 * What hangs on the tokens of a session and ends with them.
 *
 * @param userInfos what AM tells with an access token
 * @param exchange what AM gives for an access token
 */
record Derived(UserInfos userInfos, TokenExchange exchange) {}
