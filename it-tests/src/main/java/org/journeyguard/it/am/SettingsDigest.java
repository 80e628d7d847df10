package org.journeyguard.it.am;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;

/** Identifies how an AM was prepared, so that a changed recipe prepares a new one. */
final class SettingsDigest {
    private SettingsDigest() {}

    static String digest(OpenAmSettings settings) throws IOException {
        try {
            MessageDigest sha = MessageDigest.getInstance("SHA-256");
            for (Class<?> part : List.of(
                    OpenAmSettings.class,
                    Provisioner.class,
                    OAuthProvisioner.class,
                    AmValues.class,
                    StrongChain.class)) {
                try (InputStream code = part.getResourceAsStream(part.getSimpleName() + ".class")) {
                    if (code == null) {
                        throw new IOException("no class file of " + part);
                    }
                    sha.update(code.readAllBytes());
                }
            }
            sha.update(settings.toString().getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(sha.digest());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
