package org.journeyguard.internal.token;

import org.journeyguard.Claims;
import org.journeyguard.internal.store.TokenSet;

/**
 * The tokens that AM issued for an authorization code.
 *
 * @param tokens not stored yet
 * @param idToken the claims of the checked ID token; {@link Claims#NONE} where none was requested
 */
public record CodeTokens(TokenSet tokens, Claims idToken) {}
