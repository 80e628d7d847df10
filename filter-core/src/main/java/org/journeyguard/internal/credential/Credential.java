package org.journeyguard.internal.credential;

import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A credential that a request presented, not yet trusted. An access token is decisive, whatever cookies are beside it. {@code toString()}
 * never prints the secret.
 */
public sealed interface Credential extends PresentedCredential permits SsoToken, BearerToken, AppSession {

    @Override
    default Credential credential() {
        return this;
    }

    @Override
    default Set<Credential> credentials() {
        return Set.of(this);
    }

    /**
     * Identifies the session or the grant, however its token is spelt; the key for everything remembered, stored and ended. It leaves out
     * what can be spelt in several ways, including the signature, so it proves nothing.
     */
    TokenDigest digest();

    /** Identifies exactly this token, including its signature: a positive answer applies to no other. */
    default TokenDigest fingerprint() {
        return digest();
    }

    /** Returns the JWT that the token is or contains; null if there is none. */
    default @Nullable JwtText jwt() {
        return null;
    }
}
