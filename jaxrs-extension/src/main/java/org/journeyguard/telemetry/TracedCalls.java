package org.journeyguard.telemetry;

import io.opentelemetry.api.OpenTelemetry;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanBuilder;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.context.Context;
import java.net.URI;
import java.util.function.BiConsumer;
import java.util.function.Supplier;
import org.journeyguard.spi.AmCall;
import org.journeyguard.spi.JourneyObserver;
import org.jspecify.annotations.Nullable;

/**
 * Creates a client span for each call to AM and propagates the trace to AM.
 *
 * @see "OpenTelemetry semantic conventions for HTTP spans: HTTP client"
 */
final class TracedCalls implements JourneyObserver {
    private static final int HTTP = 80;
    private static final int HTTPS = 443;
    private static final int FIRST_ERROR = 400;

    private final String realm;
    private final Supplier<OpenTelemetry> source;
    private volatile @Nullable OpenTelemetry found;

    /**
     * @param source called on the first AM call, because applications configure OpenTelemetry during startup
     */
    TracedCalls(String realm, Supplier<OpenTelemetry> source) {
        this.realm = realm;
        this.source = source;
    }

    @Override
    public Calling calling(AmCall call, BiConsumer<String, String> header) {
        OpenTelemetry telemetry = telemetry();
        URI url = URI.create(call.url());
        boolean isHttps = "https".equalsIgnoreCase(url.getScheme());
        SpanBuilder builder = telemetry
                .getTracer("org.journeyguard")
                .spanBuilder(call.method() + " " + call.operation())
                .setSpanKind(SpanKind.CLIENT)
                .setAttribute("http.request.method", call.method())
                .setAttribute("url.full", call.url())
                .setAttribute("server.port", url.getPort() > 0 ? url.getPort() : isHttps ? HTTPS : HTTP)
                .setAttribute("journeyguard.operation", call.operation())
                .setAttribute("journeyguard.realm", realm);
        if (url.getHost() != null) {
            builder.setAttribute("server.address", url.getHost());
        }
        Span span = builder.startSpan();
        telemetry
                .getPropagators()
                .getTextMapPropagator()
                .inject(Context.current().with(span), header, (to, name, value) -> {
                    if (to != null) {
                        to.accept(name, value);
                    }
                });
        return (status, failure, took) -> ended(span, status, failure);
    }

    private static void ended(Span span, int status, String failure) {
        if (status != 0) {
            span.setAttribute("http.response.status_code", status);
        }
        if (status == 0 || status >= FIRST_ERROR) {
            span.setAttribute("error.type", status == 0 ? failure.replace(' ', '_') : String.valueOf(status));
            span.setStatus(StatusCode.ERROR);
        }
        span.end();
    }

    private OpenTelemetry telemetry() {
        OpenTelemetry known = found;
        if (known == null) {
            known = source.get();
            found = known;
        }
        return known;
    }
}
