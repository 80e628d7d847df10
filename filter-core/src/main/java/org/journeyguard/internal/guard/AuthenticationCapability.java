package org.journeyguard.internal.guard;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.journeyguard.Claims;
import org.journeyguard.internal.auth.AppSessionAuthenticator;
import org.journeyguard.internal.auth.Authenticator;
import org.journeyguard.internal.auth.Authenticators;
import org.journeyguard.internal.auth.BearerAuthenticator;
import org.journeyguard.internal.auth.SsoAuthenticator;
import org.journeyguard.internal.config.JourneyConfig;
import org.journeyguard.internal.config.RoleSettings;
import org.journeyguard.internal.request.PassivePaths;
import org.jspecify.annotations.Nullable;

/** Builds the authenticators of the credentials that a configuration accepts. */
final class AuthenticationCapability {
    private AuthenticationCapability() {}

    /** Builds the authenticators: SSO tokens, or the application's own sessions instead; and access tokens, if they are accepted. */
    static Authenticators of(
            JourneyConfig config,
            TokenServices.Shared shared,
            TokenServices tokens,
            @Nullable CodeFlowServices login,
            LogoutCapability logout,
            Function<String, Claims> idTokenClaims) {
        PassivePaths passive = new PassivePaths(config.sessions().passivePaths());
        RoleSettings roles = config.roles();
        List<Authenticator<?, ?>> all = new ArrayList<>();
        all.add(
                login == null
                        ? new SsoAuthenticator(
                                shared.sessions(), passive, tokens.keeper(), idTokenClaims, logout.ofSsoTokens())
                        : new AppSessionAuthenticator(
                                login.sessions(), passive, tokens.keeper(), roles, logout.of(login.sessions())));
        if (tokens.bearers() != null) {
            all.add(new BearerAuthenticator(tokens.bearers(), roles, logout.of(tokens.bearers())));
        }
        return new Authenticators(all);
    }
}
