package org.journeyguard.internal.config;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.journeyguard.internal.config.keys.Key;
import org.journeyguard.internal.config.keys.PathKeys;
import org.journeyguard.internal.policy.AcrRules;
import org.journeyguard.internal.request.PathPattern;

/** Reads the acr settings. */
final class AcrReader {
    private final SettingsReader values;

    AcrReader(SettingsReader values) {
        this.values = values;
    }

    /**
     * @param open public paths
     */
    AcrRules read(List<PathPattern> open) {
        Map<String, Integer> levels = new LinkedHashMap<>();
        pairs(PathKeys.ACR_LEVELS).forEach((acr, level) -> {
            if (level.matches("[1-9][0-9]{0,5}")) {
                levels.put(acr, Integer.valueOf(level));
            } else {
                values.mistake(PathKeys.ACR_LEVELS, "has '" + acr + "=" + level + "', and levels are 1 and higher");
            }
        });
        return new AcrRules(paths(open), pairs(PathKeys.ACR_SERVICES), levels);
    }

    private List<AcrRules.PathDemand> paths(List<PathPattern> open) {
        List<AcrRules.PathDemand> paths = new ArrayList<>();
        for (String element : values.list(PathKeys.ACR)) {
            int equals = element.lastIndexOf('=');
            String acr = element.substring(equals + 1).strip();
            if (equals < 0 || !AcrRules.isAcr(acr)) {
                values.mistake(PathKeys.ACR, "has '" + element + "'; expected pattern=acr");
                continue;
            }
            try {
                PathPattern pattern = PathPattern.parse(element.substring(0, equals));
                open.stream()
                        .filter(each -> each.covers(pattern))
                        .findFirst()
                        .ifPresent(each -> values.mistake(
                                PathKeys.ACR,
                                "has '" + pattern + "', which journey.paths.public makes public with '" + each + "'"));
                paths.add(new AcrRules.PathDemand(pattern, acr));
            } catch (IllegalArgumentException e) {
                values.mistake(PathKeys.ACR, "has an invalid pattern: " + e.getMessage());
            }
        }
        return paths;
    }

    private Map<String, String> pairs(Key<?> key) {
        Map<String, String> pairs = new LinkedHashMap<>();
        for (String element : values.list(key)) {
            int equals = element.indexOf('=');
            String acr = equals < 0 ? "" : element.substring(0, equals).strip();
            String value = element.substring(equals + 1).strip();
            if (!AcrRules.isAcr(acr) || value.isEmpty() || pairs.put(acr, value) != null) {
                values.mistake(key, "has '" + element + "'; expected acr=value, each acr once");
            }
        }
        return pairs;
    }
}
