package org.journeyguard.it.smoke;

import jakarta.websocket.OnMessage;
import jakarta.websocket.Session;
import jakarta.websocket.server.ServerEndpoint;
import java.security.Principal;

/** Answers each message with whose socket it is. */
@ServerEndpoint("/socket")
public class SmokeSocket {

    /** Long after the handshake. */
    @OnMessage
    public String answer(String message, Session session) {
        Principal principal = session.getUserPrincipal();
        return message + " " + (principal == null ? "nobody" : principal.getName());
    }
}
