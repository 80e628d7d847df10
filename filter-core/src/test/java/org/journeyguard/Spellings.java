package org.journeyguard;

import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Makes other spellings of tokens from the alphabets that AM's decoders read: AM's cookie encoding, its separators, base64 with and
 * without padding, in either alphabet and with bits that mean nothing, percent signs, cases, and whatever stands around. Some of them
 * mean the same to AM, most mean nothing.
 */
public final class Spellings {
    private static final String BASE64URL = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
    private static final String SEPARATORS = "*@#";
    private static final String ANY = BASE64URL + SEPARATORS + ".=+/%~!$&'()<>?^`{|}:[]";
    private static final int MOST_CHANGES = 3;

    private final Random random;
    private final List<UnaryOperator<String>> changes = List.of(
            this::inPlainOrEncodedForm,
            this::inPlainForm,
            this::withAnotherHead,
            this::withoutHead,
            this::withSomeCharactersEncodedOtherwise,
            this::withAllOfAKindEncodedOtherwise,
            this::withUnusedBits,
            this::padded,
            this::withSomethingBehind,
            this::withSomethingInserted,
            this::withPercentSigns,
            this::inOtherCases);

    /**
     * @param seed so that a failure can be repeated
     */
    public Spellings(long seed) {
        this.random = new Random(seed);
    }

    /** Any number of spellings of a token, each of them another text than the token. */
    public Stream<String> of(String token) {
        return Stream.generate(() -> changed(token)).filter(other -> !other.equals(token));
    }

    private String changed(String token) {
        String changed = token;
        for (int i = random.nextInt(MOST_CHANGES); i >= 0; i--) {
            changed = changes.get(random.nextInt(changes.size())).apply(changed);
        }
        return changed;
    }

    private String inPlainOrEncodedForm(String token) {
        boolean isEncoded = token.indexOf('*') >= 0;
        int jwt = jwt(token);
        String head = token.substring(0, jwt);
        String other = isEncoded
                ? head.replaceFirst("\\*", "@")
                        .replace('*', '#')
                        .replace('.', '=')
                        .replace('-', '+')
                        .replace('_', '/')
                : head.replace('@', '*')
                        .replace('#', '*')
                        .replace('=', '.')
                        .replace('+', '-')
                        .replace('/', '_');
        return other + token.substring(jwt);
    }

    private String inPlainForm(String token) {
        return token.replaceFirst("\\*", "@").replace('*', '#');
    }

    private String withAnotherHead(String token) {
        return (random.nextBoolean() ? "" : some(BASE64URL + ".=+/")) + some(BASE64URL) + token;
    }

    private String withoutHead(String token) {
        String[] heads = {"**", "*", "@", "@#", "*#", "*@#", some(BASE64URL) + "**", "@" + some(BASE64URL) + "#"};
        return heads[random.nextInt(heads.length)] + token.substring(jwt(token));
    }

    private String withSomeCharactersEncodedOtherwise(String token) {
        StringBuilder other = new StringBuilder(token);
        for (int i = 0; i < other.length(); i++) {
            if (random.nextInt(4) == 0) {
                other.setCharAt(i, otherwise(other.charAt(i)));
            }
        }
        return other.toString();
    }

    private String withAllOfAKindEncodedOtherwise(String token) {
        String kinds = "._-=/+";
        char kind = kinds.charAt(random.nextInt(kinds.length()));
        int jwt = jwt(token);
        return random.nextBoolean()
                ? token.replace(kind, otherwise(kind))
                : token.substring(0, jwt) + token.substring(jwt).replace(kind, otherwise(kind));
    }

    private static char otherwise(char c) {
        return switch (c) {
            case '.' -> '=';
            case '=' -> '.';
            case '_' -> '/';
            case '/' -> '_';
            case '-' -> '+';
            case '+' -> '-';
            default -> c;
        };
    }

    /** At the end of a part, where decoding drops up to four. */
    private String withUnusedBits(String token) {
        String[] parts = token.split("\\.", -1);
        int part = random.nextBoolean() ? parts.length - 1 : random.nextInt(parts.length);
        int last = parts[part].length() - 1;
        int value = last < 0 ? -1 : BASE64URL.indexOf(parts[part].charAt(last));
        if (value >= 0) {
            parts[part] = parts[part].substring(0, last) + BASE64URL.charAt(value ^ (1 + random.nextInt(15)));
        }
        return String.join(".", parts);
    }

    private String padded(String token) {
        String[] parts = token.split("\\.", -1);
        parts[random.nextInt(parts.length)] += "=".repeat(1 + random.nextInt(3));
        return String.join(".", parts);
    }

    private String withSomethingBehind(String token) {
        return token + some(random.nextBoolean() ? ".*=@#" : ANY);
    }

    private String withSomethingInserted(String token) {
        int at = random.nextInt(token.length());
        return token.substring(0, at) + some(random.nextBoolean() ? SEPARATORS : ANY) + token.substring(at);
    }

    private String withPercentSigns(String token) {
        int every = random.nextBoolean() ? 1 : 2 + random.nextInt(200);
        return each(token, c -> {
            String format = random.nextBoolean() ? "%%%02x" : "%%%02X";
            return random.nextInt(every) == 0 ? String.format(format, (int) c) : String.valueOf(c);
        });
    }

    private String inOtherCases(String token) {
        return each(token, c -> {
            String same = String.valueOf(c);
            boolean isOther = random.nextInt(3) == 0;
            return !isOther
                    ? same
                    : Character.isUpperCase(c) ? same.toLowerCase(Locale.ROOT) : same.toUpperCase(Locale.ROOT);
        });
    }

    private static String each(String token, Function<Character, String> change) {
        return token.chars().mapToObj(c -> change.apply((char) c)).collect(Collectors.joining());
    }

    private String some(String alphabet) {
        StringBuilder some = new StringBuilder();
        for (int i = random.nextInt(3); i >= 0; i--) {
            some.append(alphabet.charAt(random.nextInt(alphabet.length())));
        }
        return some.toString();
    }

    private static int jwt(String token) {
        return SEPARATORS.chars().map(token::lastIndexOf).max().orElse(-1) + 1;
    }
}
