package org.journeyguard.internal.journey;

import jakarta.json.JsonObject;
import java.util.Map;
import java.util.Optional;
import org.journeyguard.AuthenticationRequired;
import org.journeyguard.JourneyUser;
import org.journeyguard.Session;
import org.journeyguard.internal.credential.SsoToken;
import org.journeyguard.journey.JourneyClient;
import org.journeyguard.journey.JourneyOptions;
import org.journeyguard.journey.JourneyStep;

/** Starts the journeys of a tenant. */
public final class Journeys implements JourneyClient {
    private final JourneyServices services;

    /** Creates a client over services. */
    public Journeys(JourneyServices services) {
        this.services = services;
    }

    @Override
    public JourneyStep start(String journey, JourneyOptions options) {
        return new Journey(services, options, journey.isEmpty() ? Map.of() : index("service", journey), Map.of())
                .start();
    }

    @Override
    public JourneyStep startLevel(int level, JourneyOptions options) {
        String advice = "<Advices><AttributeValuePair><Attribute name=\"AuthLevelConditionAdvice\"/><Value>" + level
                + "</Value></AttributeValuePair></Advices>";
        return new Journey(services, options, index("composite_advice", advice), Map.of()).start();
    }

    @Override
    public JourneyStep resume(String suspendedId, JourneyOptions options) {
        return new Journey(services, options, Map.of(), Map.of("suspendedId", suspendedId)).start();
    }

    /**
     * Returns a step in a form from which {@link #restore} goes on. Contains secrets.
     *
     * @param prompt of this client
     */
    public JsonObject save(JourneyStep.Prompt prompt) {
        if (!(prompt instanceof JourneyPrompt own)) {
            throw new IllegalArgumentException("This is not a step of these journeys");
        }
        return own.saved();
    }

    /** Goes on with a step that was saved here or on another node. */
    public JourneyStep.Prompt restore(JsonObject saved, JourneyOptions options) {
        return JourneyPrompt.restored(saved, services, options);
    }

    /**
     * Returns AM's session of the browser, to be upgraded.
     *
     * @param token from its cookie
     */
    public Session present(SsoToken token) {
        return new JourneySession(token.value(), Optional.empty(), services.realm());
    }

    private static Map<String, String> index(String type, String value) {
        return Map.of("authIndexType", type, "authIndexValue", value);
    }

    @Override
    public JourneyUser user(Session session) {
        if (!SsoToken.isWellFormed(session.value())) {
            throw new AuthenticationRequired("This is not a session of AM");
        }
        return services.sessions().user(new SsoToken(session.value()));
    }

    @Override
    public JourneyClient ofTenant(String name) {
        if (!name.equals(services.tenant())) {
            throw new IllegalArgumentException(
                    "There is no tenant '" + name + "' here, but only '" + services.tenant() + "'");
        }
        return this;
    }
}
