package org.journeyguard.internal.config;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.json.Json;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.JsonWriterFactory;
import jakarta.json.stream.JsonGenerator;
import java.io.IOException;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import org.journeyguard.internal.config.keys.Key;
import org.journeyguard.internal.config.keys.Keys;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/**
 * What editors complete keys with is written from {@link Keys}: {@code mvn test -pl filter-core -am -Ddocs.update}. Those
 * of Eclipse, VS Code and IntelliJ that are made of LSP4MP look for {@code @ConfigProperty} in the classes of jars; others know
 * the metadata of Spring Boot.
 */
class ConfigMetadataTest {
    private static final Path JSON = Path.of("src/main/resources/META-INF/spring-configuration-metadata.json");
    private static final Path JAVA = Path.of("src/main/java/org/journeyguard/internal/config/EditorKeys.java");
    private static final int LINE_WIDTH = 120;
    private static final JsonWriterFactory PRETTY =
            Json.createWriterFactory(Map.of(JsonGenerator.PRETTY_PRINTING, true));

    @Test
    void metadataMatchesTheKeys() throws IOException {
        JsonArrayBuilder properties = Json.createArrayBuilder();
        for (Key<?> key : Keys.all()) {
            JsonObjectBuilder property = Json.createObjectBuilder()
                    .add("name", key.key())
                    .add("type", type(key).getName())
                    .add("description", key.text());
            String fallback = shown(key);
            if (fallback != null) {
                property.add("defaultValue", fallback);
            }
            properties.add(property);
        }
        StringWriter text = new StringWriter();
        PRETTY.createWriter(text)
                .write(Json.createObjectBuilder().add("properties", properties).build());
        assertWritten(JSON, text.toString().strip() + "\n");
    }

    @Test
    void annotationsMatchTheKeys() throws IOException {
        StringBuilder text = new StringBuilder("""
                package org.journeyguard.internal.config;

                import java.time.Duration;
                import javax.annotation.processing.Generated;
                import org.eclipse.microprofile.config.inject.ConfigProperty;
                import org.jspecify.annotations.NullUnmarked;

                /** Declares the keys for the completion of editors with LSP4MP. {@code ConfigMetadataTest} writes it; do not edit. */
                @Generated("org.journeyguard.internal.config.ConfigMetadataTest")
                @NullUnmarked
                final class EditorKeys {
                """);
        for (Key<?> key : Keys.all()) {
            text.append(annotation(key));
            text.append("    ").append(type(key).getSimpleName()).append(' ');
            text.append(fieldName(key)).append(";\n\n");
        }
        text.append("    private EditorKeys() {}\n}\n");
        assertWritten(JAVA, text.toString());
    }

    /** As the formatter would have it. */
    private static String annotation(Key<?> key) {
        String name = "name = \"" + key.key() + "\"";
        String fallback = shown(key);
        if (fallback == null) {
            return "    @ConfigProperty(" + name + ")\n";
        }
        String value = "defaultValue = \"" + fallback + "\"";
        String line = "    @ConfigProperty(" + name + ", " + value + ")\n";
        return line.length() <= LINE_WIDTH + 1
                ? line
                : "    @ConfigProperty(\n            " + name + ",\n            " + value + ")\n";
    }

    private static String fieldName(Key<?> key) {
        return Pattern.compile("[.-](.)")
                .matcher(key.key().substring("journey.".length()))
                .replaceAll(letter -> letter.group(1).toUpperCase(Locale.ROOT));
    }

    private static void assertWritten(Path path, String text) throws IOException {
        if (System.getProperty("docs.update") != null) {
            Files.writeString(path, text);
        }
        assertThat(Files.readString(path))
                .as(path + "; mvn test -pl filter-core -am -Ddocs.update writes it anew")
                .isEqualTo(text);
    }

    private static @Nullable String shown(Key<?> key) {
        String fallback = key.defaultValue();
        return fallback == null || fallback.isEmpty() ? null : fallback;
    }

    private static Class<?> type(Key<?> key) {
        String example = key.example();
        if (example.matches("PT?[0-9].*")) {
            return Duration.class;
        }
        if (example.matches("[0-9]+")) {
            return Integer.class;
        }
        return example.matches("true|false") ? Boolean.class : String.class;
    }
}
