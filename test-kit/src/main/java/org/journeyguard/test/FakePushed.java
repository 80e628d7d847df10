package org.journeyguard.test;

import jakarta.json.Json;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** The {@code par} endpoint of {@link FakeAm} (RFC 9126), which OpenAM does not have. */
final class FakePushed {
    private static final int LIFETIME_SECONDS = 60;

    private final FakeProvider provider;
    private final FakeClientCheck clients;
    /** What was pushed, by the name that stands for it. */
    private final Map<String, Pushed> requests = new ConcurrentHashMap<>();

    private record Pushed(String clientId, String form) {}

    FakePushed(FakeProvider provider, FakeClientCheck clients) {
        this.provider = provider;
        this.clients = clients;
    }

    FakeReply answer(FakeCall call, String realm) {
        if (call.body().split("client_id=", -1).length > 2
                || call.parameter("response_type").isEmpty()) {
            return FakeOAuth.error(400, "invalid_request", "A parameter is missing, or there twice");
        }
        return clients.registered(call, realm, client -> {
            String name = UUID.randomUUID().toString();
            requests.put(name, new Pushed(client.id(), call.body() + "&client_id=" + client.id()));
            return FakeReply.json(
                    201,
                    Json.createObjectBuilder()
                            .add("request_uri", name)
                            .add("expires_in", LIFETIME_SECONDS)
                            .build()
                            .toString());
        });
    }

    /** The authorization request that a call stands for; null when it names none, or has to be pushed and was not. */
    @Nullable
    FakeCall meant(FakeCall call) {
        String name = call.parameter("request_uri");
        if (name.isEmpty()) {
            return provider.demandsPushed() ? null : call;
        }
        Pushed pushed = requests.remove(name);
        return pushed == null || !pushed.clientId().equals(call.parameter("client_id"))
                ? null
                : new FakeCall(call.method(), call.path() + "?" + pushed.form(), call.headers(), call.body());
    }
}
