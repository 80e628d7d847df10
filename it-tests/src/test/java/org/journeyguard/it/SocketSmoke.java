package org.journeyguard.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.journeyguard.it.App.cookie;

import java.net.http.WebSocket;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import org.journeyguard.it.am.AmRest;
import org.journeyguard.it.container.Container;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Additional checks for every container but Open Liberty, where only WebSockets over TLS end with their HttpSession. */
abstract class SocketSmoke extends Smoke {
    SocketSmoke(Container container) {
        super(container);
    }

    @ParameterizedTest
    @EnumSource
    void webSocketsAreClosedWithTheSession(SessionEnd end) throws Exception {
        String token = Realm.ROOT.session("alice");
        String alone = AmRest.COOKIE + "=" + token;
        String together = alone + "; " + App.httpSession(App.get("/page/mark", cookie(token)));
        List<CompletableFuture<Integer>> closed = new ArrayList<>();
        for (String cookies : List.of(alone, alone, together, together, together)) {
            closed.add(socket(cookies));
        }
        CompletableFuture<Integer> others = socket(AmRest.COOKIE + "=" + Realm.ROOT.session("bob"));
        end.of(token, together);
        for (CompletableFuture<Integer> each : closed) {
            assertThat(each.get(20, TimeUnit.SECONDS)).isEqualTo(1008);
        }
        assertThat(others.isDone()).isFalse();
    }

    @Test
    void webSocketContinuesWithTheNextSessionOfItsUser() throws Exception {
        String first = Realm.ROOT.session("alice");
        String next = Realm.ROOT.session("alice");
        String httpSession = App.httpSession(App.get("/page/mark", cookie(first)));
        CompletableFuture<Integer> closed = socket(AmRest.COOKIE + "=" + first + "; " + httpSession);
        String cookies = AmRest.COOKIE + "=" + next + "; " + httpSession;
        assertThat(App.get("/page/mark", "Cookie", cookies).body()).isEqualTo("alice");
        assertThat(closed.isDone()).isFalse();
        SessionEnd.LOGOUT_WITH_ITS_HTTP_SESSION.of(next, cookies);
        assertThat(closed.get(20, TimeUnit.SECONDS)).isEqualTo(1008);
    }

    /** The code that it is closed with. */
    private static CompletableFuture<Integer> socket(String cookies) throws Exception {
        CompletableFuture<Integer> closed = new CompletableFuture<>();
        WebSocket.Listener listener = new WebSocket.Listener() {
            @Override
            public CompletionStage<?> onClose(WebSocket socket, int code, String reason) {
                closed.complete(code);
                return CompletableFuture.completedStage(null);
            }

            @Override
            public void onError(WebSocket socket, Throwable failure) {
                closed.completeExceptionally(failure);
            }
        };
        WebSocket unused = App.socket("/socket", listener, "Cookie", cookies).get(20, TimeUnit.SECONDS);
        return closed;
    }
}
