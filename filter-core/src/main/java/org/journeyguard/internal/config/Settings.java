package org.journeyguard.internal.config;

import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.journeyguard.internal.config.keys.Key;
import org.jspecify.annotations.Nullable;

/** Reads typed settings and collects faults instead of failing at the first. */
public final class Settings {
    /** Placeholder for a missing or invalid URL; never used, because the fault is reported. */
    private static final URI NOWHERE = URI.create("http://invalid");

    private static final Pattern USER_OF_URL = Pattern.compile("//\\S*@");

    private final SettingsSource source;
    private final Set<String> mistakes = new LinkedHashSet<>();

    /** Creates settings that read from a source and have no faults yet. */
    public Settings(SettingsSource source) {
        this.source = source;
    }

    /** Adds a fault. Hides user and password of a URL, because messages must not repeat them. */
    public void mistake(Key<?> key, String problem) {
        String name = source.nameOf(key);
        mistake(name + " " + problem + "; for example " + name + "=" + key.example());
    }

    /** Adds a fault that names its key and says what to do. Hides user and password of a URL. */
    public void mistake(String fault) {
        mistakes.add(USER_OF_URL.matcher(fault).replaceAll("//***@"));
    }

    /**
     * Fails if there are faults.
     *
     * @throws InvalidConfiguration that names every fault
     */
    public void failOnMistakes() {
        if (!mistakes.isEmpty()) {
            throw new InvalidConfiguration(List.copyOf(mistakes));
        }
    }

    /** Returns the faults so far. */
    public List<String> mistakes() {
        return List.copyOf(mistakes);
    }

    /** Returns the tenant; empty for the shared settings. */
    public String tenant() {
        return source.tenant();
    }

    /** Returns the key as it must be written for the tenant. */
    public String nameOf(Key<?> key) {
        return source.nameOf(key);
    }

    /** Returns whether the key has a value that is not blank. */
    public boolean isSet(Key<?> key) {
        return optional(key) != null;
    }

    /** Returns whether the key is set for these settings themselves, not only for all tenants. */
    public boolean isOwn(Key<?> key) {
        return source.isOwn(key) && isSet(key);
    }

    /** Returns the value without surrounding whitespace; null if there is none. */
    public @Nullable String optional(Key<?> key) {
        SettingsSource.Found found = source.find(key);
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

    /** Returns the value, or the default of the key; empty if it has neither. */
    public String text(Key<?> key) {
        String value = optional(key);
        String fallback = source.defaultOf(key);
        return value != null ? value : fallback != null ? fallback : "";
    }

    /** Returns the elements of a comma-separated list; empty elements are left out. */
    public List<String> list(Key<?> key) {
        List<String> elements = new ArrayList<>();
        for (String element : text(key).split(",", -1)) {
            if (!element.isBlank()) {
                elements.add(element.strip());
            }
        }
        return List.copyOf(elements);
    }

    /**
     * Returns the valid elements of a list, and reports the others.
     *
     * @param element what the report calls an element
     * @param parser throws an {@link IllegalArgumentException} that names the fault
     */
    public <T> List<T> list(Key<?> key, String element, Function<String, T> parser) {
        List<T> elements = new ArrayList<>();
        for (String text : list(key)) {
            try {
                elements.add(parser.apply(text));
            } catch (IllegalArgumentException e) {
                mistake(key, "has an invalid " + element + ": " + e.getMessage());
            }
        }
        return List.copyOf(elements);
    }

    /** Returns the value of a key that has a default. Reports an invalid value, and returns the default instead. */
    public <T> T get(Key<T> key) {
        String value = text(key);
        try {
            return key.parse(value);
        } catch (IllegalArgumentException e) {
            mistake(key, "is '" + value + "'; expected " + e.getMessage());
            return key.parse(String.valueOf(key.defaultValue()));
        }
    }

    /** Returns a required URL without a trailing slash. Reports a missing or invalid URL, and returns a placeholder. */
    public URI url(Key<?> key) {
        URI url = optionalUrl(key);
        if (url == null && !isSet(key)) {
            mistake(key, "is missing");
        }
        return url == null ? NOWHERE : url;
    }

    /** Returns a URL without a query and without a trailing slash; null if there is none. */
    public @Nullable URI optionalUrl(Key<?> key) {
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

    /** Returns a URL, which may have a query; null if there is none. */
    public @Nullable URI optionalUrlWithQuery(Key<?> key) {
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

    /** Returns a plain path below the context; empty if there is none. */
    public Optional<String> path(Key<?> key) {
        String path = text(key);
        boolean isPath = path.startsWith("/")
                && !path.startsWith("//")
                && path.chars().noneMatch(c -> c <= ' ' || "?#\\;%".indexOf(c) >= 0);
        if (!isPath && !path.isEmpty()) {
            mistake(key, "is '" + path + "'; expected a path");
        }
        return path.isEmpty() ? Optional.empty() : Optional.of(path);
    }

    /** Parses a URL; null unless it is an absolute http or https URL with a host and without user information or fragment. */
    public static @Nullable URI absoluteHttpUrl(String text) {
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
