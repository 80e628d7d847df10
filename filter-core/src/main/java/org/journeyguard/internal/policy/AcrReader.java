package org.journeyguard.internal.policy;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.journeyguard.internal.config.Settings;
import org.journeyguard.internal.config.keys.Key;
import org.journeyguard.internal.config.keys.PathKeys;
import org.journeyguard.internal.request.PathPattern;

/** Reads the acr settings. */
final class AcrReader {
    private final Settings settings;

    AcrReader(Settings settings) {
        this.settings = settings;
    }

    AcrRules read() {
        Map<String, Integer> levels = new LinkedHashMap<>();
        pairs(PathKeys.ACR_LEVELS).forEach((acr, level) -> {
            if (level.matches("[1-9][0-9]{0,5}")) {
                levels.put(acr, Integer.valueOf(level));
            } else {
                settings.mistake(PathKeys.ACR_LEVELS, "has '" + acr + "=" + level + "', and levels are 1 and higher");
            }
        });
        return new AcrRules(paths(), pairs(PathKeys.ACR_SERVICES), levels);
    }

    private List<AcrRules.PathDemand> paths() {
        List<AcrRules.PathDemand> paths = new ArrayList<>();
        for (String element : settings.list(PathKeys.ACR)) {
            int equals = element.lastIndexOf('=');
            String acr = element.substring(equals + 1).strip();
            if (equals < 0 || !AcrRules.isAcr(acr)) {
                settings.mistake(PathKeys.ACR, "has '" + element + "'; expected pattern=acr");
                continue;
            }
            try {
                paths.add(new AcrRules.PathDemand(PathPattern.parse(element.substring(0, equals)), acr));
            } catch (IllegalArgumentException e) {
                settings.mistake(PathKeys.ACR, "has an invalid pattern: " + e.getMessage());
            }
        }
        return paths;
    }

    private Map<String, String> pairs(Key<?> key) {
        Map<String, String> pairs = new LinkedHashMap<>();
        for (String element : settings.list(key)) {
            int equals = element.indexOf('=');
            String acr = equals < 0 ? "" : element.substring(0, equals).strip();
            String value = element.substring(equals + 1).strip();
            if (!AcrRules.isAcr(acr) || value.isEmpty() || pairs.put(acr, value) != null) {
                settings.mistake(key, "has '" + element + "'; expected acr=value, each acr once");
            }
        }
        return pairs;
    }
}
