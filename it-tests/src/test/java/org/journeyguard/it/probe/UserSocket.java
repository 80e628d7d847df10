package org.journeyguard.it.probe;

import jakarta.websocket.EndpointConfig;
import jakarta.websocket.HandshakeResponse;
import jakarta.websocket.OnMessage;
import jakarta.websocket.OnOpen;
import jakarta.websocket.Session;
import jakarta.websocket.server.HandshakeRequest;
import jakarta.websocket.server.ServerEndpoint;
import jakarta.websocket.server.ServerEndpointConfig;
import java.security.Principal;
import org.journeyguard.JourneyUser;
import org.jspecify.annotations.Nullable;

/** Answers each message with who the handshake and the session say it is. */
@ServerEndpoint(value = "/{area}/socket", configurator = UserSocket.Handshake.class)
public class UserSocket {
    private String atHandshake = "";

    /** Keeps the handshake's principal. */
    public static class Handshake extends ServerEndpointConfig.Configurator {
        @Override
        public void modifyHandshake(ServerEndpointConfig config, HandshakeRequest request, HandshakeResponse response) {
            config.getUserProperties()
                    .put("who", name(request.getUserPrincipal()) + " " + request.isUserInRole("admin"));
        }
    }

    /** The handshake is over. */
    @OnOpen
    public void open(Session session, EndpointConfig config) {
        atHandshake = String.valueOf(config.getUserProperties().get("who"));
    }

    /** Long after the handshake's request has ended. */
    @OnMessage
    public String answer(String message, Session session) {
        String now = session.getUserPrincipal() instanceof JourneyUser user ? user.getName() + user.roles() : "nobody";
        return message + " " + atHandshake + " " + now;
    }

    private static String name(@Nullable Principal principal) {
        return principal == null ? "nobody" : principal.getName();
    }
}
