package org.journeyguard.internal.migrate;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** The outcome of a translation: settings with the places they come from, and the report. */
final class Translation {
    private final Map<String, Setting> settings = new LinkedHashMap<>();
    private final List<Finding> findings = new ArrayList<>();

    /** Sets a key, or adds a value to a list. */
    void set(String key, String value, String origin) {
        Setting setting = settings.computeIfAbsent(key, name -> new Setting(true));
        setting.values.add(value);
        setting.origins.add(origin);
    }

    /** Sets a key by an agent's property, and reports it. */
    void take(AgentProperty property, String key, String value) {
        set(key, value, property.origin());
        report(Finding.Kind.TAKEN_OVER, property, key);
    }

    /** Proposes a setting that needs something of the administrator first: a comment in the file. */
    void propose(String key, String value, String origin) {
        if (!settings.containsKey(key)) {
            Setting setting = new Setting(false);
            setting.values.add(value);
            setting.origins.add(origin);
            settings.put(key, setting);
        }
    }

    void report(Finding.Kind kind, AgentProperty property, String text) {
        report(kind, property.origin(), text);
    }

    void report(Finding.Kind kind, String origin, String text) {
        findings.add(new Finding(kind, origin, text));
    }

    /** Returns the file {@code microprofile-config.properties}. */
    String properties() {
        StringBuilder text = new StringBuilder();
        settings.forEach((key, setting) -> {
            setting.origins.forEach(
                    origin -> text.append("# ").append(ascii(origin)).append('\n'));
            text.append(setting.isActive ? "" : "#")
                    .append(key)
                    .append('=')
                    .append(escaped(String.join(", ", setting.values)))
                    .append("\n\n");
        });
        return text.toString();
    }

    /** Returns the report. */
    String report() {
        StringBuilder text = new StringBuilder();
        for (Finding.Kind kind : Finding.Kind.values()) {
            String lines = findings.stream()
                    .filter(finding -> finding.kind() == kind)
                    .map(finding -> "- " + finding.origin() + "\n  " + finding.text() + "\n")
                    .distinct()
                    .collect(Collectors.joining());
            if (!lines.isEmpty()) {
                text.append(kind.title()).append("\n\n").append(lines).append('\n');
            }
        }
        return text.toString();
    }

    private static String escaped(String value) {
        String escaped = ascii(value.replace("\\", "\\\\"));
        return escaped.startsWith(" ") ? "\\" + escaped : escaped;
    }

    private static String ascii(String text) {
        return text.chars()
                .mapToObj(c -> c < ' ' || c > '~' ? String.format("\\u%04x", c) : String.valueOf((char) c))
                .collect(Collectors.joining());
    }

    private static final class Setting {
        final Set<String> values = new LinkedHashSet<>();
        final Set<String> origins = new LinkedHashSet<>();
        final boolean isActive;

        Setting(boolean isActive) {
            this.isActive = isActive;
        }
    }
}
