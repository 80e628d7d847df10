package org.journeyguard.internal.page;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.json.Json;
import jakarta.json.JsonArray;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObject;
import jakarta.json.JsonReader;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import java.io.StringReader;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.journeyguard.internal.response.LanguagesReader;
import org.journeyguard.internal.response.Messages;
import org.journeyguard.journey.Callback;
import org.journeyguard.journey.JourneyStep;
import org.journeyguard.journey.callback.BooleanAttributeInputCallback;
import org.journeyguard.journey.callback.Callbacks;
import org.journeyguard.journey.callback.ConsentMappingCallback;
import org.journeyguard.journey.callback.DeviceProfileCallback;
import org.journeyguard.journey.callback.KbaCreateCallback;
import org.journeyguard.journey.callback.LanguageCallback;
import org.journeyguard.journey.callback.ReCaptchaCallback;
import org.journeyguard.journey.callback.TermsAndConditionsCallback;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Each type of callback as fields of a form, and what its fields answer. */
class CallbackFieldsTest {
    private static final String ANSWERS = "org.journeyguard.journey.callback.CallbackShapes#answers";
    private static final Set<Class<?>> NEED_SCRIPT = Set.of(DeviceProfileCallback.class, ReCaptchaCallback.class);
    private static final Set<Class<?>> CHECKBOXES =
            Set.of(BooleanAttributeInputCallback.class, TermsAndConditionsCallback.class, ConsentMappingCallback.class);
    private static final Messages WORDS = LanguagesReader.english().wordsFor("en");

    /** A step of these callbacks. */
    private record Step(List<Callback> callbacks) implements JourneyStep.Prompt {
        @Override
        public Optional<String> stage() {
            return Optional.empty();
        }

        @Override
        public Optional<String> header() {
            return Optional.empty();
        }

        @Override
        public Optional<String> description() {
            return Optional.empty();
        }

        @Override
        public JourneyStep next(Map<String, String> parameters) {
            throw new UnsupportedOperationException();
        }

        @Override
        public JourneyStep restart() {
            throw new UnsupportedOperationException();
        }
    }

    private static JsonObject json(String text) {
        try (JsonReader reader = Json.createReader(new StringReader(text))) {
            return reader.readObject();
        }
    }

    private static Step step(String... callbacks) {
        return new Step(List.of(callbacks).stream()
                .map(each -> Callbacks.of(json(each)))
                .toList());
    }

    private static String html(Step step) {
        CallbackFields fields = new CallbackFields(step, WORDS);
        return fields.all() + fields.buttons("Continue");
    }

    /** What a browser sends for an answer in AM's form. */
    private static Map<String, String> form(Class<?> type, String answered) {
        JsonArray inputs = json(answered).getJsonArray("input");
        String first = value(inputs.getJsonObject(0));
        if (CHECKBOXES.contains(type)) {
            return first.equals("true") ? Map.of("c0", "true") : Map.of();
        }
        if (type.equals(KbaCreateCallback.class)) {
            return Map.of("c0-question", "0", "c0-answer", value(inputs.getJsonObject(1)));
        }
        return Map.of("c0", type.equals(LanguageCallback.class) ? first + "-" + value(inputs.getJsonObject(1)) : first);
    }

    private static String value(JsonObject input) {
        JsonValue value = Objects.requireNonNull(input.get("value"));
        return value instanceof JsonString string ? string.getString() : value.toString();
    }

    @ParameterizedTest
    @MethodSource(ANSWERS)
    <C extends Callback> void formAnswersEachType(String json, Class<C> type, Consumer<C> unused, String expected) {
        Step step = step(json);
        assertThat(CallbackAnswers.canBeTyped(step)).isEqualTo(!NEED_SCRIPT.contains(type));
        Map<String, String> form = form(type, expected);
        if (!NEED_SCRIPT.contains(type)) {
            form.keySet().forEach(name -> assertThat(html(step)).contains("name=\"" + name + "\""));
        }
        CallbackAnswers.ofForm(step, form);
        assertThat(step.callbacks().get(0).toJson().getJsonArray("input").get(0))
                .isEqualTo(json(expected).getJsonArray("input").get(0));
    }

