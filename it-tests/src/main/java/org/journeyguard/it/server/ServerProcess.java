package org.journeyguard.it.server;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/** A server in a JVM of its own. It ends with {@link #close()}, with this JVM, and when this JVM is killed. */
public final class ServerProcess implements AutoCloseable {
    private static final int LOG_LINES_SHOWN = 25;

    private final String name;
    private final Process process;
    private final Path log;
    private final Thread hook;
    private volatile boolean stopping;

    private ServerProcess(String name, Process process, Path log) {
        this.name = name;
        this.process = process;
        this.log = log;
        this.hook = new Thread(this::stop, name + "-stop");
        Runtime.getRuntime().addShutdownHook(hook);
    }

    /**
     * Starts a JVM of the JDK that runs this code.
     *
     * @param name what to call the server in messages
     * @param jvmOptions options of the JVM
     * @param classpath jars and folders; {@link ChildMain} is added
     * @param main the main class, then its arguments
     * @param directory working directory and home of the process
     * @param log file that receives standard output and error; what an earlier run has left there is kept
     * @throws ServerFailed when the process can't be started
     */
    public static ServerProcess java(
            String name, List<String> jvmOptions, List<Path> classpath, List<String> main, Path directory, Path log) {
        return java(Jdk.current(), name, jvmOptions, classpath, main, directory, log);
    }

    /** The same, of another JDK. */
    public static ServerProcess java(
            Jdk jdk,
            String name,
            List<String> jvmOptions,
            List<Path> classpath,
            List<String> main,
            Path directory,
            Path log) {
        List<String> command = new ArrayList<>();
        command.add(jdk.java().toString());
        command.addAll(jvmOptions);
        command.add("-Duser.home=" + directory);
        command.add("-Djava.io.tmpdir=" + directory.resolve("tmp"));
        command.add("-cp");
        List<String> entries = new ArrayList<>();
        entries.add(Classpath.of(ChildMain.class).toString());
        classpath.forEach(entry -> entries.add(entry.toString()));
        command.add(String.join(System.getProperty("path.separator"), entries));
        command.add(ChildMain.class.getName());
        command.addAll(main);
        try {
            Files.createDirectories(directory.resolve("tmp"));
            Process process = new ProcessBuilder(command)
                    .directory(directory.toFile())
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()))
                    .start();
            return new ServerProcess(name, process, log);
        } catch (IOException e) {
            throw new ServerFailed(name + " can't be started: " + e.getMessage(), e);
        }
    }

    /**
     * Waits until the server answers.
     *
     * @param ready asked several times a second
     * @param limit how long at most
     * @throws ServerFailed as soon as the process has ended, or when the limit is reached
     */
    public void await(BooleanSupplier ready, Duration limit) {
        long end = System.nanoTime() + limit.toNanos();
        while (!ready.getAsBoolean()) {
            if (!process.isAlive()) {
                throw new ServerFailed(name + " died with exit code " + process.exitValue() + ". Its log " + log
                        + " ends:\n" + tail());
            }
            if (System.nanoTime() > end) {
                throw new ServerFailed(name + " did not answer within " + limit.toSeconds() + " s. Its log " + log
                        + " ends:\n" + tail());
            }
            pause();
        }
    }

    /** The last lines of the server's log. */
    public String tail() {
        List<String> lines = log().lines().toList();
        return String.join("\n", lines.subList(Math.max(0, lines.size() - LOG_LINES_SHOWN), lines.size()));
    }

    /** All that the server has written to its log. */
    public String log() {
        try {
            return new String(Files.readAllBytes(log), StandardCharsets.UTF_8);
        } catch (IOException e) {
            return "(log unreadable: " + e.getMessage() + ")";
        }
    }

    /** The process id. */
    public long pid() {
        return process.pid();
    }

    /** Whether the process still runs. */
    public boolean isAlive() {
        return process.isAlive();
    }

    /**
     * Waits until the process ends.
     *
     * @return whether it ended by itself, and not because it was stopped from here
     */
    public boolean awaitEnd() throws InterruptedException {
        process.waitFor();
        return !stopping;
    }

    /** Kills the process without a word, as a crash would. */
    public void kill() throws InterruptedException {
        process.destroyForcibly().waitFor();
    }

    /** Stops the process, which keeps its connections and does nothing more. */
    public void freeze() {
        signal("STOP");
    }

    /** Lets the process continue. */
    public void thaw() {
        signal("CONT");
    }

    private void signal(String signal) {
        try {
            int status = new ProcessBuilder("kill", "-" + signal, String.valueOf(process.pid()))
                    .start()
                    .waitFor();
            if (status != 0) {
                throw new ServerFailed(name + " can't be sent SIG" + signal + ": kill ended with " + status);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw interrupted(e);
        }
    }

    @Override
    public void close() {
        stop();
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException e) {
            // the JVM is shutting down already, and the hook has just done its work
        }
    }

    private void stop() {
        stopping = true;
        process.destroy();
        try {
            if (!process.waitFor(20, TimeUnit.SECONDS)) {
                process.destroyForcibly().waitFor();
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }

    private static void pause() {
        try {
            TimeUnit.MILLISECONDS.sleep(200);
        } catch (InterruptedException e) {
            throw interrupted(e);
        }
    }

    private static ServerFailed interrupted(InterruptedException e) {
        Thread.currentThread().interrupt();
        return new ServerFailed("interrupted while waiting for a server", e);
    }
}
