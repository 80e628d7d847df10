package org.journeyguard.it.server;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * A JDK of this machine.
 *
 * @param home its folder
 * @param feature its version, such as 17
 */
public record Jdk(Path home, int feature) {
    /** What servers of Jakarta EE 11 need. */
    public static final int FOR_JAKARTA_EE_11 = 21;

    /** Why the tests of Jakarta EE 11 do not run, and what to do. */
    public static final String MISSING = "No JDK " + FOR_JAKARTA_EE_11
            + " or later was found. Install one beside the JDK of the build, or name one with -Djdk.newer=<folder>.";

    private static final Pattern VERSION = Pattern.compile("(?m)^JAVA_VERSION=\"(\\d+)");

    /** The JDK that runs this code. */
    public static Jdk current() {
        return new Jdk(
                Path.of(System.getProperty("java.home")), Runtime.version().feature());
    }

    /** One that is new enough for Jakarta EE 11: this one, the one that {@code jdk.newer} names, or the newest one beside this. */
    public static Optional<Jdk> forJakartaEe11() {
        String named = System.getProperty("jdk.newer", "");
        if (!named.isEmpty()) {
            return of(Path.of(named)).filter(Jdk::isForJakartaEe11);
        }
        Jdk current = current();
        return current.isForJakartaEe11()
                ? Optional.of(current)
                : beside(current).filter(Jdk::isForJakartaEe11);
    }

    /** Whether the tests of Jakarta EE 11 run: there is a JDK, or {@code jdk.required} makes a missing one a failure. */
    public static boolean isForJakartaEe11Wanted() {
        return forJakartaEe11().isPresent() || Boolean.getBoolean("jdk.required");
    }

    /**
     * Called by the build after the tests, whose own output goes to files.
     *
     * @param args {@code true} when a missing JDK is a failure
     */
    public static void main(String[] args) {
        if (forJakartaEe11().isPresent()) {
            return;
        }
        if (Boolean.parseBoolean(args[0])) {
            throw new IllegalStateException(MISSING);
        }
        System.getLogger(Jdk.class.getName())
                .log(System.Logger.Level.WARNING, "THE TESTS OF JAKARTA EE 11 WERE SKIPPED. " + MISSING);
    }

    /** The launcher of its JVM. */
    Path java() {
        return home.resolve("bin").resolve("java");
    }

    private boolean isForJakartaEe11() {
        return feature >= FOR_JAKARTA_EE_11;
    }

    private static Optional<Jdk> beside(Jdk other) {
        try (Stream<Path> folders = Files.list(other.home.toRealPath().getParent())) {
            return folders.flatMap(folder -> of(folder).stream()).max(Comparator.comparingInt(Jdk::feature));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Optional<Jdk> of(Path home) {
        Path release = home.resolve("release");
        if (!Files.isReadable(release)) {
            return Optional.empty();
        }
        try {
            Matcher version = VERSION.matcher(Files.readString(release));
            Optional<Jdk> found =
                    version.find() ? Optional.of(new Jdk(home, Integer.parseInt(version.group(1)))) : Optional.empty();
            return found.filter(jdk -> Files.isExecutable(jdk.java()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
