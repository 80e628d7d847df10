package org.journeyguard.internal.migrate;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MigrateAgentTest {
    private static final String APP = "https://app.example.com/shop";

    @TempDir
    Path folder;

    private final ByteArrayOutputStream errors = new ByteArrayOutputStream();

    private int run(String... arguments) {
        PrintStream console = new PrintStream(errors, true, StandardCharsets.UTF_8);
        return MigrateAgent.run(arguments, console, console);
    }

    private Path agent() throws IOException {
        return Files.writeString(folder.resolve("AgentBootstrap.properties"), "org.forgerock.agents.am.hostname=am\n");
    }

    /** A user of the jar has no other one: {@code java -jar} takes no class path. */
    @Test
    void programRunsWithTheJdkAlone() throws IOException, InterruptedException, URISyntaxException {
        Path classes = Path.of(MigrateAgent.class
                .getProtectionDomain()
                .getCodeSource()
                .getLocation()
                .toURI());
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        classes.toString(),
                        MigrateAgent.class.getName(),
                        "--app-url",
                        APP,
                        "--out",
                        folder.resolve("out").toString(),
                        agent().toString())
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("console.txt").toFile())
                .start();
        assertThat(process.waitFor(2, TimeUnit.MINUTES)).isTrue();
        assertThat(process.exitValue())
                .as(Files.readString(folder.resolve("console.txt")))
                .isZero();
        assertThat(folder.resolve("out").resolve(MigrateAgent.SETTINGS))
                .content()
                .contains("journey.am.url=https://am/am\n");
    }

    @Test
    void jarManifestNamesTheProgram() throws IOException {
        assertThat(Files.readString(Path.of("pom.xml")))
                .contains("<mainClass>" + MigrateAgent.class.getName() + "</mainClass>");
    }

    @Test
    void existingFileIsNotOverwritten() throws IOException {
        Path settings = Files.writeString(folder.resolve(MigrateAgent.SETTINGS), "mine");
        assertThat(run("--app-url", APP, "--out", folder.toString(), agent().toString()))
                .isEqualTo(1);
        assertThat(settings).hasContent("mine");
        assertThat(errors.toString(StandardCharsets.UTF_8)).contains("exists");
    }

    @Test
    void iso88591FileIsRead() throws IOException {
        Path file = folder.resolve("AgentConfig.properties");
        Files.write(
                file,
                "org.forgerock.agents.notenforced.uri.list=/shop/\u00fcber/*\n".getBytes(StandardCharsets.ISO_8859_1));
        assertThat(run("--app-url", APP, "--out", folder.toString(), file.toString()))
                .isZero();
        assertThat(folder.resolve(MigrateAgent.SETTINGS)).content().contains("/\\u00fcber/*");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "x.properties",
                "--app-url https://a",
                "--app-url shop x",
                "--app-url",
                "--help",
                "--app-url https://a -x y"
            })
    void missingArgumentsShowTheUsage(String arguments) {
        assertThat(run(arguments.isEmpty() ? new String[0] : arguments.split(" ", -1)))
                .isEqualTo(1);
        assertThat(errors.toString(StandardCharsets.UTF_8)).contains("--app-url", "AgentBootstrap.properties");
    }

    @Test
    void unreadableFileIsReported() {
        assertThat(run(
                        "--app-url",
                        APP,
                        "--out",
                        folder.toString(),
                        folder.resolve("missing").toString()))
                .isEqualTo(1);
        assertThat(errors.toString(StandardCharsets.UTF_8)).contains("missing");
    }
}
