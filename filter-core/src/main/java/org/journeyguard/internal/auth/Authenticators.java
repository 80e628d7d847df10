package org.journeyguard.internal.auth;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.journeyguard.LogoutReport;
import org.journeyguard.internal.credential.Authentication;
import org.journeyguard.internal.credential.Credential;
import org.journeyguard.internal.credential.Identity;
import org.journeyguard.internal.request.RequestFacts;
import org.jspecify.annotations.Nullable;

/** The authenticators of the credentials that an application accepts. A credential of any other kind is refused. */
public final class Authenticators {
    private final Authenticator<?, ?>[] all;

    /** Creates authenticators, each for a different kind of credential. */
    public Authenticators(List<? extends Authenticator<?, ?>> all) {
        this.all = all.toArray(new Authenticator<?, ?>[0]);
    }

    /** Authenticates a credential. */
    public Authentication<?> authenticate(Credential credential, RequestFacts facts) {
        Authenticator<?, ?> authenticator = of(credential);
        return authenticator == null ? Authentication.refused() : authenticate(authenticator, credential, facts);
    }

    /** Returns the account of an authenticated credential. */
    public Account account(Credential credential, Identity identity) {
        Authenticator<?, ?> authenticator = of(credential);
        if (authenticator == null) {
            throw new IllegalArgumentException("this kind of credential is not accepted");
        }
        return account(authenticator, credential, identity);
    }

    /** Returns the name of a user whose credential was authenticated before; empty when it is not known here. */
    public String nameOf(Credential credential) {
        Authenticator<?, ?> authenticator = of(credential);
        return authenticator == null
                ? ""
                : remembered(authenticator, credential).map(Identity::name).orElse("");
    }

    /**
     * Signs out.
     *
     * @param credentials all of one kind; not empty
     * @param everywhere whether all sessions of the user end
     * @param local ends the local state of the request
     * @return empty if the application does not accept this kind of credential
     */
    public Optional<LogoutReport> logout(Set<? extends Credential> credentials, boolean everywhere, Runnable local) {
        Authenticator<?, ?> authenticator = of(credentials.iterator().next());
        return authenticator == null
                ? Optional.empty()
                : Optional.of(logout(authenticator, credentials, everywhere, local));
    }

    private @Nullable Authenticator<?, ?> of(Credential credential) {
        for (Authenticator<?, ?> each : all) {
            if (each.credentialType() == credential.getClass()) {
                return each;
            }
        }
        return null;
    }

    private static <C extends Credential, I extends Identity> Authentication<I> authenticate(
            Authenticator<C, I> authenticator, Credential credential, RequestFacts facts) {
        return authenticator.authenticate(authenticator.credentialType().cast(credential), facts);
    }

    private static <C extends Credential, I extends Identity> Account account(
            Authenticator<C, I> authenticator, Credential credential, Identity identity) {
        return authenticator.account(
                authenticator.credentialType().cast(credential),
                authenticator.identityType().cast(identity));
    }

    private static <C extends Credential, I extends Identity> Optional<I> remembered(
            Authenticator<C, I> authenticator, Credential credential) {
        return authenticator.remembered(authenticator.credentialType().cast(credential));
    }

    private static <C extends Credential, I extends Identity> LogoutReport logout(
            Authenticator<C, I> authenticator,
            Set<? extends Credential> credentials,
            boolean everywhere,
            Runnable local) {
        return authenticator.logout(
                credentials.stream().map(authenticator.credentialType()::cast).collect(Collectors.toSet()),
                everywhere,
                local);
    }
}
