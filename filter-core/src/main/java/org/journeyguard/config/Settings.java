package org.journeyguard.config;

import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.eclipse.microprofile.config.Config;
import org.eclipse.microprofile.config.ConfigProvider;
import org.jspecify.annotations.Nullable;

/** Where values come from: the init-params of the filter's registration, and below them MicroProfile Config. */
public final class Settings {
    private static final String PREFIX = "journey.";
    /** More edits than this is another word, not a slip. */
    private static final int LIKELY_SLIP = 4;

    private final Map<String, String> initParams;
    private final Config config;

    private Settings(Map<String, String> initParams, Config config) {
        this.initParams = Map.copyOf(initParams);
        this.config = config;
    }

    /**
     * With the MicroProfile Config of the calling application.
     *
     * @param initParams of the filter's registration
     */
    public static Settings of(Map<String, String> initParams) {
        return new Settings(initParams, ConfigProvider.getConfig());
    }

    @Nullable
    String value(String key) {
        String own = initParams.get(key);
        return own != null ? own : config.getOptionalValue(key, String.class).orElse(null);
    }

    /**
     * What is most likely a slip of the pen.
     *
     * @return a warning for each {@code journey.*} key that does not exist; empty when all is well
     */
    public Set<String> warnings() {
        Set<String> names = new LinkedHashSet<>(initParams.keySet());
        config.getPropertyNames().forEach(names::add);
        Set<String> warnings = new LinkedHashSet<>();
        for (String name : names) {
            if (name.startsWith(PREFIX)
                    && Arrays.stream(ConfigKey.values()).noneMatch(k -> k.key().equals(name))) {
                warnings.add("There is no configuration key " + name
                        + nearest(name)
                                .map(key -> "; did you mean " + key + "?")
                                .orElse("."));
            }
        }
        return warnings;
    }

    private static Optional<String> nearest(String name) {
        return Arrays.stream(ConfigKey.values())
                .map(ConfigKey::key)
                .min(Comparator.comparingInt(key -> edits(name, key)))
                .filter(key -> edits(name, key) <= LIKELY_SLIP);
    }

    /** Levenshtein distance. */
    private static int edits(String from, String to) {
        int[] previous = new int[to.length() + 1];
        Arrays.setAll(previous, i -> i);
        for (int i = 1; i <= from.length(); i++) {
            int[] current = new int[to.length() + 1];
            current[0] = i;
            for (int j = 1; j <= to.length(); j++) {
                int change = from.charAt(i - 1) == to.charAt(j - 1) ? 0 : 1;
                current[j] = Math.min(Math.min(current[j - 1], previous[j]) + 1, previous[j - 1] + change);
            }
            previous = current;
        }
        return previous[to.length()];
    }
}
