package org.journeyguard.internal.token;

/**
 * What belongs to a session's tokens and ends with them.
 *
 * @param userInfos that AM returned for an access token
 * @param exchange of access tokens for services' tokens
 */
public record TokenAttachments(UserInfos userInfos, TokenExchange exchange) {}
