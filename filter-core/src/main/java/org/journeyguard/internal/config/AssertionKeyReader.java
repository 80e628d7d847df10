package org.journeyguard.internal.config;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import org.journeyguard.internal.am.oauth.AssertionKey;
import org.journeyguard.internal.config.keys.Key;
import org.jspecify.annotations.Nullable;

/** Reads private keys that sign assertions from files. */
final class AssertionKeyReader {
    private final SettingsReader values;

    AssertionKeyReader(SettingsReader values) {
        this.values = values;
    }

    /**
     * Reads a key file and reports its faults.
     *
     * @param key names the file
     * @param algorithm null for the key's own
     * @return null if there is no file or no such key
     */
    @Nullable
    AssertionKey read(Key<?> key, @Nullable String algorithm) {
        String file = values.optional(key);
        if (file == null) {
            return null;
        }
        try {
            return AssertionKey.parse(Files.readString(Path.of(file)), algorithm);
        } catch (IOException | InvalidPathException e) {
            values.mistake(key, "is '" + file + "', which can't be read");
        } catch (IllegalArgumentException e) {
            values.mistake(key, "is '" + file + "', which " + e.getMessage());
        }
        return null;
    }
}