    @ParameterizedTest
    @MethodSource(ANSWERS)
    <C extends Callback> void jsonAnswersEachTypeByteForByte(
            String json, Class<C> type, Consumer<C> unused, String expected) {
        Step step = step(json);
        CallbackAnswers.ofJson(
                step, Json.createArrayBuilder().add(json(expected)).build());
        assertThat(step.callbacks().get(0).toJson()).hasToString(expected);
    }

    @ParameterizedTest
    @MethodSource(ANSWERS)
    <C extends Callback> void nothingOfAmIsHtml(String json, Class<C> type, Consumer<C> unused, String expected) {
        String attack = "\"><script>alert(1)</script>";
        JsonArrayBuilder outputs = Json.createArrayBuilder();
        for (JsonValue each : json(json).getJsonArray("output")) {
            outputs.add(Json.createObjectBuilder(each.asJsonObject())
                    .add(
                            "value",
                            attacked(Objects.requireNonNull(each.asJsonObject().get("value")), attack)));
        }
        JsonObject attacked =
                Json.createObjectBuilder(json(json)).add("output", outputs).build();
        assertThat(html(step(attacked.toString()))).doesNotContain("<script", "\">&lt;", attack);
    }

    private static JsonValue attacked(JsonValue value, String attack) {
        if (value instanceof JsonString) {
            return Json.createValue(attack);
        }
        if (value instanceof JsonArray array) {
            JsonArrayBuilder all = Json.createArrayBuilder();
            array.forEach(each -> all.add(attacked(each, attack)));
            return all.build();
        }
        return value;
    }

    @ParameterizedTest
    @ValueSource(strings = {"-1", "2", "x", "", "99999999999"})
    void whatIsNoOptionIsSentBackAsItCame(String value) {
        Step step = step("""
                {"type":"ChoiceCallback","output":[{"name":"choices","value":["A","B"]}],"input":[{"name":"IDToken1","value":0}]}""", """
                {"type":"NumberAttributeInputCallback","output":[],"input":[{"name":"IDToken2","value":null}]}""", """
                {"type":"KbaCreateCallback","output":[{"name":"predefinedQuestions","value":["A","B"]}],
                 "input":[{"name":"IDToken3question","value":""},{"name":"IDToken3answer","value":""}]}""");
        CallbackAnswers.ofForm(step, new HashMap<>(Map.of("c0", value, "c1", "NaN" + value, "c2-question", value)));
        assertThat(step.callbacks().get(0).inputs()).containsValue(Json.createValue(0));
        assertThat(step.callbacks().get(1).inputs()).containsValue(JsonValue.NULL);
        assertThat(step.callbacks().get(2).inputs().values()).containsOnly(Json.createValue(""));
    }

    @Test
    void ownQuestionIsTakenOnlyWhereAmAllowsIt() {
        for (boolean isAllowed : new boolean[] {true, false}) {
            Step step = step(String.format("""
                    {"type":"KbaCreateCallback","output":[{"name":"predefinedQuestions","value":["Pet?"]},
                     {"name":"allowUserDefinedQuestions","value":%s}],
                     "input":[{"name":"IDToken1question","value":""},{"name":"IDToken1answer","value":""}]}""", isAllowed));
            CallbackAnswers.ofForm(step, Map.of("c0-question", "0", "c0-own", "Town?", "c0-answer", "X"));
            assertThat(step.callbacks().get(0).inputs().get("IDToken1question"))
                    .isEqualTo(Json.createValue(isAllowed ? "Town?" : "Pet?"));
        }
    }

