package org.journeyguard.it;

import com.nimbusds.jose.EncryptionMethod;
import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWEAlgorithm;
import com.nimbusds.jose.JWEHeader;
import com.nimbusds.jose.JWEObject;
import com.nimbusds.jose.JWSObject;
import com.nimbusds.jose.Payload;
import com.nimbusds.jose.crypto.RSAEncrypter;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.RSAKey;
import jakarta.json.JsonObject;
import java.io.IOException;
import java.net.URI;
import java.text.ParseException;
import java.util.Base64;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.journeyguard.fixtures.SigningKey;
import org.journeyguard.fixtures.TestJwts;

/**
 * What an attacker has got hold of: tokens of the real AM's, and the keys that it shows.
 *
 * @param tokens AM's token answer
 * @param key that has signed the access token
 */
record StolenTokens(JsonObject tokens, RSAKey key) {
    /** The attacker's own. */
    static final SigningKey OWN = SigningKey.rsa("RS256", "own", 2_048);

    private static final String ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
    /** Of 256 bytes: the four lower bits of their last character say nothing. */
    private static final int SPELLINGS = 16;

    static StolenTokens of(JsonObject tokens, URI jwks) {
        try {
            String keyId = JWSObject.parse(tokens.getString("access_token"))
                    .getHeader()
                    .getKeyID();
            return new StolenTokens(
                    tokens, JWKSet.load(jwks.toURL()).getKeyByKeyId(keyId).toRSAKey());
        } catch (IOException | ParseException e) {
            throw new IllegalStateException(e);
        }
    }

    String accessToken() {
        return tokens.getString("access_token");
    }

    TestJwts jwt() {
        return TestJwts.of(accessToken());
    }

    String signature() {
        return accessToken().substring(accessToken().lastIndexOf('.') + 1);
    }

    /** The access token with the same signature in other words. */
    Stream<String> respelt() {
        String good = accessToken();
        String front = good.substring(0, good.length() - 1);
        int last = ALPHABET.indexOf(good.charAt(good.length() - 1));
        Stream<String> otherBits = IntStream.range(1, SPELLINGS).mapToObj(bits -> front + ALPHABET.charAt(last + bits));
        return Stream.concat(otherBits, Stream.of(good + "==", good + ".", good + "A"));
    }

    byte[] der() {
        try {
            return key.toRSAPublicKey().getEncoded();
        } catch (JOSEException e) {
            throw new IllegalStateException(e);
        }
    }

    String pem() {
        return "-----BEGIN PUBLIC KEY-----\n"
                + Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(der()) + "\n-----END PUBLIC KEY-----";
    }

    /** Unsigned claims in an envelope for AM, which everybody can close. */
    String encrypted(String claims) {
        JWEHeader header = new JWEHeader.Builder(JWEAlgorithm.RSA_OAEP_256, EncryptionMethod.A128CBC_HS256)
                .keyID(key.getKeyID())
                .contentType("JWT")
                .build();
        JWEObject envelope = new JWEObject(header, new Payload(claims));
        try {
            envelope.encrypt(new RSAEncrypter(key));
        } catch (JOSEException e) {
            throw new IllegalStateException(e);
        }
        return envelope.serialize();
    }

    /** Shows no token. */
    @Override
    public String toString() {
        return "StolenTokens";
    }
}
