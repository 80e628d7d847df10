package org.journeyguard.internal.journey;

import jakarta.json.Json;
import jakarta.json.JsonArray;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.JsonValue;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.journeyguard.journey.Callback;
import org.journeyguard.journey.JourneyOptions;
import org.journeyguard.journey.JourneyStep;
import org.journeyguard.journey.callback.Callbacks;

/** A step in which AM asks; all else that AM sent with it, such as its {@code authId}, is sent back unchanged. */
final class JourneyPrompt implements JourneyStep.Prompt {
    private static final String CALLBACKS = "callbacks";
    private static final String INDEX = "index";
    private static final String RESUMPTION = "resumption";
    private static final String CONTENT = "content";

    private final Journey journey;
    private final JsonObject content;
    private final List<Callback> callbacks;

    JourneyPrompt(Journey journey, JsonObject content) {
        this.journey = journey;
        this.content = content;
        JsonArray sent = content.get(CALLBACKS) instanceof JsonArray array ? array : JsonValue.EMPTY_JSON_ARRAY;
        this.callbacks = sent.stream()
                .filter(JsonObject.class::isInstance)
                .map(each -> Callbacks.of(each.asJsonObject()))
                .toList();
    }

    @Override
    public List<Callback> callbacks() {
        return callbacks;
    }

    @Override
    public Optional<String> stage() {
        return JourneyAnswers.text(content, "stage");
    }

    @Override
    public Optional<String> header() {
        return JourneyAnswers.text(content, "header");
    }

    @Override
    public Optional<String> description() {
        return JourneyAnswers.text(content, "description");
    }

    @Override
    public JourneyStep next(Map<String, String> parameters) {
        return journey.send(parameters, answered().toString());
    }

    /** Returns the step with its answers. */
    private JsonObject answered() {
        JsonArrayBuilder answered = Json.createArrayBuilder();
        callbacks.forEach(each -> answered.add(each.toJson()));
        return Json.createObjectBuilder(content).add(CALLBACKS, answered).build();
    }

    @Override
    public JourneyStep restart() {
        JourneyStep first = journey.start();
        if (first instanceof JourneyPrompt prompt) {
            for (int i = 0; i < Math.min(callbacks.size(), prompt.callbacks.size()); i++) {
                repeat(callbacks.get(i), prompt.callbacks.get(i));
            }
        }
        return first;
    }

    /** Returns it in a form from which {@link #restored} goes on. Contains secrets. */
    JsonObject saved() {
        return Json.createObjectBuilder()
                .add(INDEX, json(journey.index()))
                .add(RESUMPTION, json(journey.resumption()))
                .add(CONTENT, answered())
                .build();
    }

    /** Goes on with what {@link #saved} has returned. */
    static JourneyPrompt restored(JsonObject saved, JourneyServices services, JourneyOptions options) {
        Journey journey = new Journey(
                services, options, texts(saved.getJsonObject(INDEX)), texts(saved.getJsonObject(RESUMPTION)));
        return new JourneyPrompt(journey, saved.getJsonObject(CONTENT));
    }

    private static JsonObjectBuilder json(Map<String, String> texts) {
        JsonObjectBuilder json = Json.createObjectBuilder();
        texts.forEach(json::add);
        return json;
    }

    private static Map<String, String> texts(JsonObject json) {
        Map<String, String> texts = new HashMap<>();
        json.keySet().forEach(name -> texts.put(name, json.getString(name)));
        return texts;
    }

    private static void repeat(Callback former, Callback callback) {
        boolean isSame = former.type().equals(callback.type())
                && former.outputs().equals(callback.outputs())
                && former.inputs().keySet().equals(callback.inputs().keySet());
        if (isSame && !former.isSecret()) {
            former.inputs().forEach(callback::setInput);
        }
    }

    @Override
    public String toString() {
        return "Prompt" + callbacks;
    }
}