    @Test
    void jsonSetsNoInputThatAmDoesNotExpectAndNoOutput() {
        Step step = step("""
                {"type":"NameCallback","output":[{"name":"prompt","value":"Name"}],"input":[{"name":"IDToken1","value":""}]}""");
        for (String sent : List.of(
                "[{\"input\":[{\"name\":\"authId\",\"value\":\"x\"}],\"output\":[{\"name\":\"prompt\",\"value\":\"x\"}]}]",
                "[null,1]",
                "[{\"input\":[null,{},{\"name\":3}]}]",
                "[{\"input\":{}}]",
                "[]")) {
            try (JsonReader reader = Json.createReader(new StringReader(sent))) {
                CallbackAnswers.ofJson(step, reader.readArray());
            }
            assertThat(step.callbacks().get(0).toJson().toString()).doesNotContain("\"x\"", "authId");
        }
    }

    @ParameterizedTest
    @CsvSource({
        "'{\"type\":\"TextOutputCallback\",\"output\":[{\"name\":\"messageType\",\"value\":\"4\"}]}', false",
        "'{\"type\":\"WebAuthnFutureCallback\",\"input\":[{\"name\":\"IDToken1\",\"value\":\"\"}]}', false",
        "'{\"type\":\"FutureMessageCallback\",\"output\":[]}', true",
        "'{\"type\":\"RedirectCallback\",\"output\":[{\"name\":\"redirectMethod\",\"value\":\"POST\"}]}', false",
        "'{\"type\":\"MetadataCallback\",\"output\":[]}', true"
    })
    void stepsThatNeedScriptCanNotBeTyped(String callback, boolean canBeTyped) {
        assertThat(CallbackAnswers.canBeTyped(step(callback))).isEqualTo(canBeTyped);
    }

    @Test
    void confirmationHasAButtonForEachOptionAndTheSuggestedOneComesFirst() {
        String html = html(step("""
                        {"type":"ConfirmationCallback","output":[{"name":"prompt","value":"Sure?"},
                         {"name":"options","value":["Yes","No"]},{"name":"defaultOption","value":1}],
                         "input":[{"name":"IDToken1","value":0}]}"""));
        assertThat(html)
                .contains("<p>Sure?</p>", "<button name=\"c0\" value=\"1\" formnovalidate>No</button>")
                .doesNotContain("Continue");
        assertThat(html.indexOf("No</button>")).isLessThan(html.indexOf("Yes</button>"));
    }

    @Test
    void identityProvidersAreButtonsBesideTheSignInAtAmItself() {
        Step step = step("""
                {"type":"SelectIdPCallback","output":[{"name":"providers","value":[
                 {"provider":"google","uiConfig":{"buttonDisplayName":"Google"}},{"provider":"localAuthentication"}]}],
                 "input":[{"name":"IDToken1","value":""}]}""");
        assertThat(html(step))
                .startsWith("<button>Continue</button>")
                .contains("value=\"google\" formnovalidate>Google</button>")
                .doesNotContain("localAuthentication");
        CallbackAnswers.ofForm(step, Map.of());
        assertThat(step.callbacks().get(0).inputs()).containsValue(Json.createValue("localAuthentication"));
    }

    @Test
    void valueThatAmRejectsSaysWhy() {
        assertThat(html(step("""
                                {"type":"StringAttributeInputCallback","output":[{"name":"name","value":"mail"},
                                 {"name":"prompt","value":"Email"},{"name":"required","value":true},{"name":"value","value":"x"},
                                 {"name":"failedPolicies","value":["{\\"policyRequirement\\":\\"VALID_EMAIL\\"}"]}],
                                 "input":[{"name":"IDToken1","value":""}]}""")))
                .contains("id=\"c0-error\"", "VALID_EMAIL")
                .contains("type=\"email\" autocomplete=\"email\" value=\"x\"")
                .contains("aria-invalid=\"true\" aria-describedby=\"c0-error\" required");
    }
}
