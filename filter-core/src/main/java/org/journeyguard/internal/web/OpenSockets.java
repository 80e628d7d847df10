package org.journeyguard.internal.web;

import jakarta.servlet.http.HttpSession;
import jakarta.servlet.http.HttpUpgradeHandler;
import org.journeyguard.JourneyEvent.ConnectionEnd;
import org.journeyguard.internal.auth.AuthenticatedUser;
import org.journeyguard.internal.credential.Credential;
import org.journeyguard.internal.servlet.ContainerSockets;

/**
 * The WebSockets that a user opened in one HttpSession. Containers close them with 1008 when the HttpSession ends (Jakarta WebSocket 2.1,
 * 7.2); no other way to reach an application's WebSockets works on all containers.
 */
final class OpenSockets extends OpenConnection {
    private final HttpSession session;
    private final WebGuard webGuard;
    private final boolean isOurs;
    private final long openedAt;
    private final ContainerSockets leftOpen = new ContainerSockets();
    private volatile Credential credential;
    private volatile String user;

    /**
     * @param isOurs whether the HttpSession was created only for the sockets
     * @param openedAt in monotonic nanoseconds
     */
    OpenSockets(HttpSession session, AuthenticatedUser user, RequestContext context, boolean isOurs, long openedAt) {
        super(context.requestInfo());
        this.session = session;
        this.webGuard = context.webGuard();
        this.credential = user.credential();
        this.user = user.getName();
        this.isOurs = isOurs;
        this.openedAt = openedAt;
    }

    /** Adds a WebSocket that the container is about to open. */
    void upgraded(HttpUpgradeHandler handler) {
        leftOpen.add(handler);
    }

    /** Prepares for the HttpSession to end. */
    void prepareEnd() {
        ContainerSockets.prepare(session);
    }

    /** Whether the HttpSession was created only for them. */
    boolean isOurs() {
        return isOurs;
    }

    long openedAt() {
        return openedAt;
    }

    /** Moves them to another session of the same user, which now owns the HttpSession. */
    void belongTo(AuthenticatedUser next) {
        credential = next.credential();
        user = next.getName();
    }

    @Override
    Credential credential() {
        return credential;
    }

    @Override
    String user() {
        return user;
    }

    @Override
    ConnectionEnd.Kind kind() {
        return ConnectionEnd.Kind.WEB_SOCKET;
    }

    @Override
    boolean isOver() {
        return HttpSessionBinding.isOver(session);
    }

    @Override
    void end() {
        prepareEnd();
        HttpSessionBinding.end(session, credential, webGuard);
        leftOpen.close();
    }
}
