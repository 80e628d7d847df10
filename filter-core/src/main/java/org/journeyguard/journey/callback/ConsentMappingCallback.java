package org.journeyguard.journey.callback;

import jakarta.json.JsonObject;
import java.util.List;
import org.journeyguard.journey.AnswerCallback;

/** Asks the user to consent to sharing their profile with another system. */
public final class ConsentMappingCallback extends AnswerCallback<Boolean> {
    /**
     * @param content as AM sends it
     */
    public ConsentMappingCallback(JsonObject content) {
        super(content, AnswerCallback::json);
    }

    /** Returns AM's name of the mapping. */
    public String name() {
        return text("name");
    }

    /** Returns its name for users. */
    public String displayName() {
        return text("displayName");
    }

    /** Returns its icon; empty if there is none. */
    public String icon() {
        return text("icon");
    }

    /** Returns what is shared, for example {@code Actual Profile}. */
    public String accessLevel() {
        return text("accessLevel");
    }

    /** Whether the journey ends without consent. */
    public boolean isRequired() {
        return isTrue("isRequired");
    }

    /** Returns the text for the user. */
    public String message() {
        return text("message");
    }

    /** Returns the shared fields. */
    public List<String> fields() {
        return texts("fields");
    }
}
