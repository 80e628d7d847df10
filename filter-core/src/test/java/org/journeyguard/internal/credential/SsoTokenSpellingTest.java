package org.journeyguard.internal.credential;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Random;
import org.journeyguard.fixtures.TokenSpellings;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** One session is one, however its token is spelt. */
class SsoTokenSpellingTest {
    private static final int SPELLINGS = 20_000;

    /** Characters outside of RFC 6265, with one that is two in Java, and half of that. */
    private static final List<String> ILLEGAL = List.of(
            "\u0000", " ", "\"", ",", ";", "\\", "\u007f", "\u0080", "\u00ff", "\u0141", "\ud83d", "\ud83d\ude00");

    private final Random random = new Random(4711);

    /** As AM issues them. */
    enum Issued {
        OPENAM_16("*AAJTSQACMDEAAlMxAAA.*", 3),
        EARLIER(
                "AQIC5wM2LY4Sfcx0bWN3VqtzjNusccZ9-_37HV-UBKDQ70w.*AAJTSQACMDIAAlNLABxBAAR0eXBlAANDVFMAAlMxAAIwMQ..*",
                3),
        WITHOUT_COOKIE_ENCODING("AQIC5wM2LY4Sfcx0bWN3VqtzjNusccZ9+/37HV+UBKDQ70w=@AAJTSQACMDIAAlMxAAIwMQ==#", 3),
        ENCRYPTED("*AAJTSQACMDEAAlMxAAA.*", 5);

        private final String head;
        private final int parts;

        Issued(String head, int parts) {
            this.head = head;
            this.parts = parts;
        }
    }

    @ParameterizedTest
    @EnumSource
    void equivalentSpellingIsRefusedOrTheSameSession(Issued issued) {
        String token = issue(issued);
        SsoToken known = new SsoToken(token);
        assertThat(SsoToken.parse(token)).isEqualTo(known);
        List<String> same = new ArrayList<>();
        new TokenSpellings(token.length())
                .of(token)
                .limit(SPELLINGS)
                .filter(other -> AmDecoder.meanTheSame(token, other))
                .forEach(other -> {
                    SsoToken read = SsoToken.parse(other);
                    if (read != null) {
                        same.add(other);
                        assertThat(read.digest()).as(other).isEqualTo(known.digest());
                        assertThat(read.fingerprint()).as(other).isEqualTo(known.fingerprint());
                    }
                });
        assertThat(same).as("other heads, and the other form").isNotEmpty();
    }

