package org.journeyguard.internal.request;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.zip.DataFormatException;
import java.util.zip.Deflater;
import java.util.zip.Inflater;

/** Compresses text (RFC 1950), so that most long addresses fit into the {@code state} parameter. */
public final class PackedText {
    /** Encryption and base64url add a third, and AM and the return address add more. */
    private static final int LONGEST = 1_500;
    /** More than compression can add to incompressible text. */
    private static final int OVERHEAD = 64;

    private static final int BLOCK = 16_000;

    private PackedText() {}

    /** Returns whether a text is short enough to be packed. */
    public static boolean isShort(String text) {
        return text.length() <= LONGEST || pack(text).length <= LONGEST;
    }

    /** Compresses a text. */
    public static byte[] pack(String text) {
        byte[] octets = text.getBytes(StandardCharsets.UTF_8);
        byte[] packed = new byte[octets.length + octets.length / BLOCK * OVERHEAD + OVERHEAD];
        Deflater deflater = new Deflater();
        try {
            deflater.setInput(octets);
            deflater.finish();
            return Arrays.copyOf(packed, deflater.deflate(packed));
        } finally {
            deflater.end();
        }
    }

    /** Decompresses the result of {@link #pack}. Never call it with untrusted data: a few octets could fill the memory. */
    public static String unpack(byte[] packed) {
        Inflater inflater = new Inflater();
        try {
            inflater.setInput(packed);
            byte[] octets = new byte[BLOCK];
            int length = 0;
            while (!inflater.finished()) {
                if (length == octets.length) {
                    octets = Arrays.copyOf(octets, length + BLOCK);
                }
                int added = inflater.inflate(octets, length, octets.length - length);
                if (added == 0 && !inflater.finished()) {
                    throw new IllegalStateException("The packed text was cut off");
                }
                length += added;
            }
            return new String(octets, 0, length, StandardCharsets.UTF_8);
        } catch (DataFormatException e) {
            throw new IllegalStateException("it was packed here", e);
        } finally {
            inflater.end();
        }
    }
}
