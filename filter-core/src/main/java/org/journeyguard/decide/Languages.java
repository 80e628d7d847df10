package org.journeyguard.decide;

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
import org.jspecify.annotations.Nullable;

/**
 * The languages that answers are given in. Read once, from the library and from {@code META-INF/journeyguard/words_<language>.properties}
 * of the application, whose words come first.
 */
public final class Languages {
    /** Where no application is concerned. */
    public static final Languages ENGLISH = read(List.of("en"), null, mistake -> {
        throw new IllegalStateException(mistake);
    });

    private static final String OWN = "META-INF/journeyguard/words_";
    /** Longer ones are nobody's. */
    private static final int LONGEST_HEADER = 1_000;

    private final List<Words> all;

    private Languages(List<Words> all) {
        this.all = List.copyOf(all);
    }

    /**
     * Reads them.
     *
     * @param tags as BCP 47 has them; the first is for whom none suits
     * @param application where its own words are
     * @param mistakes is told what is wrong; then the outcome is of no use
     */
    public static Languages read(List<String> tags, @Nullable ClassLoader application, Consumer<String> mistakes) {
        List<Words> all = new ArrayList<>();
        for (String tag : tags) {
            Locale language = Locale.forLanguageTag(tag);
            Map<String, String> texts = new HashMap<>();
            add(Languages.class.getResourceAsStream("words_" + tag + ".properties"), texts);
            String own = OWN + tag + ".properties";
            add(application == null ? null : application.getResourceAsStream(own), texts);
            Set<String> missing = new TreeSet<>(Words.keys());
            missing.removeAll(texts.keySet());
            Set<String> unknown = new TreeSet<>(texts.keySet());
            unknown.removeAll(Words.keys());
            if (language.getLanguage().isEmpty() || texts.isEmpty()) {
                mistakes.accept("has '" + tag + "', for which there is no " + own);
            } else if (!missing.isEmpty()) {
                mistakes.accept("has '" + tag + "', and " + own + " lacks " + missing);
            } else if (!unknown.isEmpty()) {
                mistakes.accept("has '" + tag + "', and " + own + " has " + unknown + ", which nobody says");
            } else {
                all.add(new Words(language, texts));
            }
        }
        if (tags.isEmpty()) {
            mistakes.accept("names no language");
        }
        return new Languages(all);
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

    /**
     * The words for who asks (RFC 9110, 12.5.4, by the lookup of RFC 4647, 3.4).
     *
     * @param acceptLanguage the header as sent; null for none
     */
    public Words wordsFor(@Nullable String acceptLanguage) {
        if (acceptLanguage == null || acceptLanguage.length() > LONGEST_HEADER) {
            return all.get(0);
        }
        try {
            Locale best = Locale.lookup(
                    Locale.LanguageRange.parse(acceptLanguage),
                    all.stream().map(Words::language).toList());
            return all.stream()
                    .filter(words -> words.language().equals(best))
                    .findFirst()
                    .orElse(all.get(0));
        } catch (IllegalArgumentException e) {
            // no such header
            return all.get(0);
        }
    }
}
