package org.journeyguard.internal.signin;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.EncryptionMethod;
import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWEAlgorithm;
import com.nimbusds.jose.JWEHeader;
import com.nimbusds.jose.JWEObject;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSObject;
import com.nimbusds.jose.Payload;
import com.nimbusds.jose.PlainHeader;
import com.nimbusds.jose.PlainObject;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jose.crypto.RSAEncrypter;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import java.text.ParseException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.UnaryOperator;
import org.journeyguard.Claims;
import org.journeyguard.LogoutContext;
import org.journeyguard.Renewal;
import org.journeyguard.fixtures.Await;
import org.journeyguard.internal.cluster.EntryNames;
import org.journeyguard.internal.credential.AppSession;
import org.journeyguard.internal.logout.BackChannel;
import org.journeyguard.internal.logout.BackChannel.Received;
import org.journeyguard.internal.logout.ListenerSteps;
import org.journeyguard.internal.logout.LogoutRetryQueue;
import org.journeyguard.internal.logout.LogoutWebhooks;
import org.journeyguard.internal.logout.RemoteLogout;
import org.journeyguard.internal.logout.SidIndex;
import org.journeyguard.internal.logout.StepRunner;
import org.journeyguard.internal.logout.WebhookSettings;
import org.journeyguard.internal.observe.Observers;
import org.journeyguard.internal.resilience.BackgroundTasks;
import org.journeyguard.internal.store.FirstUse;
import org.journeyguard.internal.store.SessionStores;
import org.journeyguard.test.FakeAm;
import org.journeyguard.test.FakeAm.Kind;
import org.journeyguard.test.Fault;
import org.journeyguard.test.ManualTime;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** AM says that sessions have ended; only what is surely AM's word, said just now and to us, ends anything. */
class BackChannelTest {
    private static final String EVENT = "http://schemas.openid.net/event/backchannel-logout";
    private static final Duration LIMIT = Duration.ofSeconds(5);

    private final ManualTime time = new ManualTime();
    private final FakeAm am = new FakeAm(Kind.PINGAM);
    private final SidIndex index = new SidIndex(BackChannelTest::claimsOf, time::nanoTime);
    private final TestApp app =
            TestApp.with(index.over(SessionStores.inMemory(200, time::nanoTime)), am, time, "journey.am.realm", "/");
    private final List<LogoutContext> heard = new CopyOnWriteArrayList<>();
    private final BackgroundTasks background = new BackgroundTasks();
    private final LogoutWebhooks notices =
            new LogoutWebhooks(new WebhookSettings(List.of(), ""), LIMIT, time, time::nanoTime);
    private final StepRunner endings = new StepRunner(
            new LogoutRetryQueue(LIMIT, time::nanoTime), LIMIT, time::nanoTime, UnaryOperator.identity());
    private final BackChannel backChannel = new BackChannel(
            app.guard.tokens().client().orElseThrow().logoutTokens(),
            index,
            app.guard.logouts(),
            new RemoteLogout(
                    app.guard.sessions(),
                    app.guard.tombstones(),
                    app.keeper(),
                    Optional.of(app.sessions),
                    new ListenerSteps(List.of(heard::add), notices),
                    endings,
                    background,
                    Observers.NONE),
            FirstUse.of(
                    Optional.empty(),
                    EntryNames.Kind.LOGOUT_TOKEN,
                    BackChannel.REMEMBERED,
                    Long.MAX_VALUE,
                    time::nanoTime),
            time);
    private final AppSession session = app.signIn(am, "alice").session();
    private final AppSession other = app.signIn(am, "alice").session();
    private final AppSession bobs = app.signIn(am, "bob").session();

    BackChannelTest() {
        am.setClock(time);
    }

    @AfterEach
    void end() {
        background.close();
        endings.close();
        notices.close();
        app.close();
        am.close();
    }

    private static Claims claimsOf(String idToken) {
        try {
            return new Claims(JWSObject.parse(idToken).getPayload().toJSONObject());
        } catch (ParseException e) {
            throw new IllegalArgumentException(e);
        }
    }

    private Claims idToken(AppSession of) {
        return claimsOf(app.keeper().token(of, Renewal.IF_DUE).idToken().orElseThrow());
    }