    @ParameterizedTest
    @EnumSource
    void illegalCharacterIsRefusedAtEveryPosition(Issued issued) {
        String token = issue(issued);
        for (int at = 0; at <= token.length(); at++) {
            for (String illegal : ILLEGAL) {
                String other = token.substring(0, at) + illegal + token.substring(at);
                assertThat(SsoToken.isWellFormed(other))
                        .as("%d of %s", at, token)
                        .isFalse();
                assertThat(SsoToken.parse(other)).isNull();
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    void percentEncodedCookieIsDecodedOnce(Issued issued) {
        String token = issue(issued);
        String cookie = URLEncoder.encode(token, StandardCharsets.US_ASCII);
        assertThat(SsoToken.parse(cookie)).isEqualTo(new SsoToken(token));
        assertThat(SsoToken.parse(token + "%")).isNull();
        assertThat(SsoToken.parse(token + "%2")).isNull();
        assertThat(SsoToken.parse(token + "%zz")).isNull();
        assertThat(SsoToken.parse(token + "%0d%0a")).isNull();
    }

    @ParameterizedTest
    @EnumSource
    void anotherSignatureKeepsTheDigestAndChangesTheFingerprint(Issued issued) {
        String token = issue(issued);
        String forged = token.substring(0, token.lastIndexOf('.') + 1) + part(32);
        assertThat(new SsoToken(forged).digest()).isEqualTo(new SsoToken(token).digest());
        assertThat(new SsoToken(forged).fingerprint()).isNotEqualTo(new SsoToken(token).fingerprint());
    }

    /** Up to its last dot the JWT is signed, and nothing before the JWT means anything to AM. */
    @ParameterizedTest
    @EnumSource
    void eachSignedCharacterChangesTheDigest(Issued issued) {
        String token = issue(issued);
        SsoToken known = new SsoToken(token);
        int signature = token.lastIndexOf('.') + 1;
        for (int at = 0; at < token.length(); at++) {
            char other = token.charAt(at) == 'A' ? 'E' : 'A';
            SsoToken changed = SsoToken.parse(token.substring(0, at) + other + token.substring(at + 1));
            if (changed != null && Character.isLetterOrDigit(token.charAt(at))) {
                boolean isSame = at < issued.head.length() - 1 || at >= signature;
                assertThat(changed.digest().equals(known.digest()))
                        .as("%d of %s", at, token)
                        .isEqualTo(isSame);
                assertThat(changed.fingerprint().equals(known.fingerprint()))
                        .as("%d of %s", at, token)
                        .isEqualTo(at < issued.head.length() - 1);
            }
        }
    }

    @Test
    void partsOfAClientSideTokenHaveOtherDigests() {
        String token = issue(Issued.OPENAM_16);
        SsoToken known = new SsoToken(token);
        String jwt = token.substring(token.lastIndexOf('*') + 1);
        for (String other : List.of(jwt, jwt.substring(0, jwt.lastIndexOf('.')), "*" + jwt, "#" + jwt, "@" + jwt)) {
            SsoToken read = SsoToken.parse(other);
            if (read != null) {
                assertThat(read.digest()).isNotIn(known.digest(), known.fingerprint());
                assertThat(read.isClientSide()).isFalse();
            }
        }
    }

    /** The separators of one form do not occur in the other. */
    @ParameterizedTest
    @EnumSource
    void mixtureOfBothFormsIsRefused(Issued issued) {
        String token = issue(issued);
        for (String other : issued.head.contains("*") ? List.of("@", "#") : List.of("*")) {
            for (int at = 0; at <= issued.head.length(); at++) {
                String mixed = token.substring(0, at) + other + token.substring(at);
                assertThat(SsoToken.parse(mixed)).as(mixed).isNull();
            }
        }
    }

    @ParameterizedTest
    @CsvSource({
        "*x*YQ.YQ.YQ,       true",
        "@x#YQ.YQ.YQ,       true",
        "*x*YQ.YQ,          false",
        "@x#YQ.YQ,          false",
        "@#YQ.YQ,           false",
        "@YQ.YQ.YQ#YQ,      false",
        "x#@YQ.YQ.YQ#YQ,    false",
        "#@YQ.YQ.YQ#YQ.YQ,  false",
        "*YQ.YQ.YQ*YQ,      false",
        "YQ.YQ.YQ,          false",
    })
    void jwtHasThreePartsBehindTheHead(String token, boolean isClientSide) {
        assertThat(new SsoToken(token).isClientSide()).isEqualTo(isClientSide);
        assertThat(new SsoToken(token).jwt() != null).isEqualTo(isClientSide);
    }

    /** AM finds it by its text, to the letter: nine ways to spell it, before and after a restart, were all refused by OpenAM 16. */
    @Test
    void serverSideTokenHasOneSpelling() {
        String token =
                "AQIC5wM2LY4Sfcx0bWN3VqtzjNusccZ9pB37HV-UBKDQ70w.*AAJTSQACMDEAAlNLABMyNTM4MjY0MDgyMjM1MjM5NzAyAAJTMQAA*";
        SsoToken known = new SsoToken(token);
        assertThat(known.isClientSide()).isFalse();
        new TokenSpellings(1)
                .of(token)
                .limit(SPELLINGS)
                .map(SsoToken::parse)
                .filter(other -> other != null && !other.value().equals(token))
                .forEach(other -> assertThat(other.digest()).isNotEqualTo(known.digest()));
    }

    private String issue(Issued issued) {
        StringBuilder token = new StringBuilder(issued.head)
                .append(base64Url("{\"typ\":\"JWT\",\"alg\":\"HS256\"}".getBytes(StandardCharsets.US_ASCII)));
        for (int i = 1; i < issued.parts; i++) {
            token.append('.').append(part(i == issued.parts - 2 ? 200 + random.nextInt(3) : 16 + i));
        }
        return token.toString();
    }

    private String part(int octets) {
        byte[] bytes = new byte[octets];
        random.nextBytes(bytes);
        return base64Url(bytes);
    }

    private static String base64Url(byte[] bytes) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }
}
