package org.journeyguard.internal.policy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.zip.DeflaterOutputStream;
import java.util.zip.InflaterInputStream;

/** Compresses text (RFC 1950), so that most long addresses fit into the {@code state} parameter. */
public final class PackedText {
    /** Encryption and base64url add a third, and AM and the return address add more. */
    private static final int LONGEST = 1_500;

    private PackedText() {}

    /** Returns whether a text is short enough to be packed. */
    public static boolean isShort(String text) {
        return text.length() <= LONGEST || pack(text).length <= LONGEST;
    }

    /** Compresses a text. */
    public static byte[] pack(String text) {
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (DeflaterOutputStream deflater = new DeflaterOutputStream(packed)) {
            deflater.write(text.getBytes(StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException("memory does not fail", e);
        }
        return packed.toByteArray();
    }

    /** Decompresses the result of {@link #pack}. Never call it with untrusted data: a few octets could fill the memory. */
    public static String unpack(byte[] packed) {
        try (InflaterInputStream inflater = new InflaterInputStream(new ByteArrayInputStream(packed))) {
            return new String(inflater.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException("it was packed here", e);
        }
    }
}
