package org.journeyguard.internal.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.journeyguard.internal.resilience.Deadline;
import org.junit.jupiter.api.Test;

class ChainTest {
    private static final AmRequest REQUEST = AmRequest.get("keys", "https://sso.example.com/am/keys");
    private static final AmResponse OK = AmResponse.of(200, "", "", null, "");
    private static final AmResponse BUSY = AmResponse.of(500, "", "", null, "");

    private final AtomicLong now = new AtomicLong();
    private final List<AmRequest> sent = new ArrayList<>();

    private AmResponse call(AmRequest request, AmResponse answer, Interceptor... before) {
        List<Interceptor> steps = new ArrayList<>(List.of(before));
        steps.add((last, chain) -> {
            sent.add(last);
            return answer;
        });
        return new Chain(steps, Deadline.in(Duration.ofSeconds(1), now::get)).proceed(request);
    }

    @Test
    void interceptorReceivesTheRequestOfThePreviousOne() {
        AmResponse response = call(
                REQUEST,
                OK,
                (request, chain) -> chain.proceed(request.accepting("a/b")),
                Interceptor.NONE,
                (request, chain) -> chain.proceed(request.accepting(request.accept() + "+c")));
        assertThat(response).isEqualTo(OK);
        assertThat(sent).extracting(AmRequest::accept).containsExactly("a/b+c");
    }

    @Test
    void interceptorThatRespondsEndsTheCall() {
        assertThat(call(REQUEST, OK, (request, chain) -> BUSY)).isEqualTo(BUSY);
        assertThat(sent).isEmpty();
    }

    @Test
    void requestIsRepeatedOnceOnlyForItsNamedResponses() {
        AmRequest repeated = REQUEST.repeatedOn(response -> response.is(500));
        assertThat(call(repeated, BUSY, new RetryInterceptor())).isEqualTo(BUSY);
        assertThat(sent).hasSize(2);
        call(repeated, OK, new RetryInterceptor());
        assertThat(sent).hasSize(3);
        call(REQUEST, BUSY, new RetryInterceptor());
        assertThat(sent).hasSize(4);
    }

    @Test
    void requestIsNotSentAfterItsDeadline() {
        AmResponse late = call(
                REQUEST,
                OK,
                (request, chain) -> {
                    now.addAndGet(Duration.ofSeconds(1).toNanos());
                    return chain.proceed(request);
                },
                new DeadlineInterceptor());
        assertThat(late.description()).isEqualTo("no time left to ask");
        assertThat(late.mayHaveBeenDone()).isFalse();
        assertThat(sent).isEmpty();
    }
}
