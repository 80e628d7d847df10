package org.journeyguard.internal.config;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Keys and certificates of a server on loopback and of a client that it trusts, made by the JDK's keytool for each run. */
public final class TestTls {
    /** Of each key store. */
    public static final String PASSWORD = "changeit";

    private static final Path FOLDER = folder();

    private TestTls() {}

    /** The server's own key. */
    public static Path serverStore() {
        return FOLDER.resolve("server.p12");
    }

    /** The client's. */
    public static Path clientStore() {
        return FOLDER.resolve("client.p12");
    }

    /** The certificate of the server, in PEM. */
    public static Path serverCertificate() {
        return FOLDER.resolve("server.pem");
    }

    /** The certificate of the client, in a key store without a private key. */
    public static Path clientTrust() {
        return FOLDER.resolve("client-trust.p12");
    }

    private static Path folder() {
        try {
            Path folder = Files.createTempDirectory(Files.createDirectories(Path.of("target")), "tls");
            for (String who : List.of("server", "client")) {
                String store = folder.resolve(who + ".p12").toString();
                String certificate = folder.resolve(who + ".pem").toString();
                keytool(
                        "-genkeypair",
                        "-alias",
                        who,
                        "-keyalg",
                        "EC",
                        "-groupname",
                        "secp256r1",
                        "-dname",
                        "CN=" + who,
                        "-ext",
                        "san=dns:localhost,ip:127.0.0.1",
                        "-validity",
                        "2",
                        "-keystore",
                        store);
                keytool("-exportcert", "-rfc", "-alias", who, "-keystore", store, "-file", certificate);
            }
            keytool(
                    "-importcert",
                    "-noprompt",
                    "-alias",
                    "client",
                    "-file",
                    folder.resolve("client.pem").toString(),
                    "-keystore",
                    folder.resolve("client-trust.p12").toString());
            return folder;
        } catch (IOException e) {
            throw new IllegalStateException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private static void keytool(String... arguments) throws IOException, InterruptedException {
        ProcessBuilder keytool = new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "keytool").toString());
        keytool.command().addAll(List.of(arguments));
        keytool.command().addAll(List.of("-storetype", "PKCS12", "-storepass", PASSWORD));
        Process process = keytool.redirectErrorStream(true).start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (!process.waitFor(1, TimeUnit.MINUTES) || process.exitValue() != 0) {
            throw new IllegalStateException(output);
        }
    }
}
