package org.journeyguard.internal.token;

/**
 * What hangs on the tokens of a session and ends with them.
 *
 * @param userInfos what AM tells with an access token
 * @param exchange what AM gives for an access token
 */
public record TokenAttachments(UserInfos userInfos, TokenExchange exchange) {}
