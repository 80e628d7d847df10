package org.journeyguard.internal.cluster;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import org.jspecify.annotations.Nullable;

/** Writes the fields of a value; {@link FieldReader} reads them in the same order. */
public final class FieldWriter {
    private static final int GROUP_BITS = 7;
    private static final int GROUP = (1 << GROUP_BITS) - 1;
    private static final int MORE = 1 << GROUP_BITS;

    private final ByteArrayOutputStream octets = new ByteArrayOutputStream();

    /** Returns all fields so far. */
    byte[] all() {
        return octets.toByteArray();
    }

    /** Writes a number in groups of 7 bits, the lowest first (LEB128). */
    public void number(long value) {
        long rest = value;
        while ((rest & ~GROUP) != 0) {
            octets.write((int) (rest & GROUP) | MORE);
            rest >>>= GROUP_BITS;
        }
        octets.write((int) rest);
    }

    public void flag(boolean value) {
        octets.write(value ? 1 : 0);
    }

    public void text(String value) {
        byte[] text = value.getBytes(StandardCharsets.UTF_8);
        number(text.length);
        octets.writeBytes(text);
    }

    public void texts(Collection<String> values) {
        number(values.size());
        values.forEach(this::text);
    }

    public void time(Instant value) {
        number(value.getEpochSecond());
        number(value.getNano());
    }

    public void optionalText(@Nullable String value) {
        flag(value != null);
        if (value != null) {
            text(value);
        }
    }

    public void optionalTime(@Nullable Instant value) {
        flag(value != null);
        if (value != null) {
            time(value);
        }
    }

    public void optionalDuration(@Nullable Duration value) {
        flag(value != null);
        if (value != null) {
            number(value.getSeconds());
            number(value.getNano());
        }
    }
}
