package org.journeyguard.journey.callback;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.journeyguard.journey.callback.CallbackShapes.POLICIES;
import static org.journeyguard.journey.callback.CallbackShapes.callback;
import static org.journeyguard.journey.callback.CallbackShapes.field;
import static org.journeyguard.journey.callback.CallbackShapes.input;
import static org.journeyguard.journey.callback.CallbackShapes.prompt;
import static org.journeyguard.journey.callback.CallbackShapes.read;
import static org.journeyguard.journey.callback.CallbackShapes.validated;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import org.journeyguard.journey.Callback;
import org.journeyguard.journey.FailedPolicy;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What callbacks state, and what is done with those that need no answer. */
class CallbacksTest {
    static Stream<Arguments> unansweredTypes() {
        return Stream.of(
                Arguments.of("TextOutputCallback", TextOutputCallback.class),
                Arguments.of("SuspendedTextOutputCallback", SuspendedTextOutputCallback.class),
                Arguments.of("PollingWaitCallback", PollingWaitCallback.class),
                Arguments.of("RedirectCallback", RedirectCallback.class),
                Arguments.of("MetadataCallback", MetadataCallback.class),
                Arguments.of("WebAuthnFutureCallback", Callback.class));
    }

    @ParameterizedTest
    @MethodSource("unansweredTypes")
    void whatNeedsNoAnswerIsSentBackAsItCame(String name, Class<?> type) {
        String[] spellings = {
            callback(name, field("any", "{\"deep\":[1,2.50,null,\"\\\"\"]}"), input("{\"x\":[]}")),
            "{\"type\":\"" + name + "\",\"output\":[" + field("message", "\"m\"") + "]}",
            "{\"_id\":3,\"input\":[],\"output\":[],\"type\":\"" + name + "\"}",
            "{\"type\":\"" + name + "\",\"output\":{},\"input\":\"odd\"}",
            "{\"type\":\"" + name + "\",\"input\":[null,1,{\"value\":2},{\"name\":3}]}"
        };
        for (String json : spellings) {
            assertThat(read(json)).isExactlyInstanceOf(type);
            assertThat(read(json).toJson()).hasToString(json);
        }
    }

    @Test
    void anUnknownTypeIsReachableByItsInputs() {
        Callback callback = read(callback(
                "DeviceBindingCallback",
                field("challenge", "\"6IBk=\"") + "," + field("timeout", "60"),
                field("IDToken1jws", "\"\"") + "," + field("IDToken1clientError", "\"\"")));

        assertThat(callback.type()).isEqualTo("DeviceBindingCallback");
        assertThat(callback.outputs())
                .containsExactly(
                        Map.entry("challenge", Json.createValue("6IBk=")), Map.entry("timeout", Json.createValue(60)));
        callback.setInput("IDToken1jws", Json.createValue("eyJ"));
        assertThat(callback.inputs())
                .containsExactly(
                        Map.entry("IDToken1jws", Json.createValue("eyJ")),
                        Map.entry("IDToken1clientError", Json.createValue("")));
        assertThat(callback.toJson())
                .hasToString(callback(
                        "DeviceBindingCallback",
                        field("challenge", "\"6IBk=\"") + "," + field("timeout", "60"),
                        field("IDToken1jws", "\"eyJ\"") + "," + field("IDToken1clientError", "\"\"")));
        assertThatThrownBy(() -> callback.setInput("other", JsonValue.TRUE))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("IDToken1jws")
                .hasMessageNotContaining("eyJ");
    }

    @Test
    void messagesHaveAType() {
        for (TextOutputCallback.MessageType type : TextOutputCallback.MessageType.values()) {
            String number = switch (type) {
                case INFORMATION -> "\"0\"";
                case WARNING -> "1";
                case ERROR -> "\"2\"";
                case SCRIPT -> "\"4\"";
                case UNKNOWN -> "\"x\"";
            };
            TextOutputCallback callback = read(
                    callback("TextOutputCallback", field("message", "\"m\"") + "," + field("messageType", number), ""),
                    TextOutputCallback.class);
            assertThat(callback.messageType()).isEqualTo(type);
            assertThat(callback.message()).isEqualTo("m");
        }
    }

