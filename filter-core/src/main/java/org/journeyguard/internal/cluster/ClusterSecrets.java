package org.journeyguard.internal.cluster;

import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * Derives the keys of one application from {@code journey.cluster.secret}. Applications that share an engine and a secret have different
 * keys, because their {@linkplain #space() space} is part of the derivation.
 */
public final class ClusterSecrets {
    private static final int KEY_OCTETS = 32;
    private static final byte[] SALT = ascii("journeyguard cluster 1");

    private final List<byte[]> secrets;
    private final String space;

    /**
     * @param secrets the first encrypts, all decrypt; not empty
     * @param space sets the application apart from all others in the same engine
     */
    public ClusterSecrets(List<String> secrets, String space) {
        this.secrets = secrets.stream()
                .map(text -> text.getBytes(StandardCharsets.UTF_8))
                .toList();
        this.space = space;
    }

    /** Returns what sets the application apart. */
    String space() {
        return space;
    }

    /**
     * Returns the 256-bit keys for a purpose: the first for new values, all for existing ones.
     *
     * @param purpose ASCII
     */
    public List<byte[]> keys(String purpose) {
        byte[] info = ascii(purpose + "|" + space);
        return secrets.stream()
                .map(secret -> Hkdf.derive(secret, SALT, info, KEY_OCTETS))
                .toList();
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }

    @Override
    public String toString() {
        return "ClusterSecrets(" + space + ")";
    }
}
