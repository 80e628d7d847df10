package org.journeyguard.internal.config.keys;

import java.util.List;

/** Configuration keys for services that receive tokens. */
public final class OutgoingKeys {
    /** Services that receive the user's token. */
    public static final Key<String> TARGETS = Key.text("journey.outgoing.targets")
            .orElse("")
            .example("https://orders.example.com/api, https://billing.example.com")
            .says("Services that receive a user's access token: the beginnings of their URLs, with https except on "
                    + "loopback. No other service receives it.");

    /** Services that receive exchanged tokens. */
    public static final Key<String> EXCHANGE = Key.text("journey.outgoing.exchange")
            .orElse("")
            .example("https://orders.example.com/api=orders")
            .says("The targets that receive a token of their own, which AM issues for the user's (RFC 8693): "
                    + "target=audience.");

    static final List<Key<?>> ALL = List.of(TARGETS, EXCHANGE);

    private OutgoingKeys() {}
}
