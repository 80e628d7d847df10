package org.journeyguard.internal.config;

import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.journeyguard.internal.config.keys.Key;
import org.journeyguard.internal.request.PathPattern;
import org.jspecify.annotations.Nullable;

/** Reads typed settings and collects faults instead of failing at the first. */
final class SettingsReader {
    /** Placeholder for a missing or invalid URL; never used, because the fault is reported. */
    private static final URI NOWHERE = URI.create("http://invalid");

    private static final Pattern USER_OF_URL = Pattern.compile("//\\S*@");

    private final Settings settings;
    private final List<String> mistakes = new ArrayList<>();

    SettingsReader(Settings settings) {
        this.settings = settings;
    }

    /** A URL with a password in it is a fault, and the message must not repeat the password. */
    void mistake(Key<?> key, String problem) {
        String shown = USER_OF_URL.matcher(problem).replaceAll("//***@");
        String name = settings.nameOf(key);
        mistakes.add(name + " " + shown + "; for example " + name + "=" + key.example());
    }

    void failOnMistakes() {
        if (!mistakes.isEmpty()) {
            throw new InvalidConfiguration(mistakes);
        }
    }

    List<String> mistakes() {
        return List.copyOf(mistakes);
    }

    /** Returns the tenant; empty for the shared settings. */
    String tenant() {
        return settings.tenant();
    }

    boolean isSet(Key<?> key) {
        return optional(key) != null;
    }

    /** Returns whether the key is set here, and not for all tenants. */
    boolean isOwn(Key<?> key) {
        return settings.isOwn(key) && isSet(key);
    }

    @Nullable
    String optional(Key<?> key) {
        Settings.Found found = settings.find(key);
        if (found == null || found.text().isBlank()) {
            return null;
        }
        String value = found.isFile() ? content(key, found.text().strip()) : found.text();
        return value == null || value.isBlank() ? null : value.strip();
    }

    /** Returns the content of a secret's file, as container platforms provide them, without a final line break. */
    private @Nullable String content(Key<?> key, String file) {
        try {
            return Files.readString(Path.of(file));
        } catch (IOException | InvalidPathException e) {
            mistake(key, "is to be read from the file '" + file + "', which can't be read");
            return null;
        }
    }

    /** Returns the value, or the default of a key that has one. */
    String text(Key<?> key) {
        String value = optional(key);
        String fallback = settings.defaultOf(key);
        return value != null ? value : fallback != null ? fallback : "";
    }

    List<String> list(Key<?> key) {
        List<String> elements = new ArrayList<>();
        for (String element : text(key).split(",", -1)) {
            if (!element.isBlank()) {
                elements.add(element.strip());
            }
        }
        return List.copyOf(elements);
    }

    List<PathPattern> patterns(Key<?> key) {
        List<PathPattern> patterns = new ArrayList<>();
        for (String element : list(key)) {
            try {
                patterns.add(PathPattern.parse(element));
            } catch (IllegalArgumentException e) {
                mistake(key, "has an invalid pattern: " + e.getMessage());
            }
        }
        return List.copyOf(patterns);
    }

    /** Returns the value of a key that has a default; the default if the value is invalid, which is reported. */
    <T> T get(Key<T> key) {
        String value = text(key);
        try {
            return key.parse(value);
        } catch (IllegalArgumentException e) {
            mistake(key, "is '" + value + "'; expected " + e.getMessage());
            return key.parse(String.valueOf(key.defaultValue()));
        }
    }

    URI url(Key<?> key) {
        URI url = optionalUrl(key);
        if (url == null && !isSet(key)) {
            mistake(key, "is missing");
        }
        return url == null ? NOWHERE : url;
    }

    @Nullable
    URI optionalUrl(Key<?> key) {
        URI url = optionalUrlWithQuery(key);
        if (url == null) {
            return null;
        }
        if (url.getRawQuery() != null) {
            mistake(key, "is '" + url + "', which has a query");
        }
        String text = url.toString();
        return text.endsWith("/") ? URI.create(text.substring(0, text.length() - 1)) : url;
    }

    @Nullable
    URI optionalUrlWithQuery(Key<?> key) {
        String value = optional(key);
        if (value == null) {
            return null;
        }
        URI url = absoluteHttpUrl(value);
        if (url == null) {
            mistake(key, "is '" + value + "'; expected an absolute http(s) URL");
        }
        return url;
    }

    /** Returns whether a text is a plain path below the context. */
    static boolean isPath(String text) {
        return text.startsWith("/")
                && !text.startsWith("//")
                && text.chars().noneMatch(c -> c <= ' ' || "?#\\;%".indexOf(c) >= 0);
    }

    /** Percent-decodes a text (RFC 3986, 2.1); null if an escape is malformed. */
    static @Nullable String percentDecoded(String text) {
        try {
            return URLDecoder.decode(text.replace("+", "%2B"), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            return null;
        }
    }

    /** Parses a URL; null unless it is an absolute http or https URL with a host and without user information or fragment. */
    static @Nullable URI absoluteHttpUrl(String text) {
        try {
            URI uri = new URI(text);
            boolean http = "http".equalsIgnoreCase(uri.getScheme()) || "https".equalsIgnoreCase(uri.getScheme());
            return http && uri.getHost() != null && uri.getRawUserInfo() == null && uri.getRawFragment() == null
                    ? uri
                    : null;
        } catch (URISyntaxException e) {
            return null;
        }
    }
}
