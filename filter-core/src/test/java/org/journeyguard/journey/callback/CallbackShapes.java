package org.journeyguard.journey.callback;

import jakarta.json.Json;
import java.io.StringReader;
import java.util.Locale;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.journeyguard.journey.AnswerCallback;
import org.journeyguard.journey.Callback;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.params.provider.Arguments;

/** Callbacks as PingAM 8's documentation and the recorded answers of OpenAM 16 show them. */
public final class CallbackShapes {
    /** Policies and their failures, as outputs. */
    static final String POLICIES = """
            {"name":"policies","value":{"policyRequirements":["MIN_LENGTH"],"fallbackPolicies":null,"name":"userName",\
            "policies":[{"policyId":"minimum-length","params":{"minLength":8},"policyRequirements":["MIN_LENGTH"]}],\
            "conditionalPolicies":null}},{"name":"failedPolicies","value":\
            ["{ \\"params\\": { \\"minLength\\": 8 }, \\"policyRequirement\\": \\"MIN_LENGTH\\" }"]},\
            {"name":"validateOnly","value":false}""";

    /** Reads a callback. */
    public static Callback read(String json) {
        return Callbacks.of(Json.createReader(new StringReader(json)).readObject());
    }

    static <C extends Callback> C read(String json, Class<C> type) {
        return type.cast(read(json));
    }

    static String callback(String type, String output, String input) {
        return "{\"type\":\"" + type + "\",\"output\":[" + output + "],\"input\":[" + input + "],\"_id\":7}";
    }

    static String prompt(String text) {
        return field("prompt", "\"" + text + "\"");
    }

    static String field(String name, String json) {
        return "{\"name\":\"" + name + "\",\"value\":" + json + "}";
    }

    static String input(String json) {
        return field("IDToken1", json);
    }

    static String validated(String json) {
        return input(json) + "," + field("IDToken1validateOnly", "false");
    }

    /** A callback, its class, an answer, and what the inputs are afterwards. */
    static <C extends Callback> Arguments answered(
            Class<C> type, String output, String input, Consumer<C> answer, String answered) {
        String name = type == SelectIdpCallback.class ? "SelectIdPCallback" : type.getSimpleName();
        return Arguments.of(
                Named.of(name, callback(name, output, input)), type, answer, callback(name, output, answered));
    }

    static <V, C extends AnswerCallback<V>> Arguments set(
            Class<C> type, String output, String input, V value, String answered) {
        return answered(type, output, input, callback -> callback.set(value), answered);
    }

    /** All types that are answered: JSON, class, an answer, and the JSON afterwards. */
    public static Stream<Arguments> answers() {
        String attribute = field("name", "\"mail\"") + "," + prompt("Email") + "," + field("required", "true") + ","
                + POLICIES + "," + field("value", "\"\"");
        return Stream.of(
                set(NameCallback.class, prompt("User Name"), input("\"\""), "al\"ice/ü", input("\"al\\\"ice/ü\"")),
                set(PasswordCallback.class, prompt("Password"), input("\"\""), "pw", input("\"pw\"")),
                set(TextInputCallback.class, prompt("Nickname"), input("\"\""), "al", input("\"al\"")),
                set(
                        ChoiceCallback.class,
                        prompt("Choose") + "," + field("choices", "[\"A\",\"B\"]") + "," + field("defaultChoice", "1"),
                        input("0"),
                        1,
                        input("1")),
                set(
                        ConfirmationCallback.class,
                        prompt("") + "," + field("messageType", "1") + "," + field("options", "[\"Yes\",\"No\"]") + ","
                                + field("optionType", "-1") + "," + field("defaultOption", "1"),
                        input("100"),
                        0,
                        input("0")),
                set(
                        HiddenValueCallback.class,
                        field("value", "\"\"") + "," + field("id", "\"clientScriptOutputData\""),
                        input("\"clientScriptOutputData\""),
                        "{}",
                        input("\"{}\"")),
                set(BooleanAttributeInputCallback.class, attribute, validated("false"), true, validated("true")),
                set(NumberAttributeInputCallback.class, attribute, validated("\"\""), 1.5, validated("1.5")),
                set(NumberAttributeInputCallback.class, attribute, validated("0"), 42, validated("42")),
                set(StringAttributeInputCallback.class, attribute, validated("\"\""), "a@b", validated("\"a@b\"")),
                set(ValidatedCreateUsernameCallback.class, POLICIES, validated("\"\""), "al", validated("\"al\"")),
                answered(
                        ValidatedCreatePasswordCallback.class,
                        field("echoOn", "false") + "," + POLICIES,
                        validated("\"\""),
                        callback -> callback.setValidateOnly(true),
                        input("\"\"") + "," + field("IDToken1validateOnly", "true")),
                set(
                        TermsAndConditionsCallback.class,
                        field("version", "\"0.0\"") + "," + field("terms", "\"Terms\"") + ","
                                + field("createDate", "\"2022-10-28T04:20:11.320Z\""),
                        input("false"),
                        true,
                        input("true")),
                answered(
                        KbaCreateCallback.class,
                        prompt("Select") + "," + field("predefinedQuestions", "[\"Pet?\"]") + ","
                                + field("allowUserDefinedQuestions", "true"),
                        field("IDToken1question", "\"\"") + "," + field("IDToken1answer", "\"\""),
                        callback -> callback.set("Pet?", "Rex"),
                        field("IDToken1question", "\"Pet?\"") + "," + field("IDToken1answer", "\"Rex\"")),
                set(
                        ConsentMappingCallback.class,
                        field("name", "\"managedUser_managedUser\"") + "," + field("displayName", "\"Mapping\"") + ","
                                + field("icon", "\"\"") + "," + field("accessLevel", "\"Actual Profile\"") + ","
                                + field("isRequired", "true") + "," + field("message", "\"You consent\"") + ","
                                + field("fields", "[\"mail\"]"),
                        input("false"),
                        true,
                        input("true")),
                set(
                        SelectIdpCallback.class,
                        field(
                                        "providers",
                                        "[{\"provider\":\"google\",\"uiConfig\":{\"buttonDisplayName\":\"Google\"}},"
                                                + "{\"provider\":\"localAuthentication\"}]")
                                + "," + field("value", "\"\""),
                        input("\"\""),
                        "google",
                        input("\"google\"")),
                set(
                        LanguageCallback.class,
                        field("language", "\"hi\"") + "," + field("country", "\"IN\""),
                        field("IDToken1Language", "\"hi\"") + "," + field("IDToken1Country", "\"IN\""),
                        Locale.GERMANY,
                        field("IDToken1Language", "\"de\"") + "," + field("IDToken1Country", "\"DE\"")),
                set(
                        DeviceProfileCallback.class,
                        field("metadata", "true") + "," + field("location", "false") + ","
                                + field("message", "\"Collecting\""),
                        input("\"\""),
                        "{\"identifier\":\"x\"}",
                        input("\"{\\\"identifier\\\":\\\"x\\\"}\"")),
                set(
                        ReCaptchaCallback.class,
                        field("recaptchaSiteKey", "\"6Lf\""),
                        input("\"\""),
                        "token",
                        input("\"token\"")));
    }

    private CallbackShapes() {}
}
