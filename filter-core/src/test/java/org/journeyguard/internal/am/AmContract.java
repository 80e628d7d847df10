package org.journeyguard.internal.am;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.journeyguard.internal.am.session.ServerInfo;
import org.journeyguard.internal.credential.Authentication;
import org.journeyguard.internal.credential.SsoIdentity;
import org.journeyguard.internal.credential.SsoToken;
import org.journeyguard.internal.http.AmResult;
import org.journeyguard.internal.http.ConnectionSettings;
import org.journeyguard.internal.resilience.Priority;
import org.journeyguard.test.FakeAm;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * What {@link AmClient} promises to get out of any AM. The same tests run against {@link FakeAm} and the real one, so that
 * {@link FakeAm} claims nothing that AM does not keep.
 */
public abstract class AmContract {
    /** A user whose {@link #ATTRIBUTE} is {@code admin}. */
    protected static final String ALICE = "alice";
    /** A user without {@link #ATTRIBUTE}. */
    protected static final String BOB = "bob";
    /** An attribute of users. */
    protected static final String ATTRIBUTE = "employeeNumber";
    /** Where AM sends users who sign in to the root realm. */
    protected static final String SUCCESS_URL = "/openam/console";

    private static final SsoToken GARBAGE = new SsoToken("garbage");

    /** A session that AM could have made and has not. */
    protected static final SsoToken UNKNOWN =
            new SsoToken("AQIC5wM2LY4SfczNOTREAL.*AAJTSQACMDEAAlNLABM0MDExNzA5OTUwNTAyNjY0NjY3AAJTMQAA*");

    /** The AM that is held to the contract. */
    public interface Party extends AutoCloseable {
        /** Its base URL. */
        URI url();

        /** Signs a user in. */
        SsoToken signIn(String user, String realm);

        /** Makes a user whose {@link #ATTRIBUTE} is {@code odd}. */
        void create(String user);

        /** A token that breaks its parser. */
        String undecodable();

        @Override
        void close();
    }

    private final Party am;
    private final AmClient root;

    /**
     * @param am closed after each test
     */
    protected AmContract(Party am) {
        this.am = am;
        this.root = client("/");
    }

    @AfterEach
    void end() {
        root.close();
        am.close();
    }

    /** The AM that is held to the contract. */
    final Party am() {
        return am;
    }

    /** Whether this AM tells when sessions end. */
    protected boolean tellsExpiry() {
        return true;
    }

    /** Whether this AM shows properties of sessions. */
    protected boolean showsProperties() {
        return true;
    }

    @Test
    void serverInfoHasTheCookieNameWithoutASession() {
        assertThat(root.serverInfo()).isEqualTo(new AmResult.Value<>(new ServerInfo(FakeAm.COOKIE, List.of())));
    }

    @Test
    void validSessionIdentifiesItsUser() {
        SsoToken token = am.signIn(ALICE, "/");
        SsoIdentity alice = identity(root, token);
        assertThat(alice.name()).isEqualTo(ALICE);
        assertThat(alice.realm()).isEqualTo("/");
        if (tellsExpiry()) {
            assertThat(alice.universalId()).startsWith("id=alice,ou=user,");
            assertThat(alice.idleExpiresAt()).isNotNull().isBefore(alice.expiresAt());
        } else {
            assertThat(alice.expiresAt()).isNull();
        }
        assertThat(identity(root, token).name()).isEqualTo(ALICE);
    }

    @Test
    void sessionInfoHasTheSessionsRealmInEveryRealm() {
        try (AmClient alpha = client("/alpha")) {
            assertThat(identity(alpha, am.signIn(ALICE, "/alpha")).realm()).isEqualTo("/alpha");
            assertThat(identity(alpha, am.signIn(ALICE, "/")).realm()).isEqualTo("/");
        }
        assertThat(identity(root, am.signIn(ALICE, "/alpha")).realm()).isEqualTo("/alpha");
    }

