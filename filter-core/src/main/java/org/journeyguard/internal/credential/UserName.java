package org.journeyguard.internal.credential;

/** Checks user names. */
public final class UserName {
    private UserName() {}

    /** Whether a text can be a name: not empty, and without line breaks, other control characters and unpaired surrogates. */
    public static boolean isOne(String text) {
        return !text.isEmpty() && text.codePoints().noneMatch(UserName::isForbidden);
    }

    private static boolean isForbidden(int codePoint) {
        return switch (Character.getType(codePoint)) {
            case Character.CONTROL, Character.LINE_SEPARATOR, Character.PARAGRAPH_SEPARATOR, Character.SURROGATE ->
                true;
            default -> false;
        };
    }
}
