package org.journeyguard.test;

import java.time.Instant;

/**
 * An access or refresh token that {@link FakeAm} has issued.
 *
 * @param value as clients have it
 * @param kind what it is good for
 * @param grant what it came of
 * @param issuedAt when
 * @param expiresAt when it ends by itself
 */
record FakeToken(String value, Kind kind, FakeGrant grant, Instant issuedAt, Instant expiresAt) {

    /** What a token is good for. */
    enum Kind {
        ACCESS("access_token"),
        REFRESH("refresh_token");

        final String wire;

        Kind(String wire) {
            this.wire = wire;
        }
    }

    boolean isOf(FakeClient client) {
        return grant.clientId().equals(client.id());
    }
}
