package org.journeyguard.internal.page;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonReader;
import java.io.StringReader;
import org.journeyguard.internal.policy.SignInPage;
import org.journeyguard.internal.request.PackedText;

/**
 * A sign-in between two steps. {@code toString()} shows no secret.
 *
 * @param link by which the user came
 * @param message why the journey has started again, in the user's language; empty if it has not
 * @param step the step that AM asks for: {@link org.journeyguard.internal.journey.Journeys#save}
 */
record PendingJourney(SignInPage.Link link, String message, JsonObject step) {
    private static final String LINK = "link";
    private static final String MESSAGE = "message";
    private static final String STEP = "step";

    byte[] encode() {
        return PackedText.pack(Json.createObjectBuilder()
                .add(LINK, link.below(""))
                .add(MESSAGE, message)
                .add(STEP, step)
                .build()
                .toString());
    }

    /** Decodes what {@link #encode} returned and only we could have encrypted. */
    static PendingJourney decode(byte[] octets) {
        try (JsonReader reader = Json.createReader(new StringReader(PackedText.unpack(octets)))) {
            JsonObject json = reader.readObject();
            String link = json.getString(LINK);
            return new PendingJourney(
                    SignInPage.Link.read(link.substring(link.indexOf('?') + 1)),
                    json.getString(MESSAGE),
                    json.getJsonObject(STEP));
        }
    }

    @Override
    public String toString() {
        return "PendingJourney(" + link.back() + ")";
    }
}
