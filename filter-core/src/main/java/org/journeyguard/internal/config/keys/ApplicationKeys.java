package org.journeyguard.internal.config.keys;

import java.util.List;
import java.util.Map;

/** Configuration keys for the application as a whole. */
public final class ApplicationKeys {
    /** Public URL of the application. */
    public static final Key<String> APP_URL = Key.text("journey.app.url")
            .example("https://app.example.com/shop")
            .says("Public URL of the application with its context path. Required unless journey.login is none.");

    /** Other host names. */
    public static final Key<String> REDIRECT_HOSTS = Key.text("journey.app.redirect-hosts")
            .orElse("")
            .example("shop, www.shop.example.com")
            .says(
                    "Other host names of the application. A GET for one of them is redirected to journey.app.url, so that "
                            + "the domain of AM's cookie fits.");

    /** Tenants. */
    public static final Key<String> TENANTS = Key.text("journey.tenants")
            .orElse("")
            .example("alpha, beta")
            .says("Names of tenants: parts of the application with their own AM, realm or client. The keys of a tenant "
                    + "are below journey.tenants.<name>. Keys that it does not set are taken from journey.");

    /** Paths of a tenant. */
    public static final Key<String> PATHS = Key.text("journey.paths")
            .orElse("")
            .example("/alpha/*, /alpha.html")
            .says("Only as journey.tenants.<name>.paths: the paths of the tenant. Its logout and redirect paths are "
                    + "below the first one.");

    /** Languages. */
    public static final Key<String> LANGUAGES = Key.text("journey.languages")
            .orElse("en, de")
            .example("de, en")
            .says(
                    "Languages of pages and problem details. The first applies if none of them is accepted. en and de are "
                            + "included. The application adds other languages or texts (META-INF/journeyguard/words_fr.properties).");

    /** Readiness. */
    public static final Key<Boolean> HEALTH_AM = Key.choice(
                    "journey.health.am", Map.of("data", true, "readiness", false))
            .orElse("data")
            .example("readiness")
            .says(
                    "How an AM outage affects the readiness check. data: it is reported, and the application stays ready. "
                            + "readiness: the application is not ready until AM has answered, and while the circuit breaker is "
                            + "open.");

    /** Refusals in the audit log. */
    public static final Key<Integer> AUDIT_REFUSALS_PER_MINUTE = Key.number("journey.audit.refusals-per-minute")
            .orElse("100")
            .example("1000")
            .says("How many refusals of one reason per minute have their own line in the audit log. The others are "
                    + "counted and summed up in one line.");

    /** Jakarta Security. */
    public static final Key<Boolean> JAKARTA_SECURITY = Key.choice(
                    "journey.jakarta-security", Map.of("true", true, "false", false))
            .orElse("false")
            .example("true")
            .says("true: the container itself knows the user (Jakarta Security), for enterprise beans, its "
                    + "SecurityContext and injected Principals. Not read from init-params.");

    static final List<Key<?>> ALL = List.of(
            APP_URL, REDIRECT_HOSTS, TENANTS, PATHS, LANGUAGES, HEALTH_AM, AUDIT_REFUSALS_PER_MINUTE, JAKARTA_SECURITY);

    private ApplicationKeys() {}
}
