package org.journeyguard.internal.page;

import static org.journeyguard.internal.response.FilterResponses.html;

import jakarta.json.JsonObject;
import java.util.List;

/** The elements of a step's form as HTML. All texts are escaped. */
final class FormHtml {
    private FormHtml() {}

    /** Returns the button for an option; empty if there is none at that position. */
    static String button(String name, int position, List<String> options) {
        return position < 0 || position >= options.size()
                ? ""
                : "<button name=\"" + name + "\" value=\"" + position + "\" formnovalidate>"
                        + html(options.get(position)) + "</button>\n";
    }

    /** Returns the button for an identity provider; empty for the sign-in at AM itself, which the form is for. */
    static String button(String name, JsonObject provider) {
        String id = provider.getString("provider", "");
        JsonObject looks =
                provider.get("uiConfig") instanceof JsonObject config ? config : JsonObject.EMPTY_JSON_OBJECT;
        return id.equals(CallbackAnswers.LOCAL)
                ? ""
                : "<button class=\"provider\" name=\"" + name + "\" value=\"" + html(id) + "\" formnovalidate>"
                        + html(looks.getString("buttonDisplayName", id)) + "</button>\n";
    }

    /**
     * Returns a labelled field.
     *
     * @param more further attributes
     */
    static String input(String name, String label, String type, String autofill, String value, String more) {
        return "<label for=\"" + name + "\">" + html(label) + "</label>\n<input id=\"" + name + "\" name=\"" + name
                + "\" type=\"" + type + "\" autocomplete=\"" + autofill + "\""
                + (value.isEmpty() ? "" : " value=\"" + html(value) + "\"") + more + ">\n";
    }

    static String checkbox(String name, String label, boolean isChecked) {
        return "<p><input id=\"" + name + "\" name=\"" + name + "\" type=\"checkbox\" value=\"true\""
                + (isChecked ? " checked" : "") + "> <label for=\"" + name + "\">" + html(label) + "</label></p>\n";
    }

    /** Returns a list of options; the values are their positions. */
    static String select(String name, String label, List<String> options, int suggested) {
        StringBuilder select = new StringBuilder("<label for=\"" + name + "\">" + html(label)
                + "</label>\n<select id=\"" + name + "\" name=\"" + name + "\">");
        for (int i = 0; i < options.size(); i++) {
            select.append("<option value=\"" + i + "\"" + (i == suggested ? " selected" : "") + ">"
                    + html(options.get(i)) + "</option>");
        }
        return select + "</select>\n";
    }

    static String paragraph(String text) {
        return text.isEmpty() ? "" : "<p>" + html(text) + "</p>\n";
    }
}
