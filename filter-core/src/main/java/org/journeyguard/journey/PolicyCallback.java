package org.journeyguard.journey;

import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import java.util.List;
import java.util.function.Function;

/**
 * A callback that asks for a value which has to comply with policies of the user's profile. If it does not, AM asks again, and
 * {@link #failedPolicies()} states why.
 *
 * @param <V> the type of the value
 */
public abstract class PolicyCallback<V> extends AnswerCallback<V> {
    /**
     * @param content as AM sends it
     * @param form converts the value to AM's form
     */
    protected PolicyCallback(JsonObject content, Function<? super V, ? extends JsonValue> form) {
        super(content, form);
    }

    /** Returns the name of the attribute in the profile, for example {@code givenName}; empty if AM does not state it. */
    public final String name() {
        return text("name");
    }

    /** Whether the profile requires a value. */
    public final boolean isRequired() {
        return isTrue("required");
    }

    /** Returns the present value, as text; empty if there is none. */
    public final String value() {
        return text("value");
    }

    /** Returns the policies, as Identity Management writes them: an object, or in older versions a list; empty if there are none. */
    public final JsonValue policies() {
        return outputs().getOrDefault("policies", JsonValue.EMPTY_JSON_OBJECT);
    }

    /** Returns the policies with which the last value did not comply. */
    public final List<FailedPolicy> failedPolicies() {
        return texts("failedPolicies").stream().map(FailedPolicy::of).toList();
    }

    /** Sets whether AM only checks the value and asks again, instead of going on. */
    public final void setValidateOnly(boolean validateOnly) {
        answer(1, json(validateOnly));
    }
}
