package org.journeyguard.it;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Stream;
import org.journeyguard.fixtures.SigningKey;
import org.journeyguard.fixtures.TestJwts;

/** What attackers make of a good JWT of AM's and of the keys that AM shows to everybody (RFC 8725, 2). */
enum Attack {
    NO_SIGNATURE,
    HMAC_KEYED_WITH_THE_PUBLIC_KEY_AS_PEM,
    HMAC_KEYED_WITH_THE_PUBLIC_KEY_AS_DER,
    KEY_IN_THE_TOKEN,
    HMAC_KEYED_WITH_AN_EMPTY_FILE,
    KEY_FROM_THE_FILE_SYSTEM,
    KEY_FROM_A_DATABASE,
    OWN_KEY_UNDER_THE_NAME_OF_AMS,
    FOREIGN_ISSUER,
    FOREIGN_AUDIENCE,
    NO_END,
    TAMPERED_PAYLOAD,
    RESPELT_SIGNATURE,
    ENCRYPTION_AROUND_UNSIGNED_CLAIMS,
    DEEP_CLAIMS,
    DEEP_HEADER,
    ID_TOKEN,
    REFRESH_TOKEN;

    /** Files that are empty on every server. */
    private static final List<String> FILES =
            List.of("/dev/null", "../../../../../../dev/null", "file:///dev/null", "..%2f..%2fdev%2fnull");

    private static final List<String> QUERIES =
            List.of("' OR '1'='1", "x' UNION SELECT 'AAAAAAAAAAAAAAAA' -- ", "*)(objectClass=*");
    /** As deep as it may be where the container still lets the header pass. */
    private static final List<String> DEEP =
            List.of("[".repeat(4_000), "[".repeat(2_000) + "]".repeat(2_000) + "}", "{\"a\":".repeat(800));

    /** The tokens to try. */
    Stream<String> tokens(StolenTokens loot) {
        TestJwts good = loot.jwt();
        return switch (this) {
            case NO_SIGNATURE ->
                Stream.of("none", "None", "NONE")
                        .map(none -> unsigned(good.header("alg", none)))
                        .flatMap(unsigned -> Stream.of(unsigned, unsigned + "AAAA", unsigned + loot.signature()));
            case HMAC_KEYED_WITH_THE_PUBLIC_KEY_AS_PEM ->
                Stream.of(loot.pem(), loot.pem() + "\n")
                        .map(pem -> hmac(good, pem.getBytes(StandardCharsets.US_ASCII)));
            case HMAC_KEYED_WITH_THE_PUBLIC_KEY_AS_DER -> Stream.of(hmac(good, loot.der()));
            case KEY_IN_THE_TOKEN ->
                own(
                        good.header("jwk", StolenTokens.OWN.jwk()),
                        good.header("jwk", StolenTokens.OWN.jwk()).header("kid", StolenTokens.OWN.keyId()));
            case HMAC_KEYED_WITH_AN_EMPTY_FILE ->
                FILES.stream().map(file -> hmac(good.header("kid", file), new byte[32]));
            case KEY_FROM_THE_FILE_SYSTEM ->
                FILES.stream().map(file -> good.header("kid", file).signedBy(StolenTokens.OWN));
            case KEY_FROM_A_DATABASE ->
                QUERIES.stream().map(query -> good.header("kid", query).signedBy(StolenTokens.OWN));
            case OWN_KEY_UNDER_THE_NAME_OF_AMS -> own(good);
            case FOREIGN_ISSUER -> own(good.claim("iss", "https://evil.example"));
            case FOREIGN_AUDIENCE -> own(good.claim("aud", "other-app"));
            case NO_END -> own(good.claim("exp", null));
            case TAMPERED_PAYLOAD ->
                Stream.of(good.claim("sub", "bob"), good.claim("exp", 4_102_444_800L), good.claim("realm", "/"))
                        .map(jwt -> unsigned(jwt) + loot.signature());
            case RESPELT_SIGNATURE -> loot.respelt();
            case ENCRYPTION_AROUND_UNSIGNED_CLAIMS -> Stream.of(loot.encrypted(good.payload()));
            case DEEP_CLAIMS ->
                DEEP.stream().map(deep -> good.rawPayload("{\"a\":" + deep).signedBy(StolenTokens.OWN));
            case DEEP_HEADER ->
                DEEP.stream()
                        .map(deep -> good.rawHeader("{\"alg\":\"RS256\",\"a\":" + deep)
                                .signedAsItIs(StolenTokens.OWN));
            case ID_TOKEN -> Stream.of(loot.tokens().getString("id_token"));
            case REFRESH_TOKEN -> Stream.of(loot.tokens().getString("refresh_token"));
        };
    }

    private static Stream<String> own(TestJwts... jwts) {
        return Stream.of(jwts).map(jwt -> jwt.signedBy(StolenTokens.OWN));
    }

    private static String unsigned(TestJwts jwt) {
        return TestJwts.encoded(jwt.header()) + "." + TestJwts.encoded(jwt.payload()) + ".";
    }

    private static String hmac(TestJwts jwt, byte[] key) {
        return jwt.header("alg", "HS256").signedBy(SigningKey.secret("HS256", key));
    }
}
