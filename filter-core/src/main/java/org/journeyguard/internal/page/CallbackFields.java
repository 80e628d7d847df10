package org.journeyguard.internal.page;

import static org.journeyguard.internal.response.FilterResponses.html;

import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.journeyguard.internal.response.Messages;
import org.journeyguard.journey.Callback;
import org.journeyguard.journey.JourneyStep;
import org.journeyguard.journey.OptionCallback;
import org.journeyguard.journey.PolicyCallback;
import org.journeyguard.journey.callback.BooleanAttributeInputCallback;
import org.journeyguard.journey.callback.ChoiceCallback;
import org.journeyguard.journey.callback.ConfirmationCallback;
import org.journeyguard.journey.callback.ConsentMappingCallback;
import org.journeyguard.journey.callback.HiddenValueCallback;
import org.journeyguard.journey.callback.KbaCreateCallback;
import org.journeyguard.journey.callback.LanguageCallback;
import org.journeyguard.journey.callback.NameCallback;
import org.journeyguard.journey.callback.NumberAttributeInputCallback;
import org.journeyguard.journey.callback.PasswordCallback;
import org.journeyguard.journey.callback.PollingWaitCallback;
import org.journeyguard.journey.callback.SelectIdpCallback;
import org.journeyguard.journey.callback.StringAttributeInputCallback;
import org.journeyguard.journey.callback.TermsAndConditionsCallback;
import org.journeyguard.journey.callback.TextInputCallback;
import org.journeyguard.journey.callback.TextOutputCallback;
import org.journeyguard.journey.callback.ValidatedCreatePasswordCallback;
import org.journeyguard.journey.callback.ValidatedCreateUsernameCallback;

/**
 * The fields of a step's form: each callback as HTML, with the attributes by which browsers and password managers know what it is for
 * (HTML, 4.10.18.7: Autofill).
 */
final class CallbackFields {
    private static final Map<String, String> AUTOFILL = Map.of(
            "userName", "username",
            "givenName", "given-name",
            "sn", "family-name",
            "mail", "email",
            "telephoneNumber", "tel",
            "postalAddress", "street-address",
            "postalCode", "postal-code",
            "city", "address-level2",
            "country", "country");
    private static final List<String> CODES =
            List.of("one time", "one-time", "otp", "passcode", "einmal", "verification");

    private final JourneyStep.Prompt prompt;
    private final Messages words;

    CallbackFields(JourneyStep.Prompt prompt, Messages words) {
        this.prompt = prompt;
        this.words = words;
    }

    /** Returns the name of the field of a callback, by its position on the page. */
    static String name(int position) {
        return "c" + position;
    }

    /** Returns the fields, in AM's order. */
    String all() {
        StringBuilder fields = new StringBuilder();
        List<Callback> callbacks = prompt.callbacks();
        for (int i = 0; i < callbacks.size(); i++) {
            fields.append(field(callbacks.get(i), name(i)));
        }
        return fields.toString();
    }

    private String field(Callback callback, String name) {
        if (callback instanceof PolicyCallback<?> attribute) {
            return attribute(attribute, name);
        }
        if (callback instanceof NameCallback text) {
            return FormHtml.input(
                    name,
                    text.prompt(),
                    "text",
                    "username",
                    value(text),
                    " required autocapitalize=\"none\" spellcheck=\"false\"");
        }
        if (callback instanceof PasswordCallback secret) {
            boolean isCode = isCode(secret.prompt());
            return FormHtml.input(
                    name, secret.prompt(), "password", isCode ? "one-time-code" : "current-password", "", " required");
        }
        if (callback instanceof TextInputCallback text) {
            String value = value(text).isEmpty() ? text.defaultText() : value(text);
            return FormHtml.input(
                    name, text.prompt(), "text", isCode(text.prompt()) ? "one-time-code" : "on", value, "");
        }
        if (callback instanceof HiddenValueCallback hidden) {
            String value = value(hidden).isEmpty() ? hidden.value() : value(hidden);
            return "<input type=\"hidden\" name=\"" + name + "\" value=\"" + html(value) + "\">\n";
        }
        if (callback instanceof ChoiceCallback choice) {
            return FormHtml.select(name, choice.prompt(), choice.options(), choice.suggested());
        }
        return question(callback, name);
    }

