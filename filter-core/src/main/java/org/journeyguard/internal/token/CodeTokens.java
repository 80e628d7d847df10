package org.journeyguard.internal.token;

import org.journeyguard.Claims;
import org.journeyguard.spi.TokenSet;

/**
 * The tokens that AM issued for an authorization code.
 *
 * @param tokens not stored yet
 * @param idToken the claims of the ID token, which was checked; {@link Claims#NONE} where none was asked for
 */
public record CodeTokens(TokenSet tokens, Claims idToken) {}
