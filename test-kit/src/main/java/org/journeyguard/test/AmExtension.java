package org.journeyguard.test;

import java.time.Clock;
import java.util.Map;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * An AM in the same process, for JUnit: a field with {@code @RegisterExtension}. It listens from its creation on; in a static
 * field to the end of the class's tests, else to the end of one test. Each test begins without a {@link Fault} and without
 * calls; sessions and tokens live on.
 */
public final class AmExtension implements BeforeAllCallback, BeforeEachCallback, AfterEachCallback, AfterAllCallback {
    /** The client that the application is, and that gets the tokens of callers. */
    public static final String CLIENT = "web-app";

    private final FakeAm am;
    private boolean isOfClass;

    private AmExtension(FakeAm.Kind kind) {
        am = new FakeAm(kind);
        am.setClock(Clock.systemUTC());
        am.oauth().setTokens("/", FakeProvider.TokenForm.JWT);
    }

    /** As PingAM 7 and 8 answer, and the Advanced Identity Cloud. */
    public static AmExtension pingAm() {
        return as(FakeAm.Kind.PINGAM);
    }

    /** As OpenAM 14 to 16 answer. */
    public static AmExtension openAm() {
        return as(FakeAm.Kind.OPENAM);
    }

    /** As another one answers. */
    public static AmExtension as(FakeAm.Kind kind) {
        return new AmExtension(kind);
    }

    /** The AM itself. It tells the time of the system; its access tokens are JWTs. */
    public FakeAm am() {
        return am;
    }

    /** What the application is configured with: AM's address and the client; by key, as {@code journey.am.url}. */
    public Map<String, String> settings() {
        return Map.of(
                "journey.am.url",
                am.url().toString(),
                "journey.oauth.client-id",
                CLIENT,
                "journey.oauth.client-secret",
                FakeClient.SECRET);
    }

    /** Somebody signs in to the root realm. */
    public Caller signedInAs(String user) {
        return signedIn(am.session(user, "/"));
    }

    /** A session begins, as of another realm, with other ends or with properties. */
    public Caller signedIn(FakeSession session) {
        am.signIn(session);
        return new Caller(am, session, TokenSpec.of(CLIENT));
    }

    @Override
    public void beforeAll(ExtensionContext context) {
        isOfClass = true;
    }

    @Override
    public void beforeEach(ExtensionContext context) {
        am.set(Fault.NONE);
        am.forgetCalls();
    }

    @Override
    public void afterEach(ExtensionContext context) {
        if (!isOfClass) {
            am.close();
        }
    }

    @Override
    public void afterAll(ExtensionContext context) {
        am.close();
    }
}
