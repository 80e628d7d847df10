package org.journeyguard.internal.http;

import java.util.HashSet;
import java.util.Set;

/**
 * Walks over a JSON text and builds nothing from it, before a parser does (RFC 8259). Strict, because what a lenient parser makes
 * of a text has another depth, and other members, than one can see.
 */
public final class JsonDepth {
    /** How many objects and arrays may be inside of each other. AM's tokens have four. */
    static final int DEEPEST = 20;

    private final String text;
    private int at;

    private JsonDepth(String text) {
        this.text = text;
    }

    /** Whether it is one JSON value, not too deep, and without an object that has two members of one name. */
    static boolean isSound(String text) {
        JsonDepth walk = new JsonDepth(text);
        return walk.value(0) && walk.at == text.length();
    }

    /** Whether it is such a value, and an object. */
    public static boolean isSoundObject(String text) {
        return isSound(text) && text.stripLeading().startsWith("{");
    }

    private boolean value(int depth) {
        skipBlanks();
        boolean sound = switch (peek()) {
            case '{' -> depth < DEEPEST && object(depth + 1);
            case '[' -> depth < DEEPEST && array(depth + 1);
            case '"' -> string();
            case 't' -> word("true");
            case 'f' -> word("false");
            case 'n' -> word("null");
            default -> number();
        };
        skipBlanks();
        return sound;
    }

    private boolean object(int depth) {
        at++;
        skipBlanks();
        if (skip('}')) {
            return true;
        }
        Set<String> names = new HashSet<>();
        do {
            skipBlanks();
            int start = at;
            if (!string() || !names.add(unescaped(text.substring(start + 1, at - 1)))) {
                return false;
            }
            skipBlanks();
            if (!skip(':') || !value(depth)) {
                return false;
            }
        } while (skip(','));
        return skip('}');
    }

    private boolean array(int depth) {
        at++;
        skipBlanks();
        if (skip(']')) {
            return true;
        }
        do {
            if (!value(depth)) {
                return false;
            }
        } while (skip(','));
        return skip(']');
    }

    private boolean string() {
        if (!skip('"')) {
            return false;
        }
        while (at < text.length()) {
            char c = text.charAt(at++);
            if (c == '"') {
                return true;
            }
            if (c < ' ' || (c == '\\' && !escape())) {
                return false;
            }
        }
        return false;
    }

    private boolean escape() {
        char c = peek();
        at++;
        if (c != 'u') {
            return "\"\\/bfnrt".indexOf(c) >= 0;
        }
        int end = at + 4;
        while (at < end && Character.digit(peek(), 16) >= 0 && peek() < 128) {
            at++;
        }
        return at == end;
    }

    private boolean number() {
        skip('-');
        if (!skip('0') && !digits()) {
            return false;
        }
        if (skip('.') && !digits()) {
            return false;
        }
        if (!skip('e') && !skip('E')) {
            return true;
        }
        if (!skip('+')) {
            skip('-');
        }
        return digits();
    }

    private boolean digits() {
        int start = at;
        while (peek() >= '0' && peek() <= '9') {
            at++;
        }
        return at > start;
    }

    private boolean word(String word) {
        boolean there = text.startsWith(word, at);
        at += there ? word.length() : 0;
        return there;
    }

    private void skipBlanks() {
        while (peek() == ' ' || peek() == '\t' || peek() == '\n' || peek() == '\r') {
            at++;
        }
    }

    private boolean skip(char c) {
        boolean there = peek() == c;
        at += there ? 1 : 0;
        return there;
    }

    /** What comes next; at the end a character that no JSON text has outside of a string. */
    private char peek() {
        return at < text.length() ? text.charAt(at) : '\0';
    }

    /** The name that a parser sees. */
    private static String unescaped(String name) {
        if (name.indexOf('\\') < 0) {
            return name;
        }
        StringBuilder plain = new StringBuilder();
        for (int i = 0; i < name.length(); i++) {
            char c = name.charAt(i);
            if (c != '\\') {
                plain.append(c);
                continue;
            }
            char escaped = name.charAt(++i);
            if (escaped == 'u') {
                plain.append((char) Integer.parseInt(name, i + 1, i + 5, 16));
                i += 4;
            } else {
                int known = "bfnrt".indexOf(escaped);
                plain.append(known < 0 ? escaped : "\b\f\n\r\t".charAt(known));
            }
        }
        return plain.toString();
    }
}
