package org.journeyguard.internal.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.time.Duration;
import org.journeyguard.ApiError;
import org.journeyguard.Unavailable;
import org.junit.jupiter.api.Test;

class AmResultTest {
    private static final Outage OUTAGE = new Outage("keys: status 503", Duration.ofSeconds(9), true, true);
    private static final AmResult<String> VALUE = new AmResult.Value<>("7");
    private static final AmResult<String> REFUSED = new AmResult.Refused<>(400, "invalid_grant", "expired");
    private static final AmResult<String> NO_ANSWER = new AmResult.NoAnswer<>(OUTAGE);

    @Test
    void onlyAValueIsMapped() {
        assertThat(VALUE.map(Integer::valueOf)).isEqualTo(new AmResult.Value<>(7));
        assertThat(REFUSED.map(Integer::valueOf)).isEqualTo(REFUSED);
        assertThat(NO_ANSWER.map(Integer::valueOf)).isEqualTo(NO_ANSWER);
    }

    @Test
    void nextCallIsMadeOnlyAfterAValue() {
        assertThat(VALUE.flatMap(value -> NO_ANSWER)).isEqualTo(NO_ANSWER);
        assertThat(VALUE.flatMap(value -> REFUSED)).isEqualTo(REFUSED);
        assertThat(REFUSED.flatMap(value -> VALUE)).isEqualTo(REFUSED);
        assertThat(NO_ANSWER.flatMap(value -> VALUE)).isEqualTo(NO_ANSWER);
    }

    @Test
    void refusalAndOutageThrowTheirExceptions() {
        assertThat(VALUE.orElseThrow()).isEqualTo("7");
        assertThatExceptionOfType(ApiError.class)
                .isThrownBy(REFUSED::orElseThrow)
                .satisfies(refused -> assertThat(refused.status()).isEqualTo(400));
        assertThatExceptionOfType(Unavailable.class)
                .isThrownBy(NO_ANSWER::orElseThrow)
                .withMessage("AM does not answer (keys: status 503)")
                .satisfies(none -> assertThat(none.retryAfter()).isEqualTo(Duration.ofSeconds(9)));
    }

    @Test
    void refusalFoldsToAnOutage() {
        assertThat(REFUSED.<Object>fold(value -> value, outage -> outage)).isEqualTo(new Outage("status 400"));
        assertThat(NO_ANSWER.<Object>fold(value -> value, outage -> outage)).isEqualTo(OUTAGE);
    }
}
