package org.journeyguard.internal.migrate;

import java.io.IOException;
import java.io.PrintStream;
import java.io.StringReader;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The program in the jar: {@code java -jar … --app-url URL [--out FOLDER] FILE…} reads an agent's files, writes
 * {@code microprofile-config.properties} and prints a report. Needs nothing but the JDK.
 */
public final class MigrateAgent {
    static final String SETTINGS = "microprofile-config.properties";
    static final String REPORT = "migration-report.txt";

    private static final String USAGE = """
            Translates the configuration of a ForgeRock/Ping Java Agent for one application.

              java -jar <this jar> --app-url <URL> [--out <folder>] <file> [<file> ...]

              --app-url  the application's public URL with its context path, https://app.example.com/shop
              --out      where to write; default: the current folder
              <file>     AgentBootstrap.properties, AgentConfig.properties (or OpenSSOAgentBootstrap.properties
                         and OpenSSOAgentConfiguration.properties), or a profile exported from AM as properties

            It writes %s and %s, and overwrites nothing.
            """.formatted(SETTINGS, REPORT);

    private MigrateAgent() {}

    /** Runs the program; the exit code is 0, or 1 if nothing was written. */
    public static void main(String[] arguments) {
        System.exit(run(arguments, System.out, System.err));
    }

    static int run(String[] arguments, PrintStream out, PrintStream err) {
        String app = null;
        Path folder = Path.of("");
        List<Path> files = new ArrayList<>();
        for (int i = 0; i < arguments.length; i++) {
            boolean hasNext = i + 1 < arguments.length;
            if (arguments[i].equals("--app-url") && hasNext) {
                app = arguments[++i];
            } else if (arguments[i].equals("--out") && hasNext) {
                folder = Path.of(arguments[++i]);
            } else if (arguments[i].startsWith("-")) {
                err.print(USAGE);
                return 1;
            } else {
                files.add(Path.of(arguments[i]));
            }
        }
        URI url = app == null ? null : url(app);
        if (files.isEmpty() || url == null) {
            err.print(USAGE);
            return 1;
        }
        try {
            Translation translation = AgentTranslator.translate(read(files), url);
            write(folder, translation, url);
            out.print(translation.report());
            out.println("Written: " + folder.resolve(SETTINGS) + ", " + folder.resolve(REPORT));
            return 0;
        } catch (IOException | IllegalArgumentException e) {
            err.println("Nothing was written: " + e);
            return 1;
        }
    }

    private static @Nullable URI url(String text) {
        try {
            URI url = URI.create(text);
            return url.getHost() == null ? null : url;
        } catch (IllegalArgumentException e) {
            return null;
        }
    }

    private static AgentConfiguration read(List<Path> files) throws IOException {
        AgentConfiguration agent = new AgentConfiguration();
        for (Path file : files) {
            agent.add(String.valueOf(file.getFileName()), new StringReader(text(Files.readAllBytes(file))));
        }
        return agent;
    }

    /** Old files are in ISO 8859-1, as the JDK reads properties. */
    private static String text(byte[] octets) {
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(octets))
                    .toString();
        } catch (CharacterCodingException e) {
            return new String(octets, StandardCharsets.ISO_8859_1);
        }
    }

    private static void write(Path folder, Translation translation, URI app) throws IOException {
        Path settings = folder.resolve(SETTINGS);
        Path report = folder.resolve(REPORT);
        if (Files.exists(settings) || Files.exists(report)) {
            throw new IOException(settings + " or " + report.getFileName() + " exists");
        }
        Files.createDirectories(folder.toAbsolutePath());
        Files.writeString(
                settings,
                "# JourneyGuard, translated from a Java Agent for " + app + "\n\n" + translation.properties(),
                StandardOpenOption.CREATE_NEW);
        Files.writeString(report, translation.report(), StandardOpenOption.CREATE_NEW);
    }
}
