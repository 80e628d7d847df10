package org.journeyguard.internal.credential;

/**
 * Finds the JWT of a client-side session in its SSO token. AM writes a token as {@code head*extensions*JWT}, or without its cookie encoding
 * as {@code head@extensions#JWT}, but accepts much more: it undoes the encoding character by character, looks for the JWT after the last
 * {@code @}, and checks nothing before it. The JWT is what AM has signed, so it identifies the session, and only these two spellings are
 * accepted.
 *
 * @see "OpenAM 16: SessionID, com.iplanet.am.cookie.c66Encode"
 */
final class SsoTokenForm {
    /** There is no JWT: the session is stored at AM, which finds it by the exact token. */
    static final int SERVER_SIDE = -1;
    /** AM may see a JWT, but not in a spelling that AM writes. */
    static final int MISSPELT = -2;

    private static final char ENCODED = '*';
    private static final char EXTENSIONS = '@';
    private static final char TAIL = '#';

    private SsoTokenForm() {}

    /**
     * Finds the JWT.
     *
     * @return the index of the character before it, {@link #SERVER_SIDE} or {@link #MISSPELT}
     */
    static int jwt(String value, byte[] bytes) {
        int encoded = value.indexOf(ENCODED);
        int plain = value.indexOf(EXTENSIONS);
        // AM takes the last one; an encoded token has at most one
        int extensions = plain < 0 ? encoded : Math.max(encoded, value.lastIndexOf(EXTENSIONS));
        if (extensions < 0) {
            return SERVER_SIDE;
        }
        boolean isEncoded = encoded >= 0;
        int hash = value.indexOf(TAIL, extensions + 1);
        int star = value.indexOf(ENCODED, extensions + 1);
        int before = hash < 0 ? star : star < 0 ? hash : Math.min(hash, star);
        int tail = (before < 0 ? extensions : before) + 1;
        if (!canBeJwt(value, tail, isEncoded)) {
            return SERVER_SIDE;
        }
        boolean isWritten = isEncoded
                ? before == star && plain < 0 && value.indexOf(TAIL) < 0
                : before == hash && plain == extensions && value.indexOf(TAIL) == hash;
        return isWritten && before >= 0 && isCanonical(value, bytes, tail) ? before : MISSPELT;
    }

    /** Whether AM could see three or more parts. */
    private static boolean canBeJwt(String value, int tail, boolean isEncoded) {
        int first = separator(value, tail, isEncoded);
        return first >= 0 && separator(value, first + 1, isEncoded) >= 0;
    }

    private static int separator(String value, int from, boolean isEncoded) {
        int dot = value.indexOf('.', from);
        int equals = isEncoded ? value.indexOf('=', from) : -1;
        return equals < 0 ? dot : dot < 0 ? equals : Math.min(dot, equals);
    }

    private static boolean isCanonical(String value, byte[] bytes, int from) {
        int start = from;
        for (int dot = value.indexOf('.', start); dot >= 0; dot = value.indexOf('.', start)) {
            if (!Base64UrlOctets.areCanonical(bytes, start, dot)) {
                return false;
            }
            start = dot + 1;
        }
        return Base64UrlOctets.areCanonical(bytes, start, bytes.length);
    }
}
