package org.journeyguard.it;

import java.io.File;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.net.HttpURLConnection;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Properties;
import java.util.Set;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Predicate;
import java.util.stream.Stream;
import javax.management.JMException;
import javax.management.ObjectName;

/**
 * Runs in a JVM of its own: Payara Micro, to which applications are deployed again and again. Writes down what they have left
 * behind in this JVM.
 */
public final class Redeployer {
    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final String LOADER = "org.glassfish.web.loader.WebappClassLoader";

    private final Object server;
    private final String url;

    private Redeployer(Object server, String url) {
        this.server = server;
        this.url = url;
    }

    /**
     * @param args the server's URL, a {@code Cookie} header, a file for the findings; for each application how often it is
     *     deployed, and its WAR; then the options of Payara Micro
     */
    public static void main(String[] args) {
        try {
            redeploy(args);
        } catch (Exception e) {
            e.printStackTrace();
            // the server's threads would keep the process alive
            Runtime.getRuntime().halt(1);
        }
    }

    private static void redeploy(String[] args) throws Exception {
        int options = List.of(args).indexOf("--port");
        Redeployer redeployer = new Redeployer(start(Arrays.copyOfRange(args, options, args.length)), args[0]);
        Properties findings = new Properties();
        for (int i = 3; i < options; i += 2) {
            File war = new File(args[i + 1]);
            Set<List<Integer>> answers = new LinkedHashSet<>();
            for (int round = 0; round < Integer.parseInt(args[i]); round++) {
                answers.add(redeployer.deployAndUndeploy(war, args[1]));
            }
            findings.setProperty(war.getName() + ".answers", answers.toString());
            write(findings, war.getName());
        }
        Path partial = Path.of(args[2] + ".partial");
        try (var out = Files.newBufferedWriter(partial)) {
            findings.store(out, null);
        }
        Files.move(partial, Path.of(args[2]));
    }

    /** By reflection, because Payara Micro's jar holds all of Jakarta EE a second time. */
    private static Object start(String[] options) throws ReflectiveOperationException {
        Class<?> micro = Class.forName("fish.payara.micro.PayaraMicro");
        micro.getMethod("main", String[].class).invoke(null, (Object) options);
        Object instance = micro.getMethod("getInstance").invoke(null);
        return micro.getMethod("getRuntime").invoke(instance);
    }

    private List<Integer> deployAndUndeploy(File war, String cookie) throws Exception {
        if (!(boolean) call("deploy", new Class<?>[] {String.class, String.class, File.class}, "app", "/", war)) {
            throw new IllegalStateException(war + " is not deployed");
        }
        List<Integer> answers = new ArrayList<>();
        for (String path : List.of("/", "/api/hello", "/api/me")) {
            answers.add(status(path, "none=at all"));
            answers.add(status(path, cookie));
        }
        call("undeploy", new Class<?>[] {String.class}, "app");
        return answers;
    }

    private Object call(String method, Class<?>[] types, Object... args) throws ReflectiveOperationException {
        // the class of the object is not public
        return Class.forName("fish.payara.micro.PayaraMicroRuntime")
                .getMethod(method, types)
                .invoke(server, args);
    }

    private int status(String path, String cookie) throws IOException {
        HttpURLConnection connection =
                (HttpURLConnection) URI.create(url + path).toURL().openConnection();
        connection.setRequestProperty("Cookie", cookie);
        connection.setRequestProperty("Accept", "*/*");
        connection.setRequestProperty("Connection", "close");
        connection.setInstanceFollowRedirects(false);
        connection.setReadTimeout(20_000);
        try {
            return connection.getResponseCode();
        } finally {
            connection.disconnect();
        }
    }

    /** What is left once the garbage collector has had the time that it needs for what only it can end. */
    private static void write(Properties findings, String war) throws JMException {
        long end = System.nanoTime() + PATIENCE.toNanos();
        List<String> types = left();
        while (!(ours(types).isEmpty() && threads(Redeployer::isOurs).isEmpty()) && System.nanoTime() - end < 0) {
            LockSupport.parkNanos(Duration.ofMillis(200).toNanos());
            types = left();
        }
        findings.setProperty(war + ".threads.ours", threads(Redeployer::isOurs).toString());
        findings.setProperty(
                war + ".threads.applications",
                threads(Redeployer::isOfAnApplication).toString());
        findings.setProperty(war + ".classes.ours", ours(types).toString());
        findings.setProperty(
                war + ".loaders",
                String.valueOf(types.stream().filter(LOADER::equals).count()));
    }

    /** Class names of the loaders of applications and of whatever is ours, as often as there is one, after a full collection. */
    private static List<String> left() throws JMException {
        String histogram = (String) ManagementFactory.getPlatformMBeanServer()
                .invoke(
                        new ObjectName("com.sun.management:type=DiagnosticCommand"),
                        "gcClassHistogram",
                        new Object[] {new String[0]},
                        new String[] {String[].class.getName()});
        return histogram
                .lines()
                .map(line -> line.strip().split("\\s+", -1))
                .filter(columns -> columns.length >= 4)
                .flatMap(columns -> Stream.generate(() -> columns[3]).limit(count(columns)))
                .toList();
    }

    private static long count(String[] columns) {
        boolean counts = columns[3].equals(LOADER) || columns[3].startsWith("org.journeyguard.");
        return counts && !columns[3].startsWith("org.journeyguard.it.") ? Long.parseLong(columns[1]) : 0;
    }

    private static List<String> ours(List<String> types) {
        return types.stream().filter(type -> !type.equals(LOADER)).distinct().toList();
    }

    private static boolean isOurs(Thread thread) {
        return thread.getName().startsWith("journeyguard-") || thread.getName().contains("HttpClient-");
    }

    private static boolean isOfAnApplication(Thread thread) {
        ClassLoader context = thread.getContextClassLoader();
        return context != null && context.getClass().getName().equals(LOADER);
    }

    private static List<String> threads(Predicate<Thread> which) {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(which)
                .map(Thread::getName)
                .sorted()
                .toList();
    }
}
