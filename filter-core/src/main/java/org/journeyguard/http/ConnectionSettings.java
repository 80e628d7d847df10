package org.journeyguard.http;

import java.net.InetSocketAddress;
import java.net.ProxySelector;
import java.net.http.HttpClient;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * How a server is reached.
 *
 * @param connectTimeout how long a connection may take to open
 * @param tls whom to trust and which certificate to show; null for what the JVM is set to
 * @param proxy between here and there; null for what the JVM is set to
 */
public record ConnectionSettings(
        Duration connectTimeout,
        @Nullable Tls tls,
        @Nullable InetSocketAddress proxy) {

    /** As the JVM is set to. */
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
