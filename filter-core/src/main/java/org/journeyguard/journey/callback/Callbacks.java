package org.journeyguard.journey.callback;

import static java.util.Map.entry;

import jakarta.json.JsonObject;
import java.util.Map;
import java.util.function.Function;
import org.journeyguard.journey.Callback;

/** Reads callbacks as AM sends them. */
public final class Callbacks {
    private static final Map<String, Function<JsonObject, Callback>> TYPES = Map.ofEntries(
            entry("BooleanAttributeInputCallback", BooleanAttributeInputCallback::new),
            entry("ChoiceCallback", ChoiceCallback::new),
            entry("ConfirmationCallback", ConfirmationCallback::new),
            entry("ConsentMappingCallback", ConsentMappingCallback::new),
            entry("DeviceProfileCallback", DeviceProfileCallback::new),
            entry("HiddenValueCallback", HiddenValueCallback::new),
            entry("KbaCreateCallback", KbaCreateCallback::new),
            entry("LanguageCallback", LanguageCallback::new),
            entry("MetadataCallback", MetadataCallback::new),
            entry("NameCallback", NameCallback::new),
            entry("NumberAttributeInputCallback", NumberAttributeInputCallback::new),
            entry("PasswordCallback", PasswordCallback::new),
            entry("PollingWaitCallback", PollingWaitCallback::new),
            entry("ReCaptchaCallback", ReCaptchaCallback::new),
            entry("RedirectCallback", RedirectCallback::new),
            entry("SelectIdPCallback", SelectIdpCallback::new),
            entry("StringAttributeInputCallback", StringAttributeInputCallback::new),
            entry("SuspendedTextOutputCallback", SuspendedTextOutputCallback::new),
            entry("TermsAndConditionsCallback", TermsAndConditionsCallback::new),
            entry("TextInputCallback", TextInputCallback::new),
            entry("TextOutputCallback", TextOutputCallback::new),
            entry("ValidatedCreatePasswordCallback", ValidatedCreatePasswordCallback::new),
            entry("ValidatedCreateUsernameCallback", ValidatedCreateUsernameCallback::new));

    private Callbacks() {}

    /** Returns a callback of the class for its type; a plain {@link Callback} if there is none. */
    public static Callback of(JsonObject content) {
        return TYPES.getOrDefault(content.getString("type", ""), Callback::new).apply(content);
    }
}
