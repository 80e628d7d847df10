package org.journeyguard.journey.callback;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import java.util.List;
import org.journeyguard.journey.Callback;

/** Asks for a security question and its answer. */
public final class KbaCreateCallback extends Callback {
    /**
     * @param content as AM sends it
     */
    public KbaCreateCallback(JsonObject content) {
        super(content);
    }

    /** Returns the text that asks for them. */
    public String prompt() {
        return text("prompt");
    }

    /** Returns the questions to choose from. */
    public List<String> predefinedQuestions() {
        return texts("predefinedQuestions");
    }

    /** Whether users may ask their own question. */
    public boolean allowsOwnQuestions() {
        return isTrue("allowUserDefinedQuestions");
    }

    /** Sets the question and its answer. */
    public void set(String question, String answer) {
        answer(0, Json.createValue(question));
        answer(1, Json.createValue(answer));
    }
}
