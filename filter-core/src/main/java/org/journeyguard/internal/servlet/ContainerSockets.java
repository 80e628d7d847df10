package org.journeyguard.internal.servlet;

import jakarta.servlet.http.HttpSession;
import jakarta.servlet.http.HttpUpgradeHandler;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.WeakHashMap;

/**
 * Closes WebSockets that containers leave open when their HttpSession ends. Tyrus 2.1 (GlassFish, Payara) closes only the last opened one.
 * Undertow (WildFly) fails to close the rest when one of them has gone meanwhile.
 */
public final class ContainerSockets {
    private static final System.Logger LOG = System.getLogger(ContainerSockets.class.getName());
    private static final String TYRUS = "org.glassfish.tyrus.servlet.TyrusHttpUpgradeHandler";
    private static final String UNDERTOW = "io.undertow.servlet.spec.HttpSessionImpl";
    private static final String UNDERTOW_SESSION = "io.undertow.server.session.Session";
    /** Attribute of Undertow's session with the list of its WebSockets. */
    private static final String UNDERTOW_SOCKETS = "io.undertow.websocket.current-connections";

    private final Set<HttpUpgradeHandler> handlers =
            Collections.synchronizedSet(Collections.newSetFromMap(new WeakHashMap<>()));

    /** Adds a WebSocket if the container may leave it open. Forgotten when the container forgets it. */
    public void add(HttpUpgradeHandler handler) {
        if (handler.getClass().getName().equals(TYRUS)) {
            handlers.add(handler);
        }
    }

    /** Gives Undertow a copy of its list to iterate over, because closed WebSockets remove themselves from the original. */
    public static void prepare(HttpSession session) {
        if (!session.getClass().getName().equals(UNDERTOW)) {
            return;
        }
        try {
            Object own = session.getClass().getMethod("getSession").invoke(session);
            Class<?> type =
                    Class.forName(UNDERTOW_SESSION, false, session.getClass().getClassLoader());
            Object sockets = type.getMethod("getAttribute", String.class).invoke(own, UNDERTOW_SOCKETS);
            if (sockets instanceof Collection<?> open) {
                type.getMethod("setAttribute", String.class, Object.class)
                        .invoke(own, UNDERTOW_SOCKETS, new ArrayList<>(open));
            }
        } catch (ReflectiveOperationException | RuntimeException e) {
            LOG.log(System.Logger.Level.DEBUG, "Undertow's list of WebSockets can't be copied", e);
        }
    }

    /** Closes them with 1008. Closed ones are not affected. */
    public void close() {
        for (HttpUpgradeHandler each : List.copyOf(handlers)) {
            try {
                each.getClass().getMethod("sessionDestroyed").invoke(each);
            } catch (ReflectiveOperationException | RuntimeException e) {
                LOG.log(System.Logger.Level.WARNING, "A WebSocket of an ended session can't be closed", e);
            }
        }
    }
}