    /** What AM says of the first session, with changes: null takes a claim away. */
    private Map<String, Object> claims(@Nullable Object... changes) {
        Claims idToken = idToken(session);
        Map<String, Object> claims = new LinkedHashMap<>();
        claims.put("iss", idToken.text("iss").orElseThrow());
        claims.put("aud", "web-app");
        claims.put("sub", idToken.text("sub").orElseThrow());
        claims.put("sid", idToken.text("sid").orElseThrow());
        claims.put("iat", time.instant().getEpochSecond());
        claims.put("exp", time.instant().plusSeconds(54_000_000).getEpochSecond());
        claims.put("jti", UUID.randomUUID().toString());
        claims.put("cause", "CLIENT_LOGOUT");
        claims.put("events", Map.of(EVENT, Map.of()));
        for (int i = 0; i < changes.length; i += 2) {
            if (changes[i + 1] == null) {
                claims.remove(String.valueOf(changes[i]));
            } else {
                claims.put(String.valueOf(changes[i]), changes[i + 1]);
            }
        }
        return claims;
    }

    private Received receive(@Nullable Object... changes) {
        return backChannel.receive(am.oauth().sign(claims(changes)));
    }

    private String signed(RSAKey key, @Nullable String type) throws JOSEException {
        JWSHeader header = new JWSHeader.Builder(JWSAlgorithm.RS256)
                .keyID(am.oauth().signingKey().getKeyID())
                .type(type == null ? null : new JOSEObjectType(type))
                .build();
        JWSObject jwt = new JWSObject(header, new Payload(claims()));
        jwt.sign(new RSASSASigner(key));
        return jwt.serialize();
    }

    private List<AppSession> good() {
        List<AppSession> good = new ArrayList<>(List.of(session, other, bobs));
        good.removeIf(each -> !app.isGood(each));
        return good;
    }

    private void assertRefused(Received received) {
        assertThat(received).isEqualTo(new Received.Refused());
        assertThat(good()).containsExactly(session, other, bobs);
    }

    @Test
    void aSessionEndsByItsSidAndNoOtherOfTheSameUser() {
        String token = app.keeper().token(session, Renewal.IF_DUE).accessToken();
        assertThat(receive()).isEqualTo(new Received.Done());
        assertThat(good()).containsExactly(other, bobs);
        Await.until("its tokens end at AM", () -> !am.isActive(token));
        Await.until("the listener hears of it", () -> heard.size() == 1);
        assertThat(heard.get(0).user()).isEqualTo("alice");
    }

    @Test
    void withoutASidAllSessionsOfTheUserEnd() {
        assertThat(receive("sid", null)).isEqualTo(new Received.Done());
        assertThat(good()).containsExactly(bobs);
    }

    @Test
    void theUserIsTheSameInPingAmsSpellingAndWithoutIt() {
        String subject = idToken(session).text("sub").orElseThrow();
        String respelt =
                subject.startsWith("(usr!") ? subject.substring(5, subject.length() - 1) : "(usr!" + subject + ")";
        assertThat(receive("sid", null, "sub", respelt)).isEqualTo(new Received.Done());
        assertThat(good()).containsExactly(bobs);
    }

    @Test
    void logoutTokenOfUnknownUserIsValidAndEndsNoSession() {
        assertThat(receive("sid", "of another application")).isEqualTo(new Received.Done());
        assertThat(good()).containsExactly(session, other, bobs);
    }

    @Test
    void theTypesThatTheSpecificationKnowsAreTaken() throws JOSEException {
        String untyped = signed(am.oauth().signingKey(), null);
        String typed = signed(am.oauth().signingKey(), "jwt");
        assertThat(backChannel.receive(untyped)).isEqualTo(new Received.Done());
        assertThat(backChannel.receive(typed)).isEqualTo(new Received.Done());
    }

    @Test
    void oneOfTypeLogoutJwtIsTaken() throws JOSEException {
        assertThat(backChannel.receive(signed(am.oauth().signingKey(), "logout+jwt")))
                .isEqualTo(new Received.Done());
        assertThat(good()).containsExactly(other, bobs);
    }

    @Test
    void anAccessTokenIsNone() throws JOSEException {
        assertRefused(backChannel.receive(signed(am.oauth().signingKey(), "at+jwt")));
    }

    @Test
    void oneOfAnotherIssuerIsRefused() {
        assertRefused(receive("iss", am.url() + "/oauth2/realms/root/realms/beta"));
    }

