package org.journeyguard.internal.config.keys;

import java.util.List;
import java.util.stream.Stream;

/** All configuration keys, in the order of the reference page. Documentation, metadata and checks of names use this list. */
public final class Keys {
    private static final List<Key<?>> ALL = Stream.of(
                    AmKeys.ALL,
                    ApplicationKeys.ALL,
                    PathKeys.ALL,
                    PolicyKeys.ALL,
                    SessionKeys.ALL,
                    LoginKeys.ALL,
                    SignInPageKeys.ALL,
                    AppSessionKeys.ALL,
                    LogoutKeys.ALL,
                    RoleKeys.ALL,
                    AttributeKeys.ALL,
                    OAuthKeys.ALL,
                    EndpointKeys.ALL,
                    OutgoingKeys.ALL,
                    ClusterKeys.ALL)
            .flatMap(List::stream)
            .toList();

    private Keys() {}

    public static List<Key<?>> all() {
        return ALL;
    }
}
