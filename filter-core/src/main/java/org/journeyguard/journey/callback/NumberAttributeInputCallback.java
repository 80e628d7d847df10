package org.journeyguard.journey.callback;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import java.math.BigDecimal;
import org.journeyguard.journey.PolicyCallback;

/** Asks for an attribute of the profile that is a number. */
public final class NumberAttributeInputCallback extends PolicyCallback<Number> {
    /**
     * @param content as AM sends it
     */
    public NumberAttributeInputCallback(JsonObject content) {
        super(content, number -> Json.createValue(new BigDecimal(number.toString())));
    }
}
