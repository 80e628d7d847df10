package org.journeyguard.journey.callback;

import static org.assertj.core.api.Assertions.assertThat;
import static org.journeyguard.journey.callback.CallbackShapes.callback;
import static org.journeyguard.journey.callback.CallbackShapes.read;

import jakarta.json.Json;
import java.util.function.Consumer;
import org.journeyguard.journey.Callback;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Each type of callback is sent back byte for byte, but for its answer. */
class CallbackAnswersTest {
    private static final String ANSWERS = "org.journeyguard.journey.callback.CallbackShapes#answers";

    @ParameterizedTest
    @MethodSource(ANSWERS)
    <C extends Callback> void anAnswerChangesItsInputsAndNothingElse(
            String json, Class<C> type, Consumer<C> answer, String expected) {
        Callback callback = read(json);
        assertThat(callback).isExactlyInstanceOf(type);
        assertThat(callback.toJson()).hasToString(json);

        answer.accept(type.cast(callback));

        assertThat(callback.toJson()).hasToString(expected);
    }

    @ParameterizedTest
    @MethodSource(ANSWERS)
    <C extends Callback> void noTypeShowsItsInputs(String json, Class<C> type, Consumer<C> answer, String expected) {
        C callback = type.cast(read(json));
        answer.accept(callback);
        String shown = callback.toString();
        callback.inputs().keySet().forEach(name -> callback.setInput(name, Json.createValue("5ecret")));
        assertThat(callback).hasToString(shown);
    }

    /** What would be typed again on the user's behalf after a timeout. */
    @Test
    void secretsAreThoseThatAUserHasToTypeThemselves() {
        assertThat(CallbackShapes.answers()
                        .map(arguments -> read(
                                arguments.get()[0] instanceof Named<?> named
                                        ? (String) named.getPayload()
                                        : (String) arguments.get()[0]))
                        .filter(Callback::isSecret)
                        .map(Callback::type)
                        .distinct())
                .containsExactlyInAnyOrder(
                        "PasswordCallback",
                        "HiddenValueCallback",
                        "ValidatedCreatePasswordCallback",
                        "KbaCreateCallback",
                        "ReCaptchaCallback");
        assertThat(read(callback("OtherCallback", "", "")).isSecret()).isTrue();
    }
}
