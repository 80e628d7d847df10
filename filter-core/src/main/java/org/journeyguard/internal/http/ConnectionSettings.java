package org.journeyguard.internal.http;

import java.net.InetSocketAddress;
import java.net.ProxySelector;
import java.net.http.HttpClient;
import java.time.Duration;
import org.journeyguard.internal.config.Settings;
import org.jspecify.annotations.Nullable;

/**
 * Settings of connections to a server.
 *
 * @param connectTimeout how long a connection may take to open
 * @param tls trusted certificates and the client certificate; null for the JVM's settings
 * @param proxy null for the JVM's settings
 */
public record ConnectionSettings(
        Duration connectTimeout,
        @Nullable Tls tls,
        @Nullable InetSocketAddress proxy) {

    /** Reads the settings of connections to AM. */
    public static ConnectionSettings read(Settings settings) {
        return new ConnectionReader(settings).read();
    }

    /** Returns settings with TLS and proxy as the JVM has them. */
    public static ConnectionSettings direct(Duration connectTimeout) {
        return new ConnectionSettings(connectTimeout, null, null);
    }

    HttpClient.Builder client() {
        HttpClient.Builder builder = HttpClient.newBuilder().connectTimeout(connectTimeout);
        if (tls != null) {
            builder.sslContext(tls.context());
        }
        return proxy == null ? builder : builder.proxy(ProxySelector.of(proxy));
    }
}