    @Test
    void oneForAnotherAudienceIsRefused() {
        assertRefused(receive("aud", "other-app"));
        assertRefused(receive("aud", null));
    }

    @Test
    void oneForSeveralAudiencesIsTakenIfWeAreOneOfThem() {
        assertThat(receive("aud", List.of("other-app", "web-app"))).isEqualTo(new Received.Done());
    }

    @Test
    void unsignedLogoutTokenIsRefused() {
        assertRefused(backChannel.receive(new PlainObject(new PlainHeader(), new Payload(claims())).serialize()));
    }

    @Test
    void logoutTokenOfAnotherSignerIsRefused() throws JOSEException {
        assertRefused(backChannel.receive(signed(new RSAKeyGenerator(2_048).generate(), null)));
    }

    @Test
    void oneWhoseSecretIsThePublicKeyIsRefused() throws JOSEException {
        JWSHeader header = new JWSHeader.Builder(JWSAlgorithm.HS256)
                .keyID(am.oauth().signingKey().getKeyID())
                .build();
        JWSObject jwt = new JWSObject(header, new Payload(claims()));
        jwt.sign(new MACSigner(am.oauth().signingKey().toRSAPublicKey().getEncoded()));
        assertRefused(backChannel.receive(jwt.serialize()));
    }

    @Test
    void anEncryptedOneIsRefused() throws JOSEException {
        JWEObject jwt = new JWEObject(
                new JWEHeader(JWEAlgorithm.RSA_OAEP_256, EncryptionMethod.A256GCM),
                new Payload(am.oauth().sign(claims())));
        jwt.encrypt(new RSAEncrypter(am.oauth().signingKey().toRSAPublicKey()));
        assertRefused(backChannel.receive(jwt.serialize()));
    }

    @Test
    void anExpiredOneIsRefused() {
        assertRefused(receive("exp", time.instant().minusSeconds(600).getEpochSecond()));
        assertRefused(receive("exp", null));
    }

    @Test
    void oneAboutAnotherEventIsRefused() {
        assertRefused(receive("events", null));
        assertRefused(receive("events", Map.of("http://schemas.openid.net/event/other", Map.of())));
        assertRefused(receive("events", Map.of(EVENT, "yes")));
        assertRefused(receive("events", List.of(EVENT)));
    }

    @Test
    void oneWithANonceIsRefused() {
        assertRefused(receive("nonce", "n1"));
    }

    @Test
    void anIdTokenIsRefused() {
        assertRefused(backChannel.receive(
                app.keeper().token(session, Renewal.IF_DUE).idToken().orElseThrow()));
    }

    @Test
    void oneThatHasBeenHereBeforeIsRefused() {
        String token = am.oauth().sign(claims("sid", null, "sub", "(usr!nobody)"));
        assertThat(backChannel.receive(token)).isEqualTo(new Received.Done());
        assertRefused(backChannel.receive(token));
        assertRefused(receive("jti", null));
    }

    @Test
    void anOldOneIsRefusedHoweverLongItSaysThatItLasts() {
        assertRefused(receive("iat", time.instant().minusSeconds(601).getEpochSecond()));
        assertRefused(receive("iat", null));
        assertRefused(receive("iat", time.instant().plusSeconds(600).getEpochSecond()));
    }

    @Test
    void logoutTokenWithoutSubjectIsRefused() {
        assertRefused(receive("sid", null, "sub", null));
        assertRefused(receive("sid", "", "sub", ""));
    }

    @Test
    void whatIsNoJwtIsRefused() {
        assertRefused(backChannel.receive("logout"));
        assertRefused(backChannel.receive(""));
        assertRefused(backChannel.receive("a.b.c"));
        assertRefused(backChannel.receive("a".repeat(1_000_000)));
    }

    @Test
    void logoutTokenIsUndecidedWhileAmsKeysAreUnavailable() {
        am.oauth().rotateKey();
        String token = am.oauth().sign(claims());
        am.set(Fault.reply(503, "{}"));
        time.pass(Duration.ofMinutes(5));
        assertThat(backChannel.receive(token)).isInstanceOf(Received.NoAnswer.class);
    }

    @Test
    void theIndexForgetsASessionWithWhatIsStoredForIt() {
        assertThat(index.size()).isEqualTo(6);
        app.sessions.over(session);
        assertThat(index.size()).isEqualTo(4);
        time.pass(Duration.ofDays(3));
        assertThat(index.size()).isZero();
    }
}
