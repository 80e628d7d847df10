package org.journeyguard.internal.cluster;

/** An entry as it was read. {@code toString()} shows no secret. */
public final class SharedEntry {
    private final String name;
    private final byte[] value;
    private final byte[] stored;

    SharedEntry(String name, byte[] value, byte[] stored) {
        this.name = name;
        this.value = value;
        this.stored = stored;
    }

    /** Returns its name. */
    public String name() {
        return name;
    }

    /** Returns its value; not to be changed. */
    public byte[] value() {
        return value;
    }

    /** Returns the encrypted value, as the engine holds it. */
    byte[] stored() {
        return stored;
    }

    @Override
    public String toString() {
        return "SharedEntry(" + name + ")";
    }
}
