package org.journeyguard.test;

import java.time.Instant;

/**
 * An authorization code that {@link FakeAm} has handed out.
 *
 * @param grant what it stands for
 * @param redirectUri where it was sent
 * @param challenge PKCE; empty for none
 * @param expiresAt when it ends by itself
 * @param isUsed whether tokens were given for it
 */
record FakeCode(FakeGrant grant, String redirectUri, String challenge, Instant expiresAt, boolean isUsed) {
    FakeCode used() {
        return new FakeCode(grant, redirectUri, challenge, expiresAt, true);
    }
}
