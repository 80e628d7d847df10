package org.journeyguard.internal.config.keys;

import java.util.List;

/** Configuration keys for the attributes of users. */
public final class AttributeKeys {
    /** Attributes. */
    public static final Key<String> NAMES = Key.text("journey.attributes")
            .orElse("")
            .example("mail, cn, session:groups")
            .says(
                    "What user.attributes() returns: attributes of the user's profile at AM, and properties of the session with "
                            + "the prefix session:, which AM's whitelist must include. With access tokens and journey.login=oidc: claims "
                            + "of these names.");

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
