package org.journeyguard.internal.guard;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.LongSupplier;
import org.journeyguard.Claims;
import org.journeyguard.internal.auth.AppSessionAuthenticator;
import org.journeyguard.internal.auth.Authenticator;
import org.journeyguard.internal.auth.Authenticators;
import org.journeyguard.internal.auth.BearerAuthenticator;
import org.journeyguard.internal.auth.SsoAuthenticator;
import org.journeyguard.internal.auth.UserServices;
import org.journeyguard.internal.authorization.Policies;
import org.journeyguard.internal.guard.settings.GuardSettings;
import org.journeyguard.internal.request.PassivePaths;
import org.journeyguard.internal.session.RoleSettings;
import org.journeyguard.internal.token.OutgoingTokens;

/** Builds the authenticators of the credentials that a configuration accepts, and what their users share. */
final class AuthenticationCapability {
    private AuthenticationCapability() {}

    /** Builds the authenticators: SSO tokens, or the application's own sessions instead; and access tokens, if they are accepted. */
    static Authenticators of(
            GuardSettings config,
            SharedServices shared,
            TokenServices tokens,
            Optional<CodeFlowServices> login,
            LogoutCapability logout,
            Function<String, Claims> idTokenClaims) {
        PassivePaths passive = new PassivePaths(config.sessions().passivePaths());
        RoleSettings roles = config.roles();
        List<Authenticator<?, ?>> all = new ArrayList<>();
        all.add(login.<Authenticator<?, ?>>map(flow -> new AppSessionAuthenticator(
                        flow.sessions(),
                        passive,
                        tokens.keeper(),
                        roles,
                        config.attributes(),
                        logout.of(flow.sessions())))
                .orElseGet(() -> ofSsoTokens(config, shared, tokens, logout, idTokenClaims)));
        tokens.bearers()
                .ifPresent(bearers ->
                        all.add(new BearerAuthenticator(bearers, roles, config.attributes(), logout.of(bearers))));
        return new Authenticators(all);
    }

    /** Builds the authenticator of SSO tokens. */
    static SsoAuthenticator ofSsoTokens(
            GuardSettings config,
            SharedServices shared,
            TokenServices tokens,
            LogoutCapability logout,
            Function<String, Claims> idTokenClaims) {
        return new SsoAuthenticator(
                shared.sessions(),
                new PassivePaths(config.sessions().passivePaths()),
                tokens.keeper(),
                idTokenClaims,
                config.attributes(),
                logout.ofSsoTokens());
    }

    /** Builds what all users share. */
    static UserServices users(
            GuardSettings config,
            SharedServices shared,
            TokenServices tokens,
            Policies policies,
            LogoutCapability logout,
            LongSupplier nanoTime) {
        OutgoingTokens outgoing = new OutgoingTokens(
                config.outgoing().targets(), tokens.exchange(), config.tokens().cacheSize(), nanoTime);
        return new UserServices(
                outgoing,
                config.acr(),
                config.attributes(),
                policies,
                logout.userSessions(),
                shared.tombstones(),
                shared.am()::deadline);
    }

    /** Creates what tells whether the credentials of open connections still hold. */
    static Liveness liveness(
            GuardSettings config, SharedServices shared, TokenServices tokens, Optional<CodeFlowServices> login) {
        return new Liveness(
                shared.tombstones(),
                shared.sessions(),
                login.map(CodeFlowServices::sessions),
                tokens.bearers(),
                config.sessions().cacheTtl(),
                config.tokens().cacheTtl(),
                shared.clock());
    }
}
