package org.journeyguard.internal.guard.settings;

import java.net.URI;
import java.util.HashSet;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import org.journeyguard.internal.config.InvalidConfiguration;
import org.journeyguard.internal.config.Settings;
import org.journeyguard.internal.config.SettingsSource;
import org.journeyguard.internal.config.keys.ApplicationKeys;
import org.journeyguard.internal.response.LanguagesReader;
import org.journeyguard.internal.response.MessageCatalog;
import org.jspecify.annotations.Nullable;

/**
 * The settings of the application as a whole.
 *
 * @param url its public URL, without a trailing slash; null if users are never redirected back to it
 * @param redirectHosts other host names, in lower case, whose requests are redirected to the URL
 * @param languages the texts of responses
 * @param isReadyWithoutAm whether the application is ready while AM is unavailable
 * @param auditedRefusals how many refusals of one reason are logged individually in the audit log, per minute; at least one
 * @param jakartaSecurity whether the container itself knows the user
 */
public record ApplicationSettings(
        @Nullable URI url,
        Set<String> redirectHosts,
        MessageCatalog languages,
        boolean isReadyWithoutAm,
        int auditedRefusals,
        boolean jakartaSecurity) {
    private static final Pattern HOST = Pattern.compile("[A-Za-z0-9.-]+|\\[[0-9A-Fa-f:.]+]");

    static ApplicationSettings read(Settings settings) {
        return new ApplicationSettings(
                settings.optionalUrl(ApplicationKeys.APP_URL),
                redirectHosts(settings),
                LanguagesReader.read(settings),
                settings.get(ApplicationKeys.HEALTH_AM),
                settings.get(ApplicationKeys.AUDIT_REFUSALS_PER_MINUTE),
                settings.get(ApplicationKeys.JAKARTA_SECURITY));
    }

    private static Set<String> redirectHosts(Settings settings) {
        URI app = settings.optionalUrl(ApplicationKeys.APP_URL);
        Set<String> hosts = new HashSet<>();
        for (String host : settings.list(ApplicationKeys.REDIRECT_HOSTS)) {
            if (app == null) {
                settings.mistake(
                        ApplicationKeys.REDIRECT_HOSTS, "needs journey.app.url, where requests are redirected to");
            } else if (!HOST.matcher(host).matches() || host.equalsIgnoreCase(app.getHost())) {
                settings.mistake(
                        ApplicationKeys.REDIRECT_HOSTS,
                        "has '" + host + "'; expected a host name without a port, other than that of journey.app.url");
            } else {
                hosts.add(host.toLowerCase(Locale.ROOT));
            }
        }
        return Set.copyOf(hosts);
    }

    /**
     * Returns whether Jakarta Security is enabled; called before an application has filters.
     *
     * @param source without init-params
     * @throws InvalidConfiguration if the value is neither true nor false
     */
    public static boolean jakartaSecurity(SettingsSource source) {
        Settings settings = new Settings(source);
        boolean isWanted = settings.get(ApplicationKeys.JAKARTA_SECURITY);
        settings.failOnMistakes();
        return isWanted;
    }
}
