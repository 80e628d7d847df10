package org.journeyguard.internal.am.oauth;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.journeyguard.Claims;
import org.journeyguard.internal.http.AmHttp;
import org.journeyguard.internal.http.AmResponse;
import org.journeyguard.internal.http.AmResult;
import org.journeyguard.internal.http.Outage;
import org.jspecify.annotations.Nullable;

/** Reads AM's replies as those of an OAuth 2.0 server (RFC 6749, 5.2). */
public record OAuthResponses(AmHttp http) {
    /** AM's words for trouble of its own; OpenAM uses them under load now and then for what it answers well a moment later. */
    static final Set<String> SERVER_TROUBLE = Set.of("server_error", "temporarily_unavailable");

    private static final String UNREADABLE = "server_error";

    /** What a reply means, where a 200 or 201 has to be a JSON object that can be read. */
    public <T> AmResult<T> answer(String name, AmResponse reply, Function<Map<?, ?>, @Nullable T> read) {
        Map<?, ?> members = reply.is(200) || reply.is(201) ? http.parse(reply, HashMap.class) : null;
        T value = members == null ? null : read.apply(members);
        if (value != null) {
            return new AmResult.Value<>(value);
        }
        Map<String, String> error = error(reply);
        String code = error.getOrDefault("error", "");
        boolean isRefusal =
                reply.status() >= 400 && reply.status() < 500 && !code.isEmpty() && !SERVER_TROUBLE.contains(code);
        return isRefusal
                ? new AmResult.Refused<>(reply.status(), code, error.getOrDefault("error_description", ""))
                : new AmResult.NoAnswer<>(new Outage(
                        name + ": " + reply.description() + (code.isEmpty() ? "" : " " + code),
                        reply.retryAfter(),
                        reply.mayHaveBeenDone() || reply.is(200),
                        isUnreadable(reply)));
    }

    /** Whether AM reports trouble of its own. */
    boolean isServerTrouble(AmResponse reply) {
        return SERVER_TROUBLE.contains(error(reply).getOrDefault("error", ""));
    }

    /** Whether it may be that AM can't read the token that it was sent, for which OpenAM has these words. */
    private boolean isUnreadable(AmResponse reply) {
        String code = error(reply).getOrDefault("error", "");
        // a 500 without a word says that AM is not well
        return reply.mayBeCausedByCredential() && (code.equals(UNREADABLE) || (code.isEmpty() && !reply.is(500)));
    }

    boolean namesNoError(AmResponse reply) {
        return error(reply).isEmpty();
    }

    private Map<String, String> error(AmResponse reply) {
        Map<?, ?> members =
                reply.status() >= 400 && reply.body().startsWith("{") ? http.parse(reply, HashMap.class) : null;
        Map<String, String> error = new HashMap<>();
        for (String name : new String[] {"error", "error_description"}) {
            if (members != null && members.get(name) instanceof String text) {
                error.put(name, text);
            }
        }
        return error;
    }

    /** Returns a member that is a text; null when it is none, or empty. */
    public static @Nullable String text(Map<?, ?> members, String name) {
        return members.get(name) instanceof String text && !text.isEmpty() ? text : null;
    }

    static Claims claims(Map<?, ?> members) {
        Map<String, @Nullable Object> claims = new LinkedHashMap<>();
        members.forEach((name, value) -> claims.put(String.valueOf(name), value));
        return new Claims(claims);
    }
}
