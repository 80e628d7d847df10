package org.journeyguard.internal.http;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsExchange;
import com.sun.net.httpserver.HttpsParameters;
import com.sun.net.httpserver.HttpsServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLPeerUnverifiedException;
import javax.net.ssl.TrustManagerFactory;
import org.journeyguard.internal.config.TestTls;

/** A server on loopback with the certificate of {@link TestTls}, which asks clients for theirs. */
public final class TestHttps implements AutoCloseable {
    private final HttpsServer server;

    public TestHttps(HttpHandler handler) throws IOException, GeneralSecurityException {
        server = HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setHttpsConfigurator(new HttpsConfigurator(tls()) {
            @Override
            public void configure(HttpsParameters parameters) {
                parameters.setWantClientAuth(true);
            }
        });
        server.createContext("/", handler);
        server.start();
    }

    public int port() {
        return server.getAddress().getPort();
    }

    private static SSLContext tls() throws IOException, GeneralSecurityException {
        KeyManagerFactory keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        keys.init(store(TestTls.serverStore()), TestTls.PASSWORD.toCharArray());
        TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        trust.init(store(TestTls.clientTrust()));
        SSLContext tls = SSLContext.getInstance("TLS");
        tls.init(keys.getKeyManagers(), trust.getTrustManagers(), null);
        return tls;
    }

    private static KeyStore store(Path file) throws IOException, GeneralSecurityException {
        return KeyStore.getInstance(file.toFile(), TestTls.PASSWORD.toCharArray());
    }

    /** The name in the certificate that the client of a request has shown. */
    public static String client(HttpExchange exchange) {
        try {
            return exchange instanceof HttpsExchange secure
                    ? secure.getSSLSession().getPeerPrincipal().getName()
                    : "nobody";
        } catch (SSLPeerUnverifiedException e) {
            return "nobody";
        }
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
