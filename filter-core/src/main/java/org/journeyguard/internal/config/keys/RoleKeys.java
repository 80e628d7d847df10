package org.journeyguard.internal.config.keys;

import java.util.List;

/** Configuration keys for the source of roles. */
public final class RoleKeys {
    /** Where roles come from. */
    public static final Key<String> SOURCE = Key.text("journey.roles.source")
            .example("user-attribute, claim")
            .says(
                    "user-attribute: an attribute of the user at AM; session-property: a property of the session that AM's whitelist "
                            + "shows; both for requests with AM's SSO cookie. claim: a claim of the access token, or of the ID token "
                            + "where journey.login is oidc. Each request uses the first that applies to it. Default: users have no roles.");

    /** Name for all sources. */
    public static final Key<String> NAME = Key.text("journey.roles.name")
            .example("employeeType")
            .says(
                    "The attribute, property or claim that holds the roles. Choose one that users can't change themselves.");

    /** Name of the attribute. */
    public static final Key<String> USER_ATTRIBUTE = Key.text("journey.roles.user-attribute")
            .example("employeeType")
            .says("The user attribute that holds the roles. Default: journey.roles.name.");

    /** Name of the property. */
    public static final Key<String> SESSION_PROPERTY = Key.text("journey.roles.session-property")
            .example("groups")
            .says("The session property that holds the roles. Default: journey.roles.name.");

    /** Name of the claim. */
    public static final Key<String> CLAIM = Key.text("journey.roles.claim")
            .example("groups")
            .says("The claim that holds the roles. Default: journey.roles.name.");

    /** The sources that {@link #SOURCE} can list. */
    public static final List<String> SOURCES = List.of("user-attribute", "session-property", "claim");

    static final List<Key<?>> ALL = List.of(SOURCE, NAME, USER_ATTRIBUTE, SESSION_PROPERTY, CLAIM);

    private RoleKeys() {}

    /** Returns the key that names a source's attribute, property or claim. */
    public static Key<String> nameOf(String source) {
        return switch (source) {
            case "user-attribute" -> USER_ATTRIBUTE;
            case "session-property" -> SESSION_PROPERTY;
            case "claim" -> CLAIM;
            default -> throw new IllegalArgumentException(source);
        };
    }
}
