package org.journeyguard.internal.page;

import jakarta.json.JsonArray;
import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import java.math.BigDecimal;
import java.util.IllformedLocaleException;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.journeyguard.journey.AnswerCallback;
import org.journeyguard.journey.Callback;
import org.journeyguard.journey.JourneyStep;
import org.journeyguard.journey.OptionCallback;
import org.journeyguard.journey.callback.BooleanAttributeInputCallback;
import org.journeyguard.journey.callback.ConsentMappingCallback;
import org.journeyguard.journey.callback.DeviceProfileCallback;
import org.journeyguard.journey.callback.KbaCreateCallback;
import org.journeyguard.journey.callback.LanguageCallback;
import org.journeyguard.journey.callback.NumberAttributeInputCallback;
import org.journeyguard.journey.callback.ReCaptchaCallback;
import org.journeyguard.journey.callback.RedirectCallback;
import org.journeyguard.journey.callback.SelectIdpCallback;
import org.journeyguard.journey.callback.TermsAndConditionsCallback;
import org.journeyguard.journey.callback.TextOutputCallback;

/** Sets the inputs of a step to what a browser sends. What it does not send, or what is not valid, is sent back as AM sent it. */
final class CallbackAnswers {
    /** AM's name of the sign-in at AM itself. */
    static final String LOCAL = "localAuthentication";

    private static final int LONGEST_NUMBER = 30;

    private CallbackAnswers() {}

    /**
     * Whether a page without script can show a step, and an answer can come from its form: not if AM sends a script, or wants what only a
     * script can find out.
     */
    static boolean canBeTyped(JourneyStep.Prompt prompt) {
        return prompt.callbacks().stream().allMatch(CallbackAnswers::canBeTyped);
    }

    private static boolean canBeTyped(Callback callback) {
        if (callback instanceof TextOutputCallback text) {
            return text.messageType() != TextOutputCallback.MessageType.SCRIPT;
        }
        if (callback instanceof RedirectCallback redirect) {
            return !redirect.redirectMethod().equalsIgnoreCase("POST");
        }
        boolean isUnknown =
                callback.getClass().equals(Callback.class) && !callback.inputs().isEmpty();
        return !isUnknown && !(callback instanceof ReCaptchaCallback) && !(callback instanceof DeviceProfileCallback);
    }

    /**
     * Sets the inputs.
     *
     * @param form the fields of {@link CallbackFields}
     */
    static void ofForm(JourneyStep.Prompt prompt, Map<String, String> form) {
        for (int i = 0; i < prompt.callbacks().size(); i++) {
            set(prompt.callbacks().get(i), CallbackFields.name(i), form);
        }
    }

    @SuppressWarnings("unchecked")
    private static void set(Callback callback, String name, Map<String, String> form) {
        String value = form.get(name);
        if (isCheckbox(callback)) {
            // browsers send no field for an empty one
            ((AnswerCallback<Boolean>) callback).set("true".equals(value));
        } else if (callback instanceof KbaCreateCallback kba) {
            set(kba, name, form);
        } else if (callback instanceof SelectIdpCallback idp && value == null) {
            if (idp.providers().stream()
                    .anyMatch(each -> each.getString("provider", "").equals(LOCAL))) {
                idp.set(LOCAL);
            }
        } else if (value == null) {
            return;
        } else if (callback instanceof OptionCallback options) {
            position(value, options.options()).ifPresent(options::set);
        } else if (callback instanceof NumberAttributeInputCallback attribute) {
            number(value).ifPresent(attribute::set);
        } else if (callback instanceof LanguageCallback language) {
            language(value).ifPresent(language::set);
        } else if (callback instanceof AnswerCallback<?> text) {
            ((AnswerCallback<String>) text).set(value);
        }
    }

    private static boolean isCheckbox(Callback callback) {
        return callback instanceof BooleanAttributeInputCallback
                || callback instanceof TermsAndConditionsCallback
                || callback instanceof ConsentMappingCallback;
    }

    private static void set(KbaCreateCallback kba, String name, Map<String, String> form) {
        List<String> predefined = kba.predefinedQuestions();
        String own = form.getOrDefault(name + "-own", "").strip();
        String question = position(form.getOrDefault(name + "-question", ""), predefined)
                .map(predefined::get)
                .orElse("");
        String answer = form.getOrDefault(name + "-answer", "");
        kba.set(own.isEmpty() || !kba.allowsOwnQuestions() ? question : own, answer);
    }

    /**
     * Sets the inputs.
     *
     * @param callbacks in AM's form; only their inputs count
     */
    static void ofJson(JourneyStep.Prompt prompt, JsonArray callbacks) {
        for (int i = 0; i < Math.min(callbacks.size(), prompt.callbacks().size()); i++) {
            JsonArray inputs =
                    callbacks.get(i) instanceof JsonObject callback && callback.get("input") instanceof JsonArray array
                            ? array
                            : JsonValue.EMPTY_JSON_ARRAY;
            Callback callback = prompt.callbacks().get(i);
            for (JsonValue each : inputs) {
                if (each instanceof JsonObject input
                        && input.containsKey("value")
                        && callback.inputs().containsKey(input.getString("name", ""))) {
                    callback.setInput(input.getString("name"), input.get("value"));
                }
            }
        }
    }

    private static Optional<Integer> position(String text, List<String> options) {
        try {
            return Optional.of(Integer.valueOf(text)).filter(each -> each >= 0 && each < options.size());
        } catch (NumberFormatException e) {
            return Optional.empty();
        }
    }

    private static Optional<BigDecimal> number(String text) {
        try {
            return text.length() > LONGEST_NUMBER ? Optional.empty() : Optional.of(new BigDecimal(text.strip()));
        } catch (NumberFormatException e) {
            return Optional.empty();
        }
    }

    private static Optional<Locale> language(String text) {
        try {
            return Optional.of(new Locale.Builder()
                    .setLanguageTag(text.strip().replace('_', '-'))
                    .build());
        } catch (IllformedLocaleException e) {
            return Optional.empty();
        }
    }
}
