package org.journeyguard.internal.am.policy;

import org.journeyguard.internal.credential.Credential;
import org.journeyguard.internal.credential.SsoToken;
import org.journeyguard.internal.credential.TokenDigest;

/**
 * The user whom policies are evaluated for. {@code toString()} shows no secret.
 *
 * @param credential of the user
 * @param kind the member of AM's {@code subject} that names the user
 * @param value of that member
 */
public record PolicySubject(Credential credential, String kind, String value) {
    /** Returns the user of an SSO token. */
    public static PolicySubject of(SsoToken token) {
        return new PolicySubject(token, "ssoToken", token.value());
    }

    /**
     * Returns the user of a JWT.
     *
     * @param jwt that has been verified: AM does not
     */
    public static PolicySubject of(Credential credential, String jwt) {
        return new PolicySubject(credential, "jwt", jwt);
    }

    /** Identifies the subject in caches. */
    public TokenDigest digest() {
        return credential.fingerprint();
    }

    @Override
    public String toString() {
        return "PolicySubject(" + kind + ")";
    }
}
