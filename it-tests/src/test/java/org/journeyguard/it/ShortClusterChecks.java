package org.journeyguard.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.journeyguard.fixtures.Await;
import org.journeyguard.it.container.Container;
import org.journeyguard.it.proxy.AmProxy;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What has to hold on each container for two nodes that share state in a real engine, with the real AM. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
abstract class ShortClusterChecks {
    /** A node hears of a logout within milliseconds; a machine that is busy with other things may need longer. */
    private static final Duration LIMIT = Duration.ofSeconds(2);

    final AmProxy proxy = Servers.proxy();
    Nodes nodes;
    Endpoint a;
    Endpoint b;

    /** The servers. */
    abstract List<? extends Container> containers();

    /** What a node shares state in, by its number from zero. */
    abstract Map<String, String> engine(int node);

    /** The application with what else it needs. */
    WebArchive completed(WebArchive war) {
        return war;
    }

    @BeforeAll
    void start() {
        proxy.set(BackChannelLogout.keys());
        nodes = new Nodes(getClass().getSimpleName(), containers(), this::completed, this::engine);
        a = nodes.get(0).endpoint();
        b = nodes.get(1).endpoint();
        // the first calls to AM and to the engine take long, and may be given up
        for (Endpoint node : List.of(a, b)) {
            Await.until(
                    "users can sign in", () -> node.get("/node/who", App.PERSON).statusCode() == 302);
            awaitSignIn(node);
        }
        proxy.heal();
    }

    @AfterAll
    void stop() {
        if (nodes != null) {
            nodes.close();
        }
    }

    /** The circuit breakers of the nodes notice it a little later. A check that fails leaves nothing to the next one. */
    @AfterEach
    void heal() {
        proxy.heal();
        nodes.restartEnded();
        String[] user = App.cookie(Realm.ROOT.session("alice"));
        for (Endpoint node : List.of(a, b)) {
            Await.until("AM is asked again", () -> node.status(user) != 503);
            awaitSignIn(node);
        }
    }

    @ParameterizedTest
    @EnumSource
    @Order(1)
    void signInAndLogoutApplyToBothNodes(Credential credential) {
        String[] user = signIn(credential);
        assertThat(a.who(user).body()).isEqualTo("alice");
        assertThat(b.who(user).body()).isEqualTo("alice");
        refusedAfterLogout(user, 204, 202);
    }

    @Test
    @Order(1)
    void authorizationResponseReplayedOnTheOtherNodeStartsNoSession() {
        SignIn signIn = SignIn.begin(a, Realm.ROOT.session("alice"));
        proxy.reset();
        signIn.finish(a);

        HttpResponse<String> replayed = signIn.answer(b);

        assertThat(SignIn.session(replayed)).isEmpty();
        assertThat(proxy.count("grant_type=authorization_code")).isEqualTo(1);
    }

    @Test
    @Order(1)
    void signInOnTheApplicationsPageChangesNodesAtEachStep() {
        PageSignIn signIn = PageSignIn.begin(a, b);
        String form = signIn.form(a);
        HttpResponse<String> done = signIn.send(b, form);

        assertThat(done.statusCode()).as(done.body()).isEqualTo(303);
        assertThat(App.header(done, "Location")).isEqualTo(Servers.appUrl() + "/own/who");
        String[] user = PageSignIn.session(done);
        for (Endpoint node : List.of(a, b)) {
            assertThat(node.get("/own/who", user).body()).isEqualTo("alice");
            assertThat(PageSignIn.session(signIn.send(node, form)))
                    .as("a step counts once on all nodes")
                    .containsExactly("Cookie", "");
        }
    }

    @Test
    @Order(1)
    void logoutTokenEndsTheSessionOnBothNodesAndIsRefusedWhenReplayedOnTheOther() {
        proxy.reset();
        String[] user = SignIn.begin(b, Realm.ROOT.session("bob")).finish(b);
        String logoutToken = BackChannelLogout.token(proxy.issued().get(0).getString("id_token"));
        assertThat(List.of(a.status(user), b.status(user))).containsOnly(200);

        assertThat(a.post(BackChannelLogout.PATH, logoutToken).statusCode()).isEqualTo(200);
        assertThat(a.status(user)).isEqualTo(401);
        Await.until("the other node learns of it", () -> b.status(user) == 401);

        // a sign-in that began in the second of the token's iat counts as ended
        long second = Instant.now().getEpochSecond();
        Await.until("the second is over", () -> Instant.now().getEpochSecond() > second + 1);
        String[] again = SignIn.begin(a, Realm.ROOT.session("bob")).finish(b);
        assertThat(b.post(BackChannelLogout.PATH, logoutToken).statusCode()).isEqualTo(400);
        assertThat(List.of(a.status(again), b.status(again))).containsOnly(200);
    }

    @Test
    @Order(Integer.MAX_VALUE)
    void logsContainNoSessionCookie() {
        assertThat(SignIn.sessions()).isNotEmpty();
        assertThat(SignIn.sessions()).noneMatch(nodes.logs()::contains);
    }

    /** Waits until users can sign in on a node, which needs AM and the engine. */
    static void awaitSignIn(Endpoint node) {
        Await.until(
                "sign-ins are finished",
                () -> !SignIn.session(
                                SignIn.begin(node, Realm.ROOT.session("alice")).answer(node))
                        .isEmpty());
    }

    final String[] signIn(Credential credential) {
        return credential.signIn(a, b);
    }

    /**
     * Signs out on a node, and asks the other one until it refuses the user.
     *
     * @param expected status of the logout; AM confirms it later if it is slow
     * @return from the response to the logout to the refusal
     */
    final Timed refusedAfterLogout(String[] user, Integer... expected) {
        assertThat(a.signOut(user)).isIn((Object[]) expected);
        return Timed.of(() -> Await.until(LIMIT, () -> "the other node refuses the user", () -> b.status(user) == 401));
    }

    static boolean isActive(String token) {
        return Realm.ROOT.isActive(Nodes.CLIENT, token);
    }
}
