package org.journeyguard.internal.cluster;

import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Reads what {@link FieldWriter} has written. Other octets cause a {@link BufferUnderflowException}, a {@link DateTimeException} or an
 * {@link ArithmeticException}.
 */
public final class FieldReader {
    private static final int GROUP_BITS = 7;
    private static final int GROUP = (1 << GROUP_BITS) - 1;
    private static final int MORE = 1 << GROUP_BITS;

    private final ByteBuffer octets;

    FieldReader(byte[] octets) {
        this.octets = ByteBuffer.wrap(octets);
    }

    public long number() {
        long value = 0;
        for (int shift = 0; shift < Long.SIZE; shift += GROUP_BITS) {
            int group = octets.get();
            value |= (long) (group & GROUP) << shift;
            if ((group & MORE) == 0) {
                return value;
            }
        }
        throw new ArithmeticException("a number has more than 64 bits");
    }

    public boolean flag() {
        return octets.get() != 0;
    }

    public String text() {
        byte[] text = new byte[count()];
        octets.get(text);
        return new String(text, StandardCharsets.UTF_8);
    }

    public List<String> texts() {
        int count = count();
        List<String> texts = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            texts.add(text());
        }
        return texts;
    }

    public Instant time() {
        return Instant.ofEpochSecond(number(), number());
    }

    public @Nullable String optionalText() {
        return flag() ? text() : null;
    }

    public @Nullable Instant optionalTime() {
        return flag() ? time() : null;
    }

    public @Nullable Duration optionalDuration() {
        return flag() ? Duration.ofSeconds(number(), number()) : null;
    }

    /** Reads the number of octets or elements that follow, each of which takes at least one octet. */
    private int count() {
        long count = number();
        if (count < 0 || count > octets.remaining()) {
            throw new BufferUnderflowException();
        }
        return (int) count;
    }
}
