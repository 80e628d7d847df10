package org.journeyguard.internal.guard.settings;

import org.journeyguard.internal.am.AmSettings;
import org.journeyguard.internal.am.oauth.OAuthSettings;
import org.journeyguard.internal.appsession.AppSessionSettings;
import org.journeyguard.internal.authorization.PolicySettings;
import org.journeyguard.internal.bearer.BearerSettings;
import org.journeyguard.internal.cluster.ClusterSettings;
import org.journeyguard.internal.config.Settings;
import org.journeyguard.internal.jwt.JwtSettings;
import org.journeyguard.internal.logout.LogoutSettings;
import org.journeyguard.internal.logout.step.WebhookSettings;
import org.journeyguard.internal.page.SignInPageSettings;
import org.journeyguard.internal.policy.AcrRules;
import org.journeyguard.internal.request.PathSettings;
import org.journeyguard.internal.session.AttributeSettings;
import org.journeyguard.internal.session.RoleSettings;
import org.journeyguard.internal.session.SessionSettings;
import org.journeyguard.internal.signin.SignInSettings;
import org.journeyguard.internal.token.OutgoingSettings;
import org.journeyguard.internal.token.TokenSettings;

/**
 * The settings of an application or of one of its tenants: valid as a whole, and immutable. {@code tenant} is empty for paths of no tenant.
 */
public record GuardSettings(
        String tenant,
        AmSettings am,
        ApplicationSettings app,
        PathSettings paths,
        AcrRules acr,
        SessionSettings sessions,
        SignInSettings signIn,
        SignInPageSettings signInPage,
        AppSessionSettings appSessions,
        LogoutSettings logout,
        WebhookSettings webhooks,
        RoleSettings roles,
        AttributeSettings attributes,
        OAuthSettings oauth,
        JwtSettings jwt,
        BearerSettings bearer,
        TokenSettings tokens,
        OutgoingSettings outgoing,
        ClusterSettings cluster,
        PolicySettings policies) {
    /** Reads and checks all settings; adds the faults to them. */
    static GuardSettings read(Settings settings) {
        GuardSettings all = new GuardSettings(
                settings.tenant(),
                AmSettings.read(settings),
                ApplicationSettings.read(settings),
                PathSettings.read(settings),
                AcrRules.read(settings),
                SessionSettings.read(settings),
                SignInSettings.read(settings),
                SignInPageSettings.read(settings),
                AppSessionSettings.read(settings),
                LogoutSettings.read(settings),
                WebhookSettings.read(settings),
                RoleSettings.read(settings),
                AttributeSettings.read(settings),
                OAuthSettings.read(settings),
                JwtSettings.read(settings),
                BearerSettings.read(settings),
                TokenSettings.read(settings),
                OutgoingSettings.read(settings),
                ClusterSettings.read(settings),
                PolicySettings.read(settings));
        ConfigurationCheck.check(settings);
        return all;
    }
}
