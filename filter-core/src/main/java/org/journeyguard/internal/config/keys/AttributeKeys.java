package org.journeyguard.internal.config.keys;

import java.util.List;

/** Configuration keys for the attributes of users. */
public final class AttributeKeys {
    /** Attributes. */
    public static final Key<String> NAMES = Key.text("journey.attributes")
            .orElse("")
            .example("mail, cn, session:groups")
            .says(
                    "What user.attributes() returns: attributes of the user's profile at AM, properties of the session with "
                            + "the prefix session:, which AM's whitelist must include, and response attributes of AM's policies "
                            + "with the prefix policy:, for which journey.policy must be am. With access tokens and "
                            + "journey.login=oidc: claims in place of attributes of the profile.");

    /** Headers. */
    public static final Key<String> HEADERS = Key.text("journey.attributes.headers")
            .orElse("")
            .example("X-User-Mail=mail, X-User-Groups=session:groups")
            .says(
                    "Attributes that the application sees as request headers: header=attribute. What clients send under these "
                            + "names, in any spelling, is removed.");

    static final List<Key<?>> ALL = List.of(NAMES, HEADERS);

    private AttributeKeys() {}
}
