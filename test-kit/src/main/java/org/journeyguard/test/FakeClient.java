package org.journeyguard.test;

import com.nimbusds.jose.jwk.JWKSet;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/**
 * An OAuth 2.0 client as it is registered at {@link FakeAm}, in every realm.
 *
 * @param id its name
 * @param secret empty for a public client
 * @param authentication how it proves who it is
 * @param redirectUris where codes may be sent
 * @param logoutUris where a browser may be sent after a logout
 * @param scopes what it may ask for; the first is what it gets when it does not ask
 * @param lifetimes of its tokens
 * @param traits what else is special about it
 * @param keys the public keys that prove its assertions (RFC 7523), as JWK set; empty for none
 */
public record FakeClient(
        String id,
        String secret,
        Authentication authentication,
        List<String> redirectUris,
        List<String> logoutUris,
        List<String> scopes,
        Lifetimes lifetimes,
        Set<Trait> traits,
        String keys) {
    /** Secret of every client that is there from the beginning. */
    public static final String SECRET = "s3cret";

    /** How a client proves who it is. */
    public enum Authentication {
        /** {@code client_secret_basic}. */
        BASIC,
        /** {@code client_secret_post}. */
        POST,
        /** {@code private_key_jwt}, with an algorithm that its key names. */
        PRIVATE_KEY_JWT,
        /** Not at all. */
        NONE
    }

    /**
     * How long tokens live.
     *
     * @param access access tokens
     * @param refresh refresh tokens
     */
    public record Lifetimes(Duration access, Duration refresh) {}

    /** What may be special about a client. */
    public enum Trait {
        /** Its users are asked whether they agree. */
        ASKS_FOR_CONSENT,
        /** A refresh leaves its refresh token as it is, and says nothing of it. */
        KEEPS_REFRESH_TOKENS,
        /** It is not told how long a token lives. */
        UNTOLD_OF_EXPIRY,
        /** It is told about tokens in a signed JWT with the answer's members as claims. */
        ASKS_FOR_JWT,
        /** It is told about tokens in a signed JWT with the answer's members in {@code token_introspection} (RFC 9701). */
        ASKS_FOR_NESTED_JWT
    }

    /** A confidential client, registered with everything that tests commonly need. */
    public static FakeClient named(String id) {
        return new FakeClient(
                id,
                SECRET,
                Authentication.BASIC,
                List.of("https://app.example.com/shop/journey/callback", "http://localhost:19090/journey/callback"),
                List.of("https://app.example.com/shop/", "http://localhost:19090/"),
                List.of("openid", "profile", "email", "write"),
                new Lifetimes(Duration.ofHours(1), Duration.ofDays(1)),
                Set.of(),
                "");
    }

    /** Those that are there from the beginning. */
    static List<FakeClient> provisioned() {
        return List.of(
                named("web-app"),
                named("consent-app").with(Trait.ASKS_FOR_CONSENT),
                named("short-app").living(Duration.ofSeconds(3), Duration.ofSeconds(8)),
                named("post-app").by(Authentication.POST),
                named("spa").by(Authentication.NONE));
    }

    /** The same with another secret. */
    public FakeClient withSecret(String other) {
        return new FakeClient(id, other, authentication, redirectUris, logoutUris, scopes, lifetimes, traits, keys);
    }

    /** The same with another way to prove who it is. */
    public FakeClient by(Authentication other) {
        String known = other == Authentication.NONE ? "" : secret;
        return new FakeClient(id, known, other, redirectUris, logoutUris, scopes, lifetimes, traits, keys);
    }

    /** The same that proves who it is by assertions, which these keys sign. */
    public FakeClient signingWith(JWKSet publicKeys) {
        return new FakeClient(
                id,
                "",
                Authentication.PRIVATE_KEY_JWT,
                redirectUris,
                logoutUris,
                scopes,
                lifetimes,
                traits,
                publicKeys.toPublicJWKSet().toString());
    }

    /** The same with other places for its codes. */
    public FakeClient redirectingTo(String... uris) {
        return new FakeClient(id, secret, authentication, List.of(uris), logoutUris, scopes, lifetimes, traits, keys);
    }

    /** The same with other places for browsers after a logout. */
    public FakeClient leavingTo(String... uris) {
        return new FakeClient(id, secret, authentication, redirectUris, List.of(uris), scopes, lifetimes, traits, keys);
    }

    /** The same with other scopes; the first is what it gets when it does not ask. */
    public FakeClient allowed(String... other) {
        return new FakeClient(
                id, secret, authentication, redirectUris, logoutUris, List.of(other), lifetimes, traits, keys);
    }

    /** The same with other lifetimes of its tokens. */
    public FakeClient living(Duration access, Duration refresh) {
        Lifetimes other = new Lifetimes(access, refresh);
        return new FakeClient(id, secret, authentication, redirectUris, logoutUris, scopes, other, traits, keys);
    }

    /** The same with one more trait. */
    public FakeClient with(Trait trait) {
        Set<Trait> more = EnumSet.of(trait);
        more.addAll(traits);
        return new FakeClient(
                id, secret, authentication, redirectUris, logoutUris, scopes, lifetimes, Set.copyOf(more), keys);
    }

    /** Whether it has a trait. */
    public boolean has(Trait trait) {
        return traits.contains(trait);
    }

    List<String> defaultScopes() {
        return scopes.subList(0, Math.min(1, scopes.size()));
    }
}
