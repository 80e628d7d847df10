package org.journeyguard.internal.request;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashSet;
import java.util.Set;

/**
 * Lists all interpretations of a path by the code that may serve it: a rule that makes a path stricter applies if it matches any of them.
 * (A public path is the opposite, see {@link PathRules}.)
 */
public final class PathInterpretations {
    private PathInterpretations() {}

    /**
     * @param rawPath as sent
     * @param containerPath as decoded and normalised by the container
     */
    public static Set<String> of(String rawPath, String containerPath) {
        Set<String> readings = new LinkedHashSet<>();
        add(readings, containerPath);
        String once = read(rawPath, true);
        add(readings, once);
        if (RawPath.hasDots(rawPath)) {
            // some frameworks leave them to what they call
            add(readings, read(rawPath, false));
        }
        if (once.indexOf('%') >= 0) {
            // some components decode again
            add(readings, read(once, true));
            add(readings, read(once, false));
        }
        return readings;
    }

    /** JAX-RS ignores a trailing slash. */
    private static void add(Set<String> readings, String path) {
        readings.add(path);
        if (path.length() > 1 && path.endsWith("/")) {
            readings.add(path.substring(0, path.length() - 1));
        }
    }

    /** Removes path parameters, decodes, and removes empty segments and, if they are to be resolved, dot segments. */
    private static String read(String path, boolean resolvesDots) {
        Deque<String> segments = new ArrayDeque<>();
        for (String segment : path.split("/", -1)) {
            int parameters = segment.indexOf(';');
            String name = decoded(parameters < 0 ? segment : segment.substring(0, parameters));
            if (resolvesDots && name.equals("..")) {
                segments.pollLast();
            } else if (!name.isEmpty() && !(resolvesDots && name.equals("."))) {
                segments.addLast(name);
            }
        }
        return "/" + String.join("/", segments);
    }

    private static String decoded(String text) {
        if (text.indexOf('%') < 0) {
            return text;
        }
        byte[] encoded = text.getBytes(StandardCharsets.UTF_8);
        ByteBuffer bytes = ByteBuffer.allocate(encoded.length);
        for (int i = 0; i < encoded.length; i++) {
            int octet = i + 2 < encoded.length && encoded[i] == '%' ? octet(encoded[i + 1], encoded[i + 2]) : -1;
            bytes.put(octet < 0 ? encoded[i] : (byte) octet);
            i += octet < 0 ? 0 : 2;
        }
        return new String(bytes.array(), 0, bytes.position(), StandardCharsets.UTF_8);
    }

    private static int octet(byte high, byte low) {
        int first = Character.digit(high, 16);
        int second = Character.digit(low, 16);
        return first < 0 || second < 0 ? -1 : first << 4 | second;
    }
}
