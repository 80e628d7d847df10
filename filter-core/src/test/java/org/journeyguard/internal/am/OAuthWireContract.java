package org.journeyguard.internal.am;

import java.net.URI;
import org.journeyguard.internal.am.OAuthWire.Told;
import org.journeyguard.test.FakeAm;
import org.junit.jupiter.api.AfterEach;

/**
 * What OpenAM 16 answers at its OAuth 2.0 and OpenID endpoints, where {@link FakeAm} answers the same: status, error, and the
 * members that clients depend on.
 */
public abstract class OAuthWireContract {
    static final String APP = "web-app";
    static final String OTHER_APP = "consent-app";
    static final String UNKNOWN = "AQIC5wM2LY4SfczNOTREAL.*AAJTSQACMDEAAlNLABM0MDExNzA5OTUwNTAyNjY0NjY3AAJTMQAA*";

    /** The AM that is held to the contract. */
    public interface Party extends AutoCloseable {
        /** Its base URL. */
        URI url();

        /** Signs a user in and returns the SSO token. */
        String signIn(String user, String realm);

        /** A session ends. */
        void signOut(String token);

        /** Whether a session is alive. */
        boolean has(String token);

        @Override
        void close();
    }

    private final Party am;
    private final String realm;
    private final OAuthWire wire;

    /**
     * @param am closed after each test
     * @param realm {@code /} has opaque tokens, {@code /alpha} JWTs
     */
    protected OAuthWireContract(Party am, String realm) {
        this.am = am;
        this.realm = realm;
        this.wire = new OAuthWire(am.url(), realm);
    }

    @AfterEach
    void end() {
        am.close();
    }

    final Party am() {
        return am;
    }

    final String realm() {
        return realm;
    }

    final OAuthWire wire() {
        return wire;
    }

    /** The endpoints of another realm. */
    final OAuthWire elsewhere() {
        return new OAuthWire(am.url(), otherRealm());
    }

    final String otherRealm() {
        return realm.equals("/") ? "/alpha" : "/";
    }

    final String signIn() {
        return am.signIn("alice", realm);
    }

    /** Tokens for the usual scopes. */
    final Told tokens() {
        return wire.tokensFor(wire.code(signIn(), APP), APP);
    }
}
