package org.journeyguard.internal.credential;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Reads the JWT of an SSO token as OpenAM 16 was seen to do it, and more leniently where that was not tried. */
final class AmDecoder {
    private AmDecoder() {}

    /** Whether AM could take two tokens for the same client-side session. */
    static boolean meanTheSame(String token, String other) {
        List<byte[]> one = parts(token);
        List<byte[]> two = parts(other);
        if (one == null || two == null || one.size() != two.size()) {
            return false;
        }
        for (int i = 0; i < one.size(); i++) {
            if (!Arrays.equals(one.get(i), two.get(i))) {
                return false;
            }
        }
        return true;
    }

    private static @Nullable List<byte[]> parts(String token) {
        boolean isEncoded = token.indexOf('*') >= 0;
        String decoded = isEncoded
                ? token.replaceFirst("\\*", "@")
                        .replace('*', '#')
                        .replace('.', '=')
                        .replace('-', '+')
                        .replace('_', '/')
                : token;
        int at = decoded.lastIndexOf('@');
        if (at < 0) {
            return null;
        }
        String outer = decoded.substring(at + 1);
        String tail = outer.substring(outer.indexOf('#') + 1);
        String jwt = isEncoded ? tail.replace('=', '.').replace('/', '_').replace('+', '-') : tail;
        String[] parts = jwt.split("\\.", -1);
        if (parts.length < 3) {
            return null;
        }
        List<byte[]> octets = Arrays.stream(parts).map(AmDecoder::octets).toList();
        return octets.stream().allMatch(Objects::nonNull) ? octets : null;
    }

    /** With either alphabet, with or without padding, and past what is in neither. */
    private static byte @Nullable [] octets(String part) {
        try {
            byte[] text =
                    part.replace('-', '+').replace('_', '/').replace("=", "").getBytes(StandardCharsets.UTF_8);
            return Base64.getMimeDecoder().decode(text);
        } catch (IllegalArgumentException e) {
            return null;
        }
    }
}
