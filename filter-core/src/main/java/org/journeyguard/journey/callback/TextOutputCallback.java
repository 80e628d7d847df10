package org.journeyguard.journey.callback;

import jakarta.json.JsonObject;
import org.journeyguard.journey.Callback;

/** Shows a message to the user. */
public class TextOutputCallback extends Callback {
    /** The kind of a message. */
    public enum MessageType {
        /** For the user's information. */
        INFORMATION,
        /** A warning. */
        WARNING,
        /** An error. */
        ERROR,
        /** A script for the browser of AM's own page, and no text. */
        SCRIPT,
        /** Another one. */
        UNKNOWN;

        static MessageType of(String number) {
            return switch (number) {
                case "0" -> INFORMATION;
                case "1" -> WARNING;
                case "2" -> ERROR;
                case "4" -> SCRIPT;
                default -> UNKNOWN;
            };
        }
    }

    /**
     * @param content as AM sends it
     */
    public TextOutputCallback(JsonObject content) {
        super(content);
    }

    /** Returns the message. */
    public final String message() {
        return text("message");
    }

    /** Returns the kind of the message. */
    public final MessageType messageType() {
        return MessageType.of(text("messageType"));
    }
}
