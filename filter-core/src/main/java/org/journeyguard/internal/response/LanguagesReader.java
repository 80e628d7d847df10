package org.journeyguard.internal.response;

import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import org.journeyguard.internal.config.Settings;
import org.journeyguard.internal.config.keys.ApplicationKeys;
import org.jspecify.annotations.Nullable;

/**
 * Reads the messages of languages: the library's, overridden by {@code META-INF/journeyguard/words_<language>.properties} in the
 * application.
 */
public final class LanguagesReader {
    private static final MessageCatalog ENGLISH = read(List.of("en"), null, mistake -> {
        throw new IllegalStateException(mistake);
    });

    private static final String OWN = "META-INF/journeyguard/words_";

    private LanguagesReader() {}

    /** Returns English, for responses without an application's configuration. */
    public static MessageCatalog english() {
        return ENGLISH;
    }

    /** Reads the messages of the configured languages; the context class loader finds the application's own. */
    public static MessageCatalog read(Settings settings) {
        return read(
                settings.list(ApplicationKeys.LANGUAGES),
                Thread.currentThread().getContextClassLoader(),
                mistake -> settings.mistake(ApplicationKeys.LANGUAGES, mistake));
    }

    /**
     * Reads the messages.
     *
     * @param tags as in BCP 47; the first is the default
     * @param application loads the application's own messages; null for none
     * @param mistakes receives the faults
     * @return English if all languages have faults
     */
    public static MessageCatalog read(List<String> tags, @Nullable ClassLoader application, Consumer<String> mistakes) {
        List<Messages> all = new ArrayList<>();
        for (String tag : tags) {
            Map<String, String> texts = new HashMap<>();
            add(LanguagesReader.class.getResourceAsStream("words_" + tag + ".properties"), texts);
            String own = OWN + tag + ".properties";
            add(application == null ? null : application.getResourceAsStream(own), texts);
            String mistake = mistake(tag, texts.keySet(), own);
            if (mistake.isEmpty()) {
                all.add(new Messages(Locale.forLanguageTag(tag), texts));
            } else {
                mistakes.accept("has '" + tag + "', " + mistake);
            }
        }
        if (tags.isEmpty()) {
            mistakes.accept("names no language");
        }
        return all.isEmpty() ? ENGLISH : new MessageCatalog(all);
    }

    private static String mistake(String tag, Set<String> found, String file) {
        if (Locale.forLanguageTag(tag).getLanguage().isEmpty() || found.isEmpty()) {
            return "for which there is no " + file;
        }
        Set<String> missing = new TreeSet<>(Messages.keys());
        missing.removeAll(found);
        if (!missing.isEmpty()) {
            return "and " + file + " lacks " + missing;
        }
        Set<String> unknown = new TreeSet<>(found);
        unknown.removeAll(Messages.keys());
        return unknown.isEmpty() ? "" : "and " + file + " has " + unknown + ", which are not keys of any text";
    }

    private static void add(@Nullable InputStream file, Map<String, String> texts) {
        if (file == null) {
            return;
        }
        Properties found = new Properties();
        try (InputStreamReader text = new InputStreamReader(file, StandardCharsets.UTF_8)) {
            found.load(text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        found.stringPropertyNames().forEach(key -> texts.put(key, found.getProperty(key)));
    }
}
