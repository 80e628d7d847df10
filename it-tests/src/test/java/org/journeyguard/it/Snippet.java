package org.journeyguard.it;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * A block of code in one of the project's pages.
 *
 * @param page where it stands
 * @param section heading that it stands under
 * @param language as it is marked
 * @param text of it
 */
public record Snippet(String page, String section, String language, String text) {
    private static final Pattern TYPE =
            Pattern.compile("(?m)^(?:public |abstract |final )*(?:class|interface|record|enum) (\\w+)");

    /** All of README and docs. */
    public static List<Snippet> all() {
        Path root = Path.of("..");
        try (Stream<Path> docs = Files.list(root.resolve("docs"))) {
            List<Snippet> snippets = new ArrayList<>(of(root.resolve("README.md")));
            docs.filter(page -> page.toString().endsWith(".md")).sorted().forEach(page -> snippets.addAll(of(page)));
            return snippets;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<Snippet> of(Path page) {
        List<Snippet> snippets = new ArrayList<>();
        String section = "";
        String language = null;
        StringBuilder text = new StringBuilder();
        try {
            for (String line : Files.readAllLines(page)) {
                if (language == null && line.startsWith("#")) {
                    section = line.replaceFirst("#+ ", "");
                } else if (language == null && line.startsWith("```")) {
                    language = line.substring(3).strip();
                    text.setLength(0);
                } else if (language != null && line.equals("```")) {
                    snippets.add(new Snippet(page.getFileName().toString(), section, language, text.toString()));
                    language = null;
                } else {
                    text.append(line).append('\n');
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return snippets;
    }

    /** The name of the first type that is declared; empty when the code is part of one. */
    public String type() {
        Matcher type = TYPE.matcher(text);
        return type.find() ? type.group(1) : "";
    }

    @Override
    public String toString() {
        return page + ": " + section + " (" + text.lines().findFirst().orElse("") + ")";
    }
}
