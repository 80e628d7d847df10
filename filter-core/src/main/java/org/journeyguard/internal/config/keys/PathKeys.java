package org.journeyguard.internal.config.keys;

import java.util.List;

/** Configuration keys for paths and what they require. */
public final class PathKeys {
    /** Protected paths. */
    public static final Key<String> PROTECTED = Key.text("journey.paths.protected")
            .orElse("/*")
            .example("/account/*, /api/*")
            .says("Paths that need a signed-in user. Every path that is not public is protected, whether it is listed "
                    + "or not. A pattern that a public one covers is reported at start.");

    /** Public paths. */
    public static final Key<String> PUBLIC = Key.text("journey.paths.public")
            .orElse("")
            .example("/, /static/*, *.css, GET /api/news, /shops/*/logo, GET /status from 10.0.0.0/8")
            .says("Public paths, which need no signed-in user: /x exact, /x/* prefix, *.css static files by their "
                    + "suffix, / the context root. * in a segment stands for any characters, ** for any segments. A method can "
                    + "precede the pattern; from and the client's addresses can follow it.");

    /** Paths that require an acr. */
    public static final Key<String> ACR = Key.text("journey.paths.acr")
            .orElse("")
            .example("/transfers/*=strong, POST /api/keys=strong")
            .says("Paths that require an authentication context class: pattern=acr. Every matching pattern applies. "
                    + "Such a path is never public.");

    /** AM's chain or journey of an acr. */
    public static final Key<String> ACR_SERVICES = Key.text("journey.acr.services")
            .orElse("")
            .example("strong=StrongJourney")
            .says("AM's chain or journey for an acr: acr=service. Default: the one with the same name.");

    /** Authentication level of an acr. */
    public static final Key<String> ACR_LEVELS = Key.text("journey.acr.levels")
            .orElse("")
            .example("mfa=5, strong=10")
            .says("AM's authentication level for an acr: acr=level. A sign-in at this level or a higher one satisfies "
                    + "the acr. With journey.login=oidc, @RequiresAuthLevel needs this mapping.");

    /** Origins besides the application's own. */
    public static final Key<String> CSRF_ALLOWED_ORIGINS = Key.text("journey.csrf.allowed-origins")
            .orElse("")
            .example("https://shop.example.com")
            .says("Other origins whose requests can change something with a user's cookie.");

    static final List<Key<?>> ALL = List.of(PROTECTED, PUBLIC, ACR, ACR_SERVICES, ACR_LEVELS, CSRF_ALLOWED_ORIGINS);

    private PathKeys() {}
}
