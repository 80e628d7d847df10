package org.journeyguard.internal.http;

import java.security.GeneralSecurityException;
import java.security.KeyStore;
import javax.net.ssl.KeyManager;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import org.jspecify.annotations.Nullable;

/** The trusted certificates and the client certificate of connections by https. */
public final class Tls {
    private final SSLContext context;

    private Tls(SSLContext context) {
        this.context = context;
    }

    /**
     * Creates settings from certificates.
     *
     * @param trusted CA certificates of the server's certificate; null for the JVM's trust store
     * @param own the client certificate, with its key; null for none
     * @param password of that key
     * @throws GeneralSecurityException when they can't be used
     */
    public static Tls of(@Nullable KeyStore trusted, @Nullable KeyStore own, char @Nullable [] password)
            throws GeneralSecurityException {
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(own == null ? null : keys(own, password), trusted == null ? null : trust(trusted), null);
        return new Tls(context);
    }

    private static KeyManager[] keys(KeyStore own, char @Nullable [] password) throws GeneralSecurityException {
        KeyManagerFactory factory = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        factory.init(own, password);
        return factory.getKeyManagers();
    }

    private static TrustManager[] trust(KeyStore trusted) throws GeneralSecurityException {
        TrustManagerFactory factory = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        factory.init(trusted);
        return factory.getTrustManagers();
    }

    SSLContext context() {
        return context;
    }
}
