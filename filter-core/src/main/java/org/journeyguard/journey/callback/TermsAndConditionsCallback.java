package org.journeyguard.journey.callback;

import jakarta.json.JsonObject;
import org.journeyguard.journey.AnswerCallback;

/** Asks the user to accept the terms and conditions. */
public final class TermsAndConditionsCallback extends AnswerCallback<Boolean> {
    /**
     * @param content as AM sends it
     */
    public TermsAndConditionsCallback(JsonObject content) {
        super(content, AnswerCallback::json);
    }

    /** Returns the version of the terms. */
    public String version() {
        return text("version");
    }

    /** Returns the terms. */
    public String terms() {
        return text("terms");
    }

    /** Returns when this version was made, in AM's form. */
    public String createDate() {
        return text("createDate");
    }
}
