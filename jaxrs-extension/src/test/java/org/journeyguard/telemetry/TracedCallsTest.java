package org.journeyguard.telemetry;

import static org.assertj.core.api.Assertions.assertThat;

import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.api.trace.propagation.W3CTraceContextPropagator;
import io.opentelemetry.context.propagation.ContextPropagators;
import io.opentelemetry.sdk.OpenTelemetrySdk;
import io.opentelemetry.sdk.testing.exporter.InMemorySpanExporter;
import io.opentelemetry.sdk.trace.SdkTracerProvider;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.opentelemetry.sdk.trace.export.SimpleSpanProcessor;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.journeyguard.spi.AmCall;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class TracedCallsTest {
    private static final AmCall CALL =
            new AmCall("getSessionInfo", "POST", "https://am.example.com/am/json/realms/root/sessions/");

    private final InMemorySpanExporter spans = InMemorySpanExporter.create();
    private final OpenTelemetrySdk telemetry = OpenTelemetrySdk.builder()
            .setTracerProvider(SdkTracerProvider.builder()
                    .addSpanProcessor(SimpleSpanProcessor.create(spans))
                    .build())
            .setPropagators(ContextPropagators.create(W3CTraceContextPropagator.getInstance()))
            .build();
    private final TracedCalls traced = new TracedCalls("/alpha", () -> telemetry);

    @AfterEach
    void close() {
        telemetry.close();
    }

    @Test
    void callIsAClientSpanThatIsPropagated() {
        Map<String, String> headers = new HashMap<>();
        traced.calling(CALL, headers::put).ended(200, "", Duration.ofMillis(1));
        SpanData span = spans.getFinishedSpanItems().get(0);
        assertThat(span.getKind()).isEqualTo(SpanKind.CLIENT);
        assertThat(span.getName()).isEqualTo("POST getSessionInfo");
        assertThat(texts(span))
                .containsEntry("http.request.method", "POST")
                .containsEntry("http.response.status_code", "200")
                .containsEntry("server.address", "am.example.com")
                .containsEntry("server.port", "443")
                .containsEntry("url.full", "https://am.example.com/am/json/realms/root/sessions/")
                .containsEntry("journeyguard.realm", "/alpha");
        assertThat(headers.get("traceparent")).contains(span.getTraceId(), span.getSpanId());
    }

    @Test
    void callWithoutResponseIsAnErrorSpan() {
        traced.calling(CALL, (name, value) -> {}).ended(0, "no answer in time", Duration.ofSeconds(5));
        SpanData span = spans.getFinishedSpanItems().get(0);
        assertThat(span.getStatus().getStatusCode()).isEqualTo(StatusCode.ERROR);
        assertThat(texts(span)).containsEntry("error.type", "no_answer_in_time");
    }

    private static Map<String, String> texts(SpanData span) {
        Map<String, String> texts = new HashMap<>();
        span.getAttributes().forEach((key, value) -> texts.put(key.getKey(), value.toString()));
        return texts;
    }
}