    @Test
    void forgedSessionIsRefused() {
        assertThat(ask(root, GARBAGE)).isEqualTo(Authentication.refused());
        assertThat(ask(root, UNKNOWN)).isEqualTo(Authentication.refused());
        identity(root, am.signIn(ALICE, "/"));
        assertThat(ask(root, GARBAGE)).isEqualTo(Authentication.refused());
        assertThat(ask(root, UNKNOWN)).isEqualTo(Authentication.refused());
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void logoutEndsTheSessionAndASecondOneFindsNone(boolean isNegotiated) {
        SsoToken token = am.signIn(ALICE, "/");
        SsoToken other = am.signIn(ALICE, "/");
        if (isNegotiated) {
            identity(root, token);
        }
        assertThat(root.logout(token, FakeAm.COOKIE, root.deadline())).isEqualTo(new AmResult.Value<>(true));
        assertThat(ask(root, token)).isEqualTo(Authentication.refused());
        assertThat(root.logout(token, FakeAm.COOKIE, root.deadline())).isInstanceOf(AmResult.Value.class);
        assertThat(root.logout(UNKNOWN, FakeAm.COOKIE, root.deadline())).isInstanceOf(AmResult.Value.class);
        assertThat(identity(root, other).name()).isEqualTo(ALICE);
    }

    @Test
    void hiddenSessionPropertyIsEmpty() {
        SsoToken token = am.signIn(ALICE, "/");
        AmResult<Set<String>> answer =
                root.attributes().sessionProperty(token, FakeAm.COOKIE, identity(root, token), "Organization");
        if (showsProperties()) {
            assertThat(answer).isEqualTo(new AmResult.Value<>(Set.of()));
        } else {
            assertThat(answer).isInstanceOf(AmResult.NoAnswer.class);
        }
    }

    @Test
    void successUrlIsThatOfTheRealm() {
        assertThat(root.attributes().successUrl(am.signIn(ALICE, "/"), FakeAm.COOKIE, "/"))
                .isEqualTo(new AmResult.Value<>(Optional.of(SUCCESS_URL)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"/", "/alpha"})
    void userReadsTheirOwnAttributes(String realm) {
        SsoToken alice = am.signIn(ALICE, realm);
        assertThat(root.attributes().userAttribute(alice, FakeAm.COOKIE, identity(root, alice), ATTRIBUTE))
                .isEqualTo(new AmResult.Value<>(Set.of("admin")));
        SsoToken bob = am.signIn(BOB, realm);
        assertThat(root.attributes().userAttribute(bob, FakeAm.COOKIE, identity(root, bob), ATTRIBUTE))
                .isEqualTo(new AmResult.Value<>(Set.of()));
    }

    @ParameterizedTest
    @ValueSource(strings = {"odd name", "o'neil", "a{b}", "50%41", "größe", "x@example.test", "a=b;c", "_-.~$+@"})
    void namesAreTakenLiterally(String name) {
        am.create(name);
        SsoToken token = am.signIn(name, "/");
        SsoIdentity odd = identity(root, token);
        assertThat(odd.name()).isEqualTo(name);
        assertThat(root.attributes().userAttribute(token, FakeAm.COOKIE, odd, ATTRIBUTE))
                .isEqualTo(new AmResult.Value<>(Set.of("odd")));
    }

    @Test
    void readingByAnEndedSessionIsRefused() {
        SsoToken token = am.signIn(ALICE, "/");
        SsoIdentity alice = identity(root, token);
        root.logout(token, FakeAm.COOKIE, root.deadline());
        assertThat(root.attributes().successUrl(token, FakeAm.COOKIE, "/")).isInstanceOf(AmResult.Refused.class);
        assertThat(root.attributes().userAttribute(token, FakeAm.COOKIE, alice, ATTRIBUTE))
                .isInstanceOf(AmResult.Refused.class);
        assertThat(root.attributes().sessionProperty(token, FakeAm.COOKIE, alice, "Organization"))
                .isInstanceOf(AmResult.Refused.class);
    }

    private AmClient client(String realm) {
        return new AmClient(
                am.url(),
                realm,
                ConnectionSettings.direct(Duration.ofSeconds(5)),
                Duration.ofSeconds(30),
                System::nanoTime);
    }

    private static Authentication<SsoIdentity> ask(AmClient client, SsoToken token) {
        return client.sessionInfo(token, FakeAm.COOKIE, Priority.UNCONFIRMED);
    }

    private static SsoIdentity identity(AmClient client, SsoToken token) {
        Authentication<SsoIdentity> validation = ask(client, token);
        assertThat(validation).isInstanceOf(Authentication.Authenticated.class);
        return ((Authentication.Authenticated<SsoIdentity>) validation).identity();
    }
}
