package org.journeyguard.internal.http;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.util.Collection;
import java.util.Collections;
import org.journeyguard.internal.config.Settings;
import org.journeyguard.internal.config.keys.AmKeys;
import org.journeyguard.internal.config.keys.Key;
import org.jspecify.annotations.Nullable;

/** Reads the connection settings for AM: trusted certificates, client certificate and proxy. */
final class ConnectionReader {
    private static final String PEM = "-----BEGIN ";

    private final Settings settings;

    ConnectionReader(Settings settings) {
        this.settings = settings;
    }

    ConnectionSettings read() {
        return new ConnectionSettings(settings.get(AmKeys.CONNECT_TIMEOUT), tls(), proxy());
    }

    private @Nullable InetSocketAddress proxy() {
        URI proxy = settings.optionalUrl(AmKeys.PROXY);
        if (proxy == null) {
            return null;
        }
        if (!"http".equalsIgnoreCase(proxy.getScheme())
                || proxy.getPort() < 0
                || !proxy.getRawPath().isEmpty()) {
            settings.mistake(AmKeys.PROXY, "is '" + proxy + "'; expected http:// with a host and a port");
            return null;
        }
        return InetSocketAddress.createUnresolved(proxy.getHost(), proxy.getPort());
    }

    private @Nullable Tls tls() {
        KeyStore trusted = store(AmKeys.TRUST_STORE, AmKeys.TRUST_STORE_PASSWORD);
        KeyStore own = store(AmKeys.KEY_STORE, AmKeys.KEY_STORE_PASSWORD);
        if (trusted == null && own == null) {
            return null;
        }
        try {
            if (trusted != null && trusted.size() == 0) {
                mistake(AmKeys.TRUST_STORE, "holds no certificate");
            }
            if (own != null && !holdsKey(own)) {
                mistake(AmKeys.KEY_STORE, "holds no private key with its certificate");
            }
            return Tls.of(trusted, own, password(AmKeys.KEY_STORE_PASSWORD));
        } catch (GeneralSecurityException e) {
            mistake(AmKeys.KEY_STORE, "can't be used (" + e.getMessage() + ")");
            return null;
        }
    }

    private void mistake(Key<?> file, String problem) {
        settings.mistake(file, "is '" + settings.text(file) + "', which " + problem);
    }

    private static boolean holdsKey(KeyStore store) throws GeneralSecurityException {
        for (String alias : Collections.list(store.aliases())) {
            if (store.isKeyEntry(alias)) {
                return true;
            }
        }
        return false;
    }

    private @Nullable KeyStore store(Key<?> file, Key<?> password) {
        String name = settings.optional(file);
        if (name == null) {
            return null;
        }
        try {
            Path path = Path.of(name);
            return isPem(path) ? certificates(path) : KeyStore.getInstance(path.toFile(), password(password));
        } catch (IOException | GeneralSecurityException | IllegalArgumentException e) {
            mistake(
                    file,
                    "can't be read with " + password.key()
                            + ": it has to be a PKCS #12 or JKS file, or certificates in PEM");
            return null;
        }
    }

    private char @Nullable [] password(Key<?> key) {
        String password = settings.optional(key);
        return password == null ? null : password.toCharArray();
    }

    private static boolean isPem(Path file) throws IOException {
        try (InputStream in = Files.newInputStream(file)) {
            return new String(in.readNBytes(4_096), StandardCharsets.ISO_8859_1).contains(PEM);
        }
    }

    private static KeyStore certificates(Path file) throws IOException, GeneralSecurityException {
        KeyStore store = KeyStore.getInstance(KeyStore.getDefaultType());
        store.load(null, null);
        try (InputStream in = Files.newInputStream(file)) {
            Collection<? extends Certificate> all =
                    CertificateFactory.getInstance("X.509").generateCertificates(in);
            int number = 0;
            for (Certificate each : all) {
                store.setCertificateEntry("certificate-" + number, each);
                number++;
            }
        }
        return store;
    }
}
