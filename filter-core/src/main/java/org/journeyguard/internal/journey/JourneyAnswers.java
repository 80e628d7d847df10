package org.journeyguard.internal.journey;

import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import java.util.Optional;
import org.journeyguard.Session;
import org.journeyguard.internal.am.journey.JourneyAnswer;
import org.journeyguard.internal.credential.SsoToken;
import org.journeyguard.internal.http.AmResult;
import org.journeyguard.journey.JourneyStep;

/** Reads AM's answers to the steps of journeys. */
final class JourneyAnswers {
    private static final int OK = 200;

    private JourneyAnswers() {}

    /** Returns the step that follows; no answer if it can't be told what AM means. */
    static AmResult<JourneyStep> step(JourneyAnswer answer, Journey journey) {
        JsonObject content = answer.content();
        if (answer.status() != OK) {
            return new AmResult.Value<>(failure(answer));
        }
        if (text(content, "authId").isPresent()) {
            return new AmResult.Value<>(new JourneyPrompt(journey, content));
        }
        Optional<String> successUrl = text(content, "successUrl");
        String realm = text(content, "realm").orElse(journey.realm());
        Optional<Session> session = text(content, "tokenId")
                .filter(SsoToken::isWellFormed)
                .<Session>map(token -> new JourneySession(token, successUrl, realm))
                .or(() -> present(content, journey));
        return session.isEmpty() && !journey.options().noSession()
                ? new AmResult.NoAnswer<>("authenticate: an answer with neither callbacks nor a session")
                : new AmResult.Value<>(new JourneyStep.Success(session, successUrl, realm));
    }

    /** Where a session need not be upgraded, AM with HttpOnly cookies states an empty token, which stands for the session that it was sent. */
    private static Optional<Session> present(JsonObject content, Journey journey) {
        return content.getString("tokenId", "none").isEmpty()
                ? journey.options().session()
                : Optional.empty();
    }

    private static JourneyStep.Failure failure(JourneyAnswer answer) {
        JsonObject content = answer.content();
        JsonObject detail = content.get("detail") instanceof JsonObject object ? object : JsonValue.EMPTY_JSON_OBJECT;
        return new JourneyStep.Failure(
                content.getInt("code", answer.status()),
                content.getString("reason", ""),
                content.getString("message", ""),
                detail,
                text(content, "failureUrl").or(() -> text(detail, "failureUrl")));
    }

    /** Returns a member that is a text; empty if it is none, or an empty one. */
    static Optional<String> text(JsonObject content, String member) {
        return content.get(member) instanceof JsonString text
                        && !text.getString().isEmpty()
                ? Optional.of(text.getString())
                : Optional.empty();
    }
}
