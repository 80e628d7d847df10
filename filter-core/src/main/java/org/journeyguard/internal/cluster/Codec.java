package org.journeyguard.internal.cluster;

import java.nio.BufferUnderflowException;
import java.time.DateTimeException;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.function.Function;

/**
 * Converts values of one kind to octets: the version of the form, then the fields.
 *
 * @param <V> the values
 */
public final class Codec<V> {
    private final int version;
    private final BiConsumer<V, FieldWriter> writer;
    private final Function<FieldReader, V> reader;

    /**
     * Creates a codec.
     *
     * @param version of the form; a changed form needs another
     * @param reader reads what the writer has written; may throw {@link IllegalArgumentException} if the octets are no value
     */
    public Codec(int version, BiConsumer<V, FieldWriter> writer, Function<FieldReader, V> reader) {
        this.version = version;
        this.writer = writer;
        this.reader = reader;
    }

    /** Returns the value as octets. */
    public byte[] encode(V value) {
        FieldWriter octets = new FieldWriter();
        octets.number(version);
        writer.accept(value, octets);
        return octets.all();
    }

    /** Returns the value; empty if it has another version. */
    public Optional<V> decode(byte[] octets) {
        FieldReader fields = new FieldReader(octets);
        try {
            return fields.number() == version ? Optional.of(reader.apply(fields)) : Optional.empty();
        } catch (BufferUnderflowException | DateTimeException | IllegalArgumentException | ArithmeticException e) {
            return Optional.empty();
        }
    }
}
