package org.journeyguard.internal.page;

import org.journeyguard.internal.config.Settings;
import org.journeyguard.internal.config.keys.SignInPageKeys;
import org.jspecify.annotations.Nullable;

/**
 * The settings of the application's own sign-in page.
 *
 * @param path below the application's URL
 * @param journey AM's journey or chain; empty for the default one of the realm
 * @param css a style sheet, as path below the application's URL or as URL; null for none
 * @param maxPending maximum number of unfinished sign-ins that a node keeps at once; positive
 */
public record SignInPageSettings(
        String path, String journey, @Nullable String css, int maxPending) {
    /** Reads the settings. */
    public static SignInPageSettings read(Settings settings) {
        String css = settings.optional(SignInPageKeys.CSS);
        boolean isPath = css != null && css.startsWith("/") && !css.startsWith("//");
        if (css != null && !isPath && Settings.absoluteHttpUrl(css) == null) {
            settings.mistake(
                    SignInPageKeys.CSS,
                    "is '" + css + "'; expected a path that starts with a slash, or an http(s) URL");
        }
        return new SignInPageSettings(
                settings.path(SignInPageKeys.PATH).orElseThrow(),
                settings.text(SignInPageKeys.JOURNEY),
                css,
                settings.get(SignInPageKeys.MAX_PENDING));
    }
}
