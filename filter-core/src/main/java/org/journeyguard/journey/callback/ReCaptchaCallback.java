package org.journeyguard.journey.callback;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import org.journeyguard.journey.AnswerCallback;

/** Asks for the token of a reCAPTCHA. */
public final class ReCaptchaCallback extends AnswerCallback<String> {
    /**
     * @param content as AM sends it
     */
    public ReCaptchaCallback(JsonObject content) {
        super(content, Json::createValue);
    }

    /** Returns the site key. */
    public String siteKey() {
        return text("recaptchaSiteKey");
    }

    @Override
    public boolean isSecret() {
        return true;
    }
}