    @Test
    void optionsAreChosenByPositionOrText() {
        ChoiceCallback choice = read(
                callback(
                        "ChoiceCallback",
                        prompt("Choose") + "," + field("choices", "[\"A\",\"B\"]") + "," + field("defaultChoice", "1"),
                        input("0")),
                ChoiceCallback.class);
        assertThat(choice.prompt()).isEqualTo("Choose");
        assertThat(choice.options()).containsExactly("A", "B");
        assertThat(choice.suggested()).isEqualTo(1);
        assertThat(choice.choose("C")).isFalse();
        assertThat(choice.inputs()).containsValue(Json.createValue(0));
        assertThat(choice.choose("B")).isTrue();
        assertThat(choice.inputs()).containsValue(Json.createValue(1));
        for (int position : List.of(-1, 2)) {
            assertThatThrownBy(() -> choice.set(position)).isInstanceOf(IllegalArgumentException.class);
        }
    }

    @Test
    void policiesAndFailuresOfAValueAreStated() {
        StringAttributeInputCallback mail = read(
                callback(
                        "StringAttributeInputCallback",
                        field("name", "\"mail\"") + "," + field("required", "true") + "," + POLICIES + ","
                                + field("value", "\"old\""),
                        validated("\"\"")),
                StringAttributeInputCallback.class);
        assertThat(mail.name()).isEqualTo("mail");
        assertThat(mail.isRequired()).isTrue();
        assertThat(mail.value()).isEqualTo("old");
        assertThat(mail.policies().asJsonObject().getString("name")).isEqualTo("userName");
        assertThat(mail.failedPolicies())
                .containsExactly(new FailedPolicy(
                        "MIN_LENGTH",
                        Json.createObjectBuilder().add("minLength", 8).build()));
    }

    @Test
    void failuresInOtherFormsAreStatedToo() {
        ValidatedCreateUsernameCallback callback = read(
                callback(
                        "ValidatedCreateUsernameCallback",
                        field("failedPolicies", "[{\"policyRequirement\":\"UNIQUE\"},\"a text\",\"[1]\"]"),
                        validated("\"\"")),
                ValidatedCreateUsernameCallback.class);
        assertThat(callback.failedPolicies())
                .extracting(FailedPolicy::requirement)
                .containsExactly("UNIQUE", "a text", "[1]");
        assertThat(callback.policies()).isEqualTo(JsonObject.EMPTY_JSON_OBJECT);
    }

    @Test
    void otherTypesStateWhatTheyNeed() {
        PollingWaitCallback wait = read(
                callback("PollingWaitCallback", field("waitTime", "\"8000\"") + "," + field("message", "\"Wait\""), ""),
                PollingWaitCallback.class);
        assertThat(wait.waitTime()).isEqualTo(Duration.ofSeconds(8));
        assertThat(wait.message()).isEqualTo("Wait");
        RedirectCallback redirect = read(
                callback(
                        "RedirectCallback",
                        field("redirectUrl", "\"https://idp.example.com\"") + "," + field("redirectMethod", "\"GET\"")
                                + "," + field("trackingCookie", "true"),
                        ""),
                RedirectCallback.class);
        assertThat(redirect.redirectUrl()).isEqualTo("https://idp.example.com");
        assertThat(redirect.redirectMethod()).isEqualTo("GET");
        assertThat(redirect.isTracking()).isTrue();
        assertThat(read(callback("MetadataCallback", field("data", "{\"a\":1}"), ""), MetadataCallback.class)
                        .data())
                .hasToString("{\"a\":1}");
        assertThat(read(callback("MetadataCallback", "", ""), MetadataCallback.class)
                        .data())
                .isEmpty();
        assertThat(read(callback("LanguageCallback", field("language", "\"de\""), ""), LanguageCallback.class)
                        .locale())
                .isEqualTo(Locale.GERMAN);
    }
}