    private String question(Callback callback, String name) {
        if (callback instanceof ConfirmationCallback confirmation) {
            return FormHtml.paragraph(confirmation.prompt());
        }
        if (callback instanceof TermsAndConditionsCallback terms) {
            return "<div class=\"terms\" tabindex=\"0\">" + html(terms.terms()) + "</div>\n"
                    + FormHtml.checkbox(name, words.ofSignInPage("accept"), false);
        }
        if (callback instanceof ConsentMappingCallback consent) {
            String fields = consent.fields().stream()
                    .map(field -> "<li>" + html(field) + "</li>")
                    .collect(Collectors.joining());
            return FormHtml.paragraph(consent.displayName())
                    + FormHtml.paragraph(consent.message())
                    + (fields.isEmpty() ? "" : "<ul>" + fields + "</ul>\n")
                    + FormHtml.checkbox(name, words.ofSignInPage("accept"), false);
        }
        if (callback instanceof KbaCreateCallback kba) {
            return kba(kba, name);
        }
        if (callback instanceof LanguageCallback language) {
            return FormHtml.input(
                    name,
                    words.ofSignInPage("language"),
                    "text",
                    "language",
                    language.locale().toLanguageTag(),
                    "");
        }
        if (callback instanceof TextOutputCallback output) {
            boolean isAlert = output.messageType() == TextOutputCallback.MessageType.WARNING
                    || output.messageType() == TextOutputCallback.MessageType.ERROR;
            return "<p class=\"" + output.messageType().name().toLowerCase(Locale.ROOT) + "\""
                    + (isAlert ? " role=\"alert\"" : "") + ">" + html(output.message()) + "</p>\n";
        }
        if (callback instanceof PollingWaitCallback wait) {
            return "<p role=\"status\">" + html(wait.message().isEmpty() ? words.ofSignInPage("wait") : wait.message())
                    + "</p>\n";
        }
        return "";
    }

    private String attribute(PolicyCallback<?> attribute, String name) {
        String failed = attribute.failedPolicies().stream()
                .map(policy -> "<li>" + html(policy.requirement()) + "</li>")
                .collect(Collectors.joining());
        String why = failed.isEmpty()
                ? ""
                : "<div class=\"error\" id=\"" + name + "-error\"><p>" + html(words.ofSignInPage("policy")) + "</p><ul>"
                        + failed + "</ul></div>\n";
        String invalid = failed.isEmpty() ? "" : " aria-invalid=\"true\" aria-describedby=\"" + name + "-error\"";
        String more = invalid + (attribute.isRequired() ? " required" : "");
        String value = value(attribute).isEmpty() ? attribute.value() : value(attribute);
        if (attribute instanceof BooleanAttributeInputCallback) {
            return why + FormHtml.checkbox(name, attribute.prompt(), value.equals("true"));
        }
        if (attribute instanceof ValidatedCreatePasswordCallback) {
            return why
                    + FormHtml.input(name, attribute.prompt(), "password", "new-password", "", invalid + " required");
        }
        if (attribute instanceof ValidatedCreateUsernameCallback) {
            return why + FormHtml.input(name, attribute.prompt(), "text", "username", value, invalid + " required");
        }
        if (attribute instanceof NumberAttributeInputCallback) {
            return why + FormHtml.input(name, attribute.prompt(), "number", "off", value, more + " step=\"any\"");
        }
        String autofill = attribute instanceof StringAttributeInputCallback
                ? AUTOFILL.getOrDefault(attribute.name(), "on")
                : "on";
        return why
                + FormHtml.input(
                        name, attribute.prompt(), autofill.equals("email") ? "email" : "text", autofill, value, more);
    }

    private String kba(KbaCreateCallback kba, String name) {
        String own = kba.allowsOwnQuestions()
                ? FormHtml.input(name + "-own", words.ofSignInPage("own-question"), "text", "off", "", "")
                : "";
        return FormHtml.select(name + "-question", kba.prompt(), kba.predefinedQuestions(), 0)
                + own
                + FormHtml.input(name + "-answer", words.ofSignInPage("answer"), "text", "off", "", " required");
    }

    /** Returns the buttons: those of a confirmation and of identity providers, or one that goes on. */
    String buttons(String goOn) {
        StringBuilder buttons = new StringBuilder();
        List<Callback> callbacks = prompt.callbacks();
        boolean isDecided = false;
        for (int i = 0; i < callbacks.size(); i++) {
            if (callbacks.get(i) instanceof OptionCallback options && !(options instanceof ChoiceCallback)) {
                isDecided = true;
                // the key Enter chooses the first button
                buttons.append(FormHtml.button(name(i), options.suggested(), options.options()));
                for (int each = 0; each < options.options().size(); each++) {
                    buttons.append(
                            each == options.suggested() ? "" : FormHtml.button(name(i), each, options.options()));
                }
            }
        }
        String first = isDecided ? "" : "<button>" + html(goOn) + "</button>\n";
        for (int i = 0; i < callbacks.size(); i++) {
            if (callbacks.get(i) instanceof SelectIdpCallback idp) {
                for (JsonObject provider : idp.providers()) {
                    buttons.append(FormHtml.button(name(i), provider));
                }
            }
        }
        return first + buttons;
    }

    private static boolean isCode(String prompt) {
        String text = prompt.toLowerCase(Locale.ROOT);
        return CODES.stream().anyMatch(text::contains);
    }

    /** What the user had typed before the journey started again, or AM's initial value. */
    private static String value(Callback callback) {
        return callback.inputs().values().stream()
                .findFirst()
                .map(value -> value instanceof JsonString text ? text.getString() : value.toString())
                .filter(value -> !value.equals("null"))
                .orElse("");
    }
}
