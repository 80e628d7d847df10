package org.journeyguard.test;

import com.nimbusds.jose.jwk.RSAKey;
import jakarta.json.JsonObject;
import java.net.URI;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** How {@link FakeAm} is set up as an OAuth 2.0 and OpenID provider. */
public final class FakeProvider {

    /** What access and refresh tokens look like. */
    public enum TokenForm {
        /** A random name for what AM keeps. */
        OPAQUE,
        /** A JWT that anybody can check with the published keys. */
        JWT,
        /** A JWT that only AM can check, as of a new Advanced Identity Cloud. */
        HMAC_JWT,
        /** A JWT that only AM can read. */
        ENCRYPTED_JWT
    }

    private final Map<String, FakeClient> clients = new ConcurrentHashMap<>();
    private final Map<String, String> issuers = new ConcurrentHashMap<>();
    private final Map<String, TokenForm> forms = new ConcurrentHashMap<>(Map.of("/", TokenForm.OPAQUE));
    private final Map<String, JsonObject> userInfo = new ConcurrentHashMap<>();
    private final Map<String, JsonObject> additions = new ConcurrentHashMap<>();
    private final FakeJwts jwts = new FakeJwts();
    private final Supplier<String> ownUrl;
    private volatile String publicUrl = "";
    private volatile String hostRealm = "";
    private volatile boolean demandsPushed;
    private volatile boolean allowsExchange;
    private volatile boolean audiencesIntrospect;

    FakeProvider(Supplier<String> ownUrl) {
        this.ownUrl = ownUrl;
        FakeClient.provisioned().forEach(this::register);
    }

    /** From now on there is this client; it takes the place of one with the same id. */
    public void register(FakeClient client) {
        clients.put(client.id(), client);
    }

    /** The base URL that discovery and issuers announce, without a trailing slash. */
    public void setPublicUrl(String url) {
        publicUrl = url;
    }

    /**
     * From now on its host is a custom domain of a realm, as Advanced Identity Cloud has them: the discovery document of the realm's
     * tokens is at the root of the host, endpoints need no realm, and what the realm's path announces is the tenant's own issuer.
     */
    public void makeCustomDomainOf(String realm) {
        hostRealm = realm;
    }

    /** The realm whose custom domain this is; empty when it is none. */
    String hostRealm() {
        return hostRealm;
    }

    /** From now on authorization requests have to be pushed (RFC 9126, 5). */
    public void demandPushedAuthorization() {
        demandsPushed = true;
    }

    /** From now on clients may exchange tokens of users (RFC 8693), which may be acted for by anybody. */
    public void allowExchange() {
        allowsExchange = true;
    }

    /**
     * From now on PingAM tells clients in the audience of client-side tokens about these, as 8.1.1 can be set to and Advanced Identity
     * Cloud always does.
     */
    public void letAudiencesIntrospect() {
        audiencesIntrospect = true;
    }

    boolean audiencesIntrospect() {
        return audiencesIntrospect;
    }

    boolean exchanges() {
        return allowsExchange;
    }

    boolean demandsPushed() {
        return demandsPushed;
    }

    /** A realm's issuer, where it is not the base of the realm's endpoints. */
    public void setIssuer(String realm, String issuer) {
        issuers.put(realm, issuer);
    }

    /** What a realm's tokens look like from now on; opaque ones are the default of the root realm, JWTs elsewhere. */
    public void setTokens(String realm, TokenForm form) {
        forms.put(realm, form);
    }

    /** What userinfo says about a user. */
    public void setUserInfo(String user, JsonObject claims) {
        userInfo.put(user, claims);
    }

    /** Introspection says this about a token as well; members of the same name are replaced. */
    public void addToIntrospection(String token, JsonObject members) {
        additions.put(token, members);
    }

    /** A JWT of one's own making, signed as AM signs. */
    public String sign(Map<String, Object> claims) {
        return jwts.signed(claims);
    }

    /** The key that signs JWTs. */
    public RSAKey signingKey() {
        return jwts.signingKey();
    }

    /** Another key signs from now on; those before it stay published. */
    public void rotateKey() {
        jwts.rotate();
    }

    /** Only the key that signs stays published. */
    public void withdrawOldKeys() {
        jwts.withdrawOldKeys();
    }

    @Nullable
    FakeClient client(String id) {
        return clients.get(id);
    }

    @Nullable
    JsonObject userInfo(String user) {
        return userInfo.get(user);
    }

    JsonObject additions(String token) {
        return additions.getOrDefault(token, JsonObject.EMPTY_JSON_OBJECT);
    }

    TokenForm form(String realm) {
        return forms.getOrDefault(realm, TokenForm.JWT);
    }

    FakeJwts jwts() {
        return jwts;
    }

    /** What it announces as its own address. */
    String base() {
        return publicUrl.isEmpty() ? ownUrl.get() : publicUrl;
    }

    /** Where it announces a realm's endpoints. */
    String endpoints(String realm) {
        return base() + "/oauth2" + (realm.equals("/") || realm.equals(hostRealm) ? "" : path(realm));
    }

    /** A realm as AM's paths have it: {@code /alpha} is {@code /realms/root/realms/alpha}. */
    static String path(String realm) {
        return "/realms/root" + (realm.equals("/") ? "" : realm.replace("/", "/realms/"));
    }

    String issuer(String realm) {
        return issuers.getOrDefault(
                realm,
                realm.equals(hostRealm)
                        ? URI.create(base()).resolve("/").toString().replaceFirst("/$", "")
                        : endpoints(realm));
    }
}
