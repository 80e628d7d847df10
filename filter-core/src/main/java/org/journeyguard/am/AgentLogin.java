package org.journeyguard.am;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.journeyguard.credential.SsoToken;
import org.jspecify.annotations.Nullable;

/** Signs an agent in with its password, for as long as AM honours the session. For one thread. */
final class AgentLogin implements AgentSignIn {
    private static final Duration SOON = Duration.ofSeconds(1);
    /** How agents sign in to OpenAM and to PingAM. */
    private static final List<String> WAYS =
            List.of("authIndexType=module&authIndexValue=Application", "authIndexType=service&authIndexValue=Agent");

    private final AmHttp http;
    private final String name;
    private final String password;
    private final Supplier<Deadline> deadlines;
    private @Nullable SsoToken current;

    AgentLogin(AmHttp http, String name, String password, Supplier<Deadline> deadlines) {
        this.http = http;
        this.name = name;
        this.password = password;
        this.deadlines = deadlines;
    }

    /** What AM answers. */
    public static final class Signed {
        /** The SSO token. */
        public @Nullable String tokenId;

        /** For the JSON binding. */
        public Signed() {}
    }

    @Override
    public Answer<SsoToken> session(@Nullable SsoToken dead) {
        SsoToken present = current;
        if (present != null && (dead == null || !present.equals(dead))) {
            return new Answer.Told<>(present);
        }
        int status = 0;
        for (String way : WAYS) {
            AmReply reply = http.call(
                    AmHttp.Asks.STRANGER,
                    "POST",
                    AmPath.realm("/") + "/authenticate?" + way,
                    Map.of(
                            "Accept-API-Version",
                            "resource=2.0, protocol=1.0",
                            "X-OpenAM-Username",
                            encodedWord(name),
                            "X-OpenAM-Password",
                            encodedWord(password)),
                    "{}",
                    deadlines.get());
            Signed signed = reply.is(200) ? http.parse(reply, Signed.class) : null;
            String token = signed == null ? null : signed.tokenId;
            if (token != null && SsoToken.isWellFormed(token)) {
                SsoToken next = new SsoToken(token);
                current = next;
                return new Answer.Told<>(next);
            }
            status = reply.status();
        }
        return new Answer.Silent<>("the agent's sign-in failed with status " + status, SOON);
    }

    /** As AM wants what is not ASCII (RFC 2047). */
    private static String encodedWord(String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        return bytes.length == text.length()
                ? text
                : "=?UTF-8?B?" + Base64.getEncoder().encodeToString(bytes) + "?=";
    }
}
