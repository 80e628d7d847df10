package org.journeyguard.internal.jwt;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The header of a JWT (RFC 7515, 4; RFC 7516, 4). Of what a token says about keys only the id is used; its certificate ({@code x5c}) is
 * ignored.
 */
final class JoseHeader {
    private static final List<String> KEYS_OF_ITS_OWN = List.of("jwk", "jku", "x5u");
    private static final List<String> TEXTS = List.of("alg", "kid", "typ", "enc", "zip");

    private final Map<String, @Nullable Object> members;

    private JoseHeader(Map<String, @Nullable Object> members) {
        this.members = members;
    }

    /** Reads a header; one that can't be read has no members. */
    static JoseHeader read(String base64Url) {
        return new JoseHeader(JsonObject.decode(base64Url).orElse(Map.of()));
    }

    /** Returns why the header must not be accepted; empty when it may be. */
    Optional<String> fault() {
        for (String name : TEXTS) {
            if (members.containsKey(name) && !(members.get(name) instanceof String)) {
                return Optional.of("the header's " + name + " is not a text");
            }
        }
        if (algorithm().isEmpty()) {
            return Optional.of("the header is not readable, or names no algorithm");
        }
        if (algorithm().equalsIgnoreCase("none")) {
            return Optional.of("not signed");
        }
        if (members.containsKey("crit")) {
            return Optional.of("the header demands what is not known here (crit)");
        }
        for (String name : KEYS_OF_ITS_OWN) {
            if (members.containsKey(name)) {
                return Optional.of("the header brings a key of its own (" + name + ")");
            }
        }
        return text("zip").map("NONE"::equals).orElse(true) ? Optional.empty() : Optional.of("compressed");
    }

    /** Returns {@code alg}; empty when there is none. */
    String algorithm() {
        return text("alg").orElse("");
    }

    /** Returns {@code typ}; empty when there is none. */
    String type() {
        return text("typ").orElse("");
    }

    /** Returns {@code enc}, the encryption of the content; empty when there is none. */
    String encryption() {
        return text("enc").orElse("");
    }

    /** Returns the key's id; AM's ids contain {@code /}, {@code +} and {@code =}. */
    @Nullable
    String keyId() {
        return text("kid").orElse(null);
    }

    private Optional<String> text(String name) {
        return members.get(name) instanceof String text ? Optional.of(text) : Optional.empty();
    }
}
