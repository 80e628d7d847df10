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
import org.journeyguard.Claims;
import org.journeyguard.LogoutContext;
import org.journeyguard.Renewal;
import org.journeyguard.fixtures.Await;
import org.journeyguard.internal.cluster.EntryNames;
import org.journeyguard.internal.credential.AppSession;
import org.journeyguard.internal.credential.TokenDigest;
import org.journeyguard.internal.logout.BackChannel;
import org.journeyguard.internal.logout.BackChannel.Received;
import org.journeyguard.internal.logout.TestLogout;
import org.journeyguard.internal.resilience.BackgroundTasks;
import org.journeyguard.internal.store.FirstUse;
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

    private final ManualTime time = new ManualTime();
    private final FakeAm am = new FakeAm(Kind.PINGAM);
    private final TestApp app =
            new TestApp(am, time, "journey.am.realm", "/", "journey.logout.backchannel-path", "/back-channel");
    private final List<LogoutContext> heard = new CopyOnWriteArrayList<>();
    private final BackgroundTasks background = new BackgroundTasks();
    private final TestLogout logout = TestLogout.of(app.guard, time, List.of(heard::add));
    private final BackChannel backChannel = new BackChannel(
            app.guard.tokens().client().orElseThrow().logoutTokens(),
            app.guard.index(),
            app.guard.logouts(),
            logout.remote(Optional.of(app.sessions), background),
            FirstUse.of(
                    Optional.empty(),
                    EntryNames.Kind.LOGOUT_TOKEN,
                    BackChannel.REMEMBERED,
                    Long.MAX_VALUE,
                    time::nanoTime),
            app.guard.stores().lateEnds(),
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
        logout.close();
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
    void sidEndsOnlyItsSession() {
        String token = app.keeper().token(session, Renewal.IF_DUE).accessToken();
        assertThat(receive()).isEqualTo(new Received.Done());
        assertThat(good()).containsExactly(other, bobs);
        Await.until("its tokens end at AM", () -> !am.isActive(token));
        Await.until("the listener hears of it", () -> heard.size() == 1);
        assertThat(heard.get(0).user()).isEqualTo("alice");
    }

    @Test
    void subjectWithoutSidEndsAllSessionsOfTheUser() {
        assertThat(receive("sid", null)).isEqualTo(new Received.Done());
        assertThat(good()).containsExactly(bobs);
    }

    @Test
    void subjectMatchesWithAndWithoutPingAmsPrefix() {
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
    void typesOfTheSpecificationAreAccepted() throws JOSEException {
        String untyped = signed(am.oauth().signingKey(), null);
        String typed = signed(am.oauth().signingKey(), "jwt");
        assertThat(backChannel.receive(untyped)).isEqualTo(new Received.Done());
        assertThat(backChannel.receive(typed)).isEqualTo(new Received.Done());
    }

    @Test
    void typeLogoutJwtIsAccepted() throws JOSEException {
        assertThat(backChannel.receive(signed(am.oauth().signingKey(), "logout+jwt")))
                .isEqualTo(new Received.Done());
        assertThat(good()).containsExactly(other, bobs);
    }

    @Test
    void accessTokenIsRefused() throws JOSEException {
        assertRefused(backChannel.receive(signed(am.oauth().signingKey(), "at+jwt")));
    }

    @Test
    void logoutTokenOfAnotherIssuerIsRefused() {
        assertRefused(receive("iss", am.url() + "/oauth2/realms/root/realms/beta"));
    }

    @Test
    void logoutTokenForAnotherAudienceIsRefused() {
        assertRefused(receive("aud", "other-app"));
        assertRefused(receive("aud", null));
    }

    @Test
    void logoutTokenForSeveralAudiencesIncludingTheClientIsAccepted() {
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
    void hmacWithThePublicKeyIsRefused() throws JOSEException {
        JWSHeader header = new JWSHeader.Builder(JWSAlgorithm.HS256)
                .keyID(am.oauth().signingKey().getKeyID())
                .build();
        JWSObject jwt = new JWSObject(header, new Payload(claims()));
        jwt.sign(new MACSigner(am.oauth().signingKey().toRSAPublicKey().getEncoded()));
        assertRefused(backChannel.receive(jwt.serialize()));
    }

    @Test
    void encryptedLogoutTokenIsRefused() throws JOSEException {
        JWEObject jwt = new JWEObject(
                new JWEHeader(JWEAlgorithm.RSA_OAEP_256, EncryptionMethod.A256GCM),
                new Payload(am.oauth().sign(claims())));
        jwt.encrypt(new RSAEncrypter(am.oauth().signingKey().toRSAPublicKey()));
        assertRefused(backChannel.receive(jwt.serialize()));
    }

    @Test
    void expiredLogoutTokenIsRefused() {
        assertRefused(receive("exp", time.instant().minusSeconds(600).getEpochSecond()));
        assertRefused(receive("exp", null));
    }

    @Test
    void logoutTokenWithAnotherEventIsRefused() {
        assertRefused(receive("events", null));
        assertRefused(receive("events", Map.of("http://schemas.openid.net/event/other", Map.of())));
        assertRefused(receive("events", Map.of(EVENT, "yes")));
        assertRefused(receive("events", List.of(EVENT)));
    }

    @Test
    void logoutTokenWithANonceIsRefused() {
        assertRefused(receive("nonce", "n1"));
    }

    @Test
    void idTokenIsRefused() {
        assertRefused(backChannel.receive(
                app.keeper().token(session, Renewal.IF_DUE).idToken().orElseThrow()));
    }

    @Test
    void replayedLogoutTokenIsRefused() {
        String token = am.oauth().sign(claims("sid", null, "sub", "(usr!nobody)"));
        assertThat(backChannel.receive(token)).isEqualTo(new Received.Done());
        assertRefused(backChannel.receive(token));
        assertRefused(receive("jti", null));
    }

    @Test
    void oldLogoutTokenIsRefusedBeforeItsExpiry() {
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
    void textThatIsNotAJwtIsRefused() {
        assertRefused(backChannel.receive("logout"));
        assertRefused(backChannel.receive(""));
        assertRefused(backChannel.receive("a.b.c"));
        assertRefused(backChannel.receive("a".repeat(1_000_000)));
    }

    @Test
    void logoutTokenIsUnavailableWithoutAmsKeys() {
        am.oauth().rotateKey();
        String token = am.oauth().sign(claims());
        am.set(Fault.reply(503, "{}"));
        time.pass(Duration.ofMinutes(5));
        assertThat(backChannel.receive(token)).isInstanceOf(Received.NoAnswer.class);
    }

    @Test
    void indexDropsASessionWithItsEntry() {
        String subject = idToken(session).text("sub").orElseThrow();
        assertThat(indexed(subject)).containsExactly(session.digest(), other.digest());
        app.sessions.over(session);
        assertThat(indexed(subject)).containsExactly(other.digest());
        time.pass(Duration.ofDays(3));
        app.signIn(am, "carol");
        assertThat(indexed(subject)).isEmpty();
    }

    private List<TokenDigest> indexed(String subject) {
        return app.guard.index().appSessionsOf(subject).stream()
                .map(each -> each.key().session())
                .toList();
    }
}
