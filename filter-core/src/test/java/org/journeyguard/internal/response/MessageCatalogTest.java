package org.journeyguard.internal.response;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.journeyguard.internal.policy.Decision;
import org.journeyguard.internal.policy.Reason;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Responses in the language of the request. */
class MessageCatalogTest {
    @TempDir
    private Path application;

    private final List<String> mistakes = new ArrayList<>();

    private MessageCatalog read(String... tags) throws IOException {
        try (URLClassLoader loader =
                new URLClassLoader(new URL[] {application.toUri().toURL()}, null)) {
            return LanguagesReader.read(List.of(tags), loader, mistakes::add);
        }
    }

    private void write(String language, String... lines) throws IOException {
        Path folder = Files.createDirectories(application.resolve("META-INF/journeyguard"));
        Files.write(folder.resolve("words_" + language + ".properties"), List.of(lines));
    }

    private static String language(MessageCatalog languages, @Nullable String header) {
        return languages.wordsFor(header).language().toLanguageTag();
    }

    @ParameterizedTest
    @ValueSource(strings = {"en", "de"})
    void builtInLanguagesAreCompleteAndDiffer(String tag) throws IOException {
        Messages words = read(tag).wordsFor(null);
        assertThat(mistakes).isEmpty();
        Messages other = read(tag.equals("en") ? "de" : "en").wordsFor(null);
        for (Reason reason : Reason.values()) {
            assertThat(words.title(reason)).isNotBlank().isNotEqualTo(other.title(reason));
            assertThat(words.detail(reason)).endsWith(".").isNotEqualTo(other.detail(reason));
        }
    }

    @ParameterizedTest
    @CsvSource(
            nullValues = "null",
            delimiter = '|',
            value = {
                "null                   | en",
                "''                     | en",
                "de                     | de",
                "de-AT                  | de",
                "DE-de,de;q=0.9,en;q=0.8 | de",
                "en-GB,de;q=0.9         | en",
                "fr,de;q=0.5,en;q=0.4   | de",
                "fr                     | en",
                "*                      | en",
                "de;q=0, en             | en",
                "de;q=0                 | en",
                "no such thing;;q=x     | en",
                "<script>               | en"
            })
    void bestAvailableLanguageIsChosen(@Nullable String header, String expected) throws IOException {
        assertThat(language(read("en", "de"), header)).isEqualTo(expected);
    }

    @Test
    void endlessAcceptLanguageGetsTheFirstLanguage() throws IOException {
        assertThat(language(read("en", "de"), "de," + "x".repeat(100_000))).isEqualTo("en");
    }

    @Test
    void firstLanguageIsTheDefault() throws IOException {
        assertThat(language(read("de", "en"), "fr")).isEqualTo("de");
        assertThat(language(read("de"), "en")).isEqualTo("de");
    }

    @Test
    void applicationsTextsOverrideBuiltInOnes() throws IOException {
        write("de", "denied.title=Das geht nicht, \u00e4hem");
        Messages words = read("de").wordsFor(null);
        assertThat(words.title(Reason.DENIED)).isEqualTo("Das geht nicht, \u00e4hem");
        assertThat(words.detail(Reason.DENIED)).isEqualTo("Dies ist nicht erlaubt.");
    }

    @Test
    void incompleteLanguageIsReported() throws IOException {
        write("fr", "denied.title=Interdit");
        MessageCatalog unused = read("fr");
        assertThat(mistakes).singleElement().asString().contains("words_fr.properties lacks [am-refused.detail,");
    }

    @Test
    void completeLanguageOfTheApplicationIsUsed() throws IOException {
        List<String> lines = new ArrayList<>();
        Messages.keys().forEach(key -> lines.add(key + "=fr " + key));
        write("fr", lines.toArray(String[]::new));
        assertThat(read("en", "fr").wordsFor("fr-CA").title(Reason.DENIED)).isEqualTo("fr denied.title");
        assertThat(mistakes).isEmpty();
    }

    @Test
    void unknownTextKeyIsReported() throws IOException {
        write("en", "deneid.title=No");
        MessageCatalog unused = read("en");
        assertThat(mistakes).singleElement().asString().contains("has [deneid.title], which are not keys of any text");
    }

    @Test
    void hostileTextsAreEscaped() throws IOException {
        String hostile = "\\u0001\\r\\n\"\\\\</h1><script>%s";
        write("en", "denied.title=" + hostile, "denied.detail=" + hostile, "sign-in=" + hostile);
        Messages words = read("en").wordsFor(null);
        Decision.Challenge denied = new Decision.Challenge(Reason.DENIED, "https://am/");

        assertThat(FilterResponses.challenge(denied, new ResponseFormat(false, words))
                        .body())
                .contains("\"title\":\"\\u0001\\u000d\\u000a\\\"\\\\</h1><script>%s\"");
        assertThat(FilterResponses.challenge(denied, new ResponseFormat(true, words))
                        .body())
                .contains("&lt;/h1&gt;&lt;script&gt;%s")
                .doesNotContain("<script>");
    }

    @Test
    void responseStatesItsLanguage() throws IOException {
        ResponseFormat person = ResponseFormat.of(true, read("en", "de"), "de");
        FilterResponse answer =
                FilterResponses.challenge(new Decision.Challenge(Reason.SIGN_IN_REQUIRED, "https://am/"), person);
        assertThat(answer.headers()).containsEntry("Content-Language", "de");
        assertThat(answer.body()).contains("<html lang=\"de\">", "<h1>Anmeldung erforderlich</h1>", ">Anmelden</a>");
        assertThat(FilterResponses.confirmLogout("/logout", person.words()).body())
                .contains("<h1>Abmelden?</h1>", "<button>Abmelden</button>");
    }
}
