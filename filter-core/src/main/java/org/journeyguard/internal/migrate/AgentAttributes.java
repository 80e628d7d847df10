package org.journeyguard.internal.migrate;

import static org.journeyguard.internal.migrate.Finding.Kind.DIFFERENT;
import static org.journeyguard.internal.migrate.Finding.Kind.NOT_AVAILABLE;
import static org.journeyguard.internal.migrate.Finding.Kind.TAKEN_OVER;
import static org.journeyguard.internal.migrate.Finding.Kind.TO_DO;

import java.util.Arrays;
import java.util.List;

/** Translates the attributes that an agent shows to applications. */
final class AgentAttributes {
    private static final String SESSION = "session:";
    private static final String POLICY = "policy:";

    private final AgentConfiguration agent;
    private final Translation result;

    AgentAttributes(AgentConfiguration agent, Translation result) {
        this.agent = agent;
        this.result = result;
    }

    void translate() {
        translate(AgentAliases.PROFILE_MODE, AgentAliases.PROFILE_ATTRIBUTES, "");
        translate(AgentAliases.SESSION_MODE, AgentAliases.SESSION_ATTRIBUTES, SESSION);
        translate(AgentAliases.RESPONSE_MODE, AgentAliases.RESPONSE_ATTRIBUTES, POLICY);
    }

    private void translate(String modeProperty, String map, String prefix) {
        List<AgentProperty> modes = agent.all(modeProperty);
        String mode = modes.isEmpty() ? "NONE" : modes.get(modes.size() - 1).value();
        for (AgentProperty each : modes) {
            switch (each.value()) {
                case "HTTP_COOKIE" ->
                    result.report(
                            NOT_AVAILABLE,
                            each,
                            "attributes in cookies can be read and changed in the browser. They are in journey.attributes.headers instead, for applications that read them on the server");
                case "REQUEST_ATTRIBUTE" ->
                    result.report(
                            DIFFERENT,
                            each,
                            "each header of journey.attributes.headers is also a request attribute of that name, with the list of its values");
                case "NONE" -> result.report(TAKEN_OVER, each, "no attributes are shown");
                default -> result.report(TAKEN_OVER, each, "journey.attributes.headers");
            }
        }
        for (AgentProperty property : agent.all(map)) {
            if (mode.equals("NONE")) {
                result.report(DIFFERENT, property, "not used: the fetch mode is NONE");
            } else {
                property.value()
                        .lines()
                        .flatMap(line -> Arrays.stream(line.split("[|,\\s]+", -1)))
                        .filter(header -> !header.isEmpty())
                        .forEach(header -> {
                            add(property, header, prefix + property.index());
                        });
            }
        }
    }

    private void add(AgentProperty property, String header, String attribute) {
        boolean isToken = header.matches("[A-Za-z0-9!#$%&'*+.^_`|~-]+");
        if (!isToken || !attribute.matches("[^,=\\s]+")) {
            result.report(
                    DIFFERENT,
                    property,
                    "not the name of an attribute and of a header; set journey.attributes.headers yourself");
            return;
        }
        if (attribute.startsWith(POLICY)) {
            result.report(
                    TO_DO,
                    property,
                    "add " + header + "=" + attribute
                            + " to journey.attributes.headers together with journey.policy=am");
            return;
        }
        result.set("journey.attributes.headers", header + "=" + attribute, property.origin());
        result.report(TAKEN_OVER, property, "journey.attributes.headers, without what clients send under that name");
    }
}
