package org.journeyguard.internal.config.keys;

import java.util.List;

/** Configuration keys for the application's own sign-in page. */
public final class SignInPageKeys {
    /** Path of the page. */
    public static final Key<String> PATH = Key.text("journey.sign-in.path")
            .orElse("/journey/sign-in")
            .example("/journey/sign-in")
            .says("Path of the sign-in page with journey.login=journey.");

    /** Journey. */
    public static final Key<String> JOURNEY = Key.text("journey.sign-in.journey")
            .orElse("")
            .example("Login")
            .says(
                    "AM's journey or chain by which users sign in on the application's page. Default: that of the realm.");

    /** Style sheet. */
    public static final Key<String> CSS = Key.text("journey.sign-in.css")
            .example("/css/sign-in.css")
            .says("Style sheet of the sign-in page, as a public path of the application or a URL. It follows the "
                    + "built-in one.");

    /** Maximum number of pending sign-ins. */
    public static final Key<Integer> MAX_PENDING = Key.number("journey.sign-in.max-pending")
            .orElse("5000")
            .example("5000")
            .says("Maximum number of unfinished sign-ins on the application's page that each node keeps. A further one "
                    + "replaces the oldest.");

    static final List<Key<?>> ALL = List.of(PATH, JOURNEY, CSS, MAX_PENDING);

    private SignInPageKeys() {}
}
