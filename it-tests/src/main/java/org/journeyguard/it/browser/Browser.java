package org.journeyguard.it.browser;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Finds Chromium, and says aloud when there is none. */
public final class Browser {
    /** Why browser tests do not run, and what to do. */
    public static final String MISSING =
            "No Chromium was found. Install one (Debian: apt-get install chromium) or name one with -Dbrowser.path=<file>.";

    private static final List<String> NAMES = List.of("chromium", "chromium-browser", "google-chrome", "chrome");

    private Browser() {}

    /** The executable: named by the system property {@code browser.path}, or the first on the path. */
    public static Optional<Path> find() {
        String named = System.getProperty("browser.path", "");
        Stream<Path> candidates = named.isEmpty()
                ? Arrays.stream(System.getenv().getOrDefault("PATH", "").split(File.pathSeparator))
                        .flatMap(folder -> NAMES.stream().map(name -> Path.of(folder, name)))
                : Stream.of(Path.of(named));
        return candidates.filter(Files::isExecutable).findFirst();
    }

    /**
     * Called by the build after the tests, whose own output goes to files.
     *
     * @param args {@code true} when a missing browser is a failure
     */
    public static void main(String[] args) {
        if (find().isPresent()) {
            return;
        }
        if (Boolean.parseBoolean(args[0])) {
            throw new IllegalStateException(MISSING);
        }
        System.getLogger(Browser.class.getName())
                .log(System.Logger.Level.WARNING, "THE BROWSER TESTS WERE SKIPPED. " + MISSING);
    }
}
