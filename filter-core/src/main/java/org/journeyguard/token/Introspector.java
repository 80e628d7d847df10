package org.journeyguard.token;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.journeyguard.Claims;
import org.journeyguard.am.Deadline;
import org.journeyguard.am.OAuthAnswer;
import org.journeyguard.am.OAuthApi;
import org.journeyguard.am.OAuthApi.Introspection;
import org.jspecify.annotations.Nullable;

/** Asks AM about tokens, and proves the answer where it comes signed (RFC 9701). */
final class Introspector {
    private static final System.Logger LOG = System.getLogger(Introspector.class.getName());
    private static final Duration SOON = Duration.ofSeconds(1);

    private final OAuthApi am;
    private final JwtVerifier verifier;
    private final @Nullable String clientId;

    /**
     * @param clientId whom signed answers have to be meant for
     */
    Introspector(OAuthApi am, JwtVerifier verifier, @Nullable String clientId) {
        this.am = am;
        this.verifier = verifier;
        this.clientId = clientId;
    }

    /** What came of it. */
    sealed interface Stated {}

    /**
     * AM's statement.
     *
     * @param statement unverified as to what it says
     */
    record Told(Statement statement) implements Stated {}

    /**
     * Nobody knows.
     *
     * @param what how it failed
     * @param retryAfter when it makes sense to ask again
     * @param mayBeProvoked whether AM has answered with an error that the token itself may have provoked
     */
    record Silent(String what, Duration retryAfter, boolean mayBeProvoked) implements Stated {
        Silent(String what, Duration retryAfter) {
            this(what, retryAfter, false);
        }
    }

    Stated ask(String token, boolean isKnown, String issuer, Deadline deadline) {
        OAuthAnswer<Introspection> answer = am.introspect(token, isKnown, deadline);
        if (answer instanceof OAuthAnswer.Given<Introspection> given) {
            return given.value().jwt().isEmpty()
                    ? new Told(new Statement(withAudience(token, given.value().claims())))
                    : proven(token, given.value().jwt(), issuer);
        }
        if (answer instanceof OAuthAnswer.Denied<Introspection> denied) {
            // it is the client that is refused, not the token
            LOG.log(
                    System.Logger.Level.ERROR,
                    "AM does not let this client ask about tokens; check journey.oauth.client-id and how it authenticates: {0} {1}",
                    denied.error(),
                    denied.description());
            return new Silent("introspect: " + denied.error(), SOON);
        }
        OAuthAnswer.Silent<Introspection> silent = (OAuthAnswer.Silent<Introspection>) answer;
        return new Silent(silent.what(), silent.retryAfter(), silent.mayBeProvoked());
    }

    /**
     * AM's statement with the token's audience, which PingAM leaves out: of a JWT it is the one in there, whose signature AM has checked
     * before it calls the token active. So a service accepts tokens of other clients that are meant for it.
     */
    private static Claims withAudience(String token, Claims stated) {
        boolean isSilent =
                stated.flag("active").orElse(false) && !stated.names().contains("aud");
        return isSilent && CompactForm.of(token) instanceof CompactForm.Signed signed
                ? JsonObject.decode(signed.payload())
                        .map(payload -> payload.get("aud"))
                        .map(audience -> with(stated, audience))
                        .orElse(stated)
                : stated;
    }

    /** Where the statement is the answer itself, {@code aud} says whom the answer is for. */
    private static Claims withoutAudience(Claims answer) {
        Map<String, @Nullable Object> claims = new LinkedHashMap<>(answer.asMap());
        claims.remove("aud");
        return new Claims(claims);
    }

    private static Claims with(Claims stated, Object audience) {
        Map<String, @Nullable Object> claims = new LinkedHashMap<>(stated.asMap());
        claims.put("aud", audience);
        return new Claims(claims);
    }

    private Stated proven(String token, String jwt, String issuer) {
        if (!(verifier.verify(jwt) instanceof JwtAnswer.Verified verified)) {
            return new Silent("introspect: an answer whose signature can't be verified", SOON);
        }
        Claims claims = verified.claims();
        boolean isMeantForUs = claims.text("iss").equals(Optional.of(issuer))
                && (clientId == null || claims.texts("aud").contains(clientId));
        return isMeantForUs
                ? new Told(new Statement(withAudience(
                        token, claims.object("token_introspection").orElseGet(() -> withoutAudience(claims)))))
                : new Silent("introspect: an answer that is not meant for this client", SOON);
    }
}
