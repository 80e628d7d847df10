package org.journeyguard.internal.migrate;

import java.io.IOException;
import java.io.Reader;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;

/** An agent's configuration: the assignments of all its files in their order. Remembers which properties have been read. */
final class AgentConfiguration {
    private final List<AgentProperty> properties = new ArrayList<>();
    private final Set<String> read = new HashSet<>();

    /**
     * Adds a file.
     *
     * @param name of the file, for comments
     * @throws IOException if it can't be read
     * @throws IllegalArgumentException if it has a malformed escape
     */
    void add(String name, Reader text) throws IOException {
        new InOrder(name).load(text);
    }

    /** Returns the assignments of a property that have a value; of several names of a property, each counts. */
    List<AgentProperty> all(String property) {
        read.add(property);
        return properties.stream()
                .filter(each ->
                        each.property().equals(property) && !each.value().isEmpty())
                .toList();
    }

    /** Returns the last assignment of a property with one value, which counts (Java Agent 5.10 and later). */
    Optional<AgentProperty> last(String property) {
        List<AgentProperty> all = all(property);
        return all.isEmpty() ? Optional.empty() : Optional.of(all.get(all.size() - 1));
    }

    /** Returns the value of a property, or a default. */
    String value(String property, String otherwise) {
        return last(property).map(AgentProperty::value).orElse(otherwise);
    }

    /** Returns whether a property is {@code true}, as agents read it. */
    boolean isTrue(String property) {
        return last(property)
                .filter(each -> each.value().equalsIgnoreCase("true"))
                .isPresent();
    }

    /** Returns the assignments with a value that have not been read. */
    List<AgentProperty> unread() {
        return properties.stream()
                .filter(each -> !read.contains(each.property()) && !each.value().isEmpty())
                .toList();
    }

    private final class InOrder extends Properties {
        private static final long serialVersionUID = 1L;

        private final String file;

        InOrder(String file) {
            this.file = file;
        }

        @Override
        public synchronized Object put(Object key, Object value) {
            // of several assignments in a file, agents read the last
            properties.removeIf(each -> each.file().equals(file) && each.name().equals(key.toString()));
            properties.add(AgentProperty.of(file, key.toString(), value.toString()));
            return super.put(key, value);
        }
    }
}
