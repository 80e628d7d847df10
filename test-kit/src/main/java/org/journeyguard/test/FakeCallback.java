package org.journeyguard.test;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import java.io.StringReader;
import java.util.List;

/**
 * A callback of a {@link FakeJourney}, in the form that AM sends; {@code #} stands for its number on the page.
 *
 * @param json {@code {"type": …, "output": […], "input": [{"name": "IDToken#", "value": …}]}}
 */
public record FakeCallback(String json) {
    private static final String INPUT = "\"input\":[{\"name\":\"IDToken#\",\"value\":";
    private static final String VALIDATED = "{\"name\":\"IDToken#validateOnly\",\"value\":false}]}";

    /** Asks for the user name. */
    public static FakeCallback name() {
        return text("NameCallback", "User Name");
    }

    /** Asks for the password. */
    public static FakeCallback password() {
        return text("PasswordCallback", "Password");
    }

    /** Asks for a text that AM calls like this. */
    public static FakeCallback text(String type, String prompt) {
        return new FakeCallback("{\"type\":\"" + type + "\",\"output\":[{\"name\":\"prompt\",\"value\":\"" + prompt
                + "\"}]," + INPUT + "\"\"}]}");
    }

    /** Asks for one of several choices. */
    public static FakeCallback choice(String prompt, String... choices) {
        return new FakeCallback("{\"type\":\"ChoiceCallback\",\"output\":[{\"name\":\"prompt\",\"value\":\"" + prompt
                + "\"},{\"name\":\"choices\",\"value\":"
                + Json.createArrayBuilder(List.of(choices)).build()
                + "},{\"name\":\"defaultChoice\",\"value\":0}]," + INPUT + "0}]}");
    }

    /** Asks for a confirmation. */
    public static FakeCallback confirmation(String... options) {
        return new FakeCallback("{\"type\":\"ConfirmationCallback\",\"output\":[{\"name\":\"prompt\",\"value\":\"\"},"
                + "{\"name\":\"messageType\",\"value\":0},{\"name\":\"options\",\"value\":"
                + Json.createArrayBuilder(List.of(options)).build()
                + "},{\"name\":\"optionType\",\"value\":-1},{\"name\":\"defaultOption\",\"value\":0}]," + INPUT
                + "0}]}");
    }

    /** Shows an informational message. */
    public static FakeCallback message(String text) {
        return new FakeCallback("{\"type\":\"TextOutputCallback\",\"output\":[{\"name\":\"message\",\"value\":\"" + text
                + "\"},{\"name\":\"messageType\",\"value\":\"0\"}]}");
    }

    /** Suspends the journey, until it is resumed with the name of the journey as {@code suspendedId}. */
    public static FakeCallback suspended(String text) {
        return new FakeCallback(
                "{\"type\":\"SuspendedTextOutputCallback\",\"output\":[{\"name\":\"message\",\"value\":\"" + text
                        + "\"},{\"name\":\"messageType\",\"value\":\"0\"}],\"input\":[]}");
    }

    /** Asks to wait. */
    public static FakeCallback pollingWait(int milliseconds) {
        return new FakeCallback("{\"type\":\"PollingWaitCallback\",\"output\":[{\"name\":\"waitTime\",\"value\":\""
                + milliseconds + "\"},{\"name\":\"message\",\"value\":\"Waiting\"}]}");
    }

    /** Sends the user to an identity provider. */
    public static FakeCallback redirect(String url) {
        return new FakeCallback(
                "{\"type\":\"RedirectCallback\",\"output\":[{\"name\":\"redirectUrl\",\"value\":\"" + url
                        + "\"},{\"name\":\"redirectMethod\",\"value\":\"GET\"},{\"name\":\"trackingCookie\",\"value\":true}]}");
    }

    /** Asks for a text attribute of the profile. */
    public static FakeCallback attribute(String name, String prompt) {
        return new FakeCallback("{\"type\":\"StringAttributeInputCallback\",\"output\":[{\"name\":\"name\",\"value\":\""
                + name
                + "\"},{\"name\":\"prompt\",\"value\":\"" + prompt + "\"},{\"name\":\"required\",\"value\":true},"
                + "{\"name\":\"policies\",\"value\":{}},{\"name\":\"failedPolicies\",\"value\":[]},"
                + "{\"name\":\"validateOnly\",\"value\":false},{\"name\":\"value\",\"value\":\"\"}]," + INPUT + "\"\"},"
                + VALIDATED);
    }

    JsonObject numbered(int number) {
        try (var reader = Json.createReader(new StringReader(json.replace("IDToken#", "IDToken" + number)))) {
            return reader.readObject();
        }
    }
}
