package org.journeyguard.internal.jwt;

import org.journeyguard.internal.credential.Base64UrlOctets;

/** A token split at its dots, before anything in it is read (RFC 7515, 7.1; RFC 7516, 7.1). */
public sealed interface CompactForm {
    /** Longer than AM's longest token, short enough to inspect; in characters. */
    int LONGEST = 16_384;

    /** A signed JWT; each part is canonical base64url. */
    record Signed(String header, String payload, String signature) implements CompactForm {
        /** Returns the text that is signed. */
        String signedText() {
            return header + '.' + payload;
        }

        @Override
        public String toString() {
            return "Signed";
        }
    }

    /** An encrypted JWT; each part is canonical base64url. */
    record Encrypted(String header, String key, String iv, String content, String tag) implements CompactForm {
        @Override
        public String toString() {
            return "Encrypted";
        }
    }

    /**
     * A malformed JWT.
     *
     * @param why never quotes the token
     */
    record Malformed(String why) implements CompactForm {}

    /** Something other than a JWT, such as a token that only AM can read. */
    record Opaque() implements CompactForm {}

    /** Splits a token. */
    static CompactForm of(String token) {
        if (token.length() > LONGEST) {
            return new Malformed("longer than " + LONGEST + " characters");
        }
        String[] parts = token.split("\\.", 6);
        if (parts.length != 3 && parts.length != 5) {
            // AM may be less strict, and a token that was ended must not live on in another spelling
            return parts.length > 1 && startsLikeJson(token)
                    ? new Malformed("neither three nor five parts")
                    : new Opaque();
        }
        for (String part : parts) {
            if (!Base64UrlOctets.areCanonical(part)) {
                return new Malformed("a part is not base64url, or another spelling of it");
            }
        }
        if (parts.length == 5) {
            return new Encrypted(parts[0], parts[1], parts[2], parts[3], parts[4]);
        }
        return parts[2].isEmpty() ? new Malformed("no signature") : new Signed(parts[0], parts[1], parts[2]);
    }

    /** Whether a text starts with base64url of a brace and a quotation mark or white space. */
    private static boolean startsLikeJson(String token) {
        return token.startsWith("ey") || token.startsWith("ew");
    }
}
