package org.journeyguard.journey;

import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.journeyguard.Session;

/**
 * How a journey is started. Immutable: each method returns a copy.
 *
 * @param session the user's present session, which a stronger journey upgrades; empty for none
 * @param noSession whether AM only checks the user, and begins no session
 * @param locale the language of AM's texts; empty for AM's default
 * @param realm as AM path; empty for the configured realm
 * @param address of the user's client; empty for that of the current request
 * @param userAgent of the user's client; empty for that of the current request
 * @param parameters further parameters of AM's {@code authenticate} endpoint, for example {@code ForceAuth}
 */
public record JourneyOptions(
        Optional<Session> session,
        boolean noSession,
        Optional<Locale> locale,
        String realm,
        String address,
        String userAgent,
        Map<String, String> parameters) {
    /** No options. */
    public static final JourneyOptions NONE =
            new JourneyOptions(Optional.empty(), false, Optional.empty(), "", "", "", Map.of());

    /** Copies the parameters. */
    public JourneyOptions {
        parameters = Map.copyOf(parameters);
    }

    /** Returns options with the user's present session: AM replaces it by the new one if the journey succeeds, and keeps it otherwise. */
    public JourneyOptions upgrading(Session present) {
        return new JourneyOptions(Optional.of(present), noSession, locale, realm, address, userAgent, parameters);
    }

    /** Returns options by which AM only checks the user, and begins no session. */
    public JourneyOptions withoutSession() {
        return new JourneyOptions(session, true, locale, realm, address, userAgent, parameters);
    }

    /** Returns options with the language of AM's texts. */
    public JourneyOptions in(Locale language) {
        return new JourneyOptions(session, noSession, Optional.of(language), realm, address, userAgent, parameters);
    }

    /** Returns options with a realm, as AM path: {@code /} or {@code /alpha/sub}. */
    public JourneyOptions inRealm(String path) {
        return new JourneyOptions(session, noSession, locale, path, address, userAgent, parameters);
    }

    /** Returns options with the address and user agent of the user's client, for journeys outside of the user's requests. */
    public JourneyOptions from(String clientAddress, String clientAgent) {
        return new JourneyOptions(session, noSession, locale, realm, clientAddress, clientAgent, parameters);
    }

    /** Returns options with a further parameter of AM's {@code authenticate} endpoint. */
    public JourneyOptions with(String parameter, String value) {
        Map<String, String> more = new TreeMap<>(parameters);
        more.put(parameter, value);
        return new JourneyOptions(session, noSession, locale, realm, address, userAgent, more);
    }

    @Override
    public String toString() {
        return "JourneyOptions(" + (noSession ? "no session" : session.isPresent() ? "upgrade" : "new session") + ")";
    }
}
