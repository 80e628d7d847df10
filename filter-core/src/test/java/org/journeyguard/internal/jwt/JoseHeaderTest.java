package org.journeyguard.internal.jwt;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.journeyguard.fixtures.TestJwts;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Which headers of JWTs are accepted. */
class JoseHeaderTest {
    private static Optional<String> fault(String json) {
        return JoseHeader.read(TestJwts.encoded(json)).fault();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"alg\":\"RS256\"}",
                "{\"alg\":\"RS256\",\"kid\":\"a/+=\",\"typ\":\"JWT\",\"cty\":7}",
                "{\"alg\":\"dir\",\"enc\":\"A128GCM\",\"zip\":\"NONE\"}",
                "{\"alg\":\"RS256\",\"x5c\":[\"MII\"],\"x5t\":7,\"Crit\":1}"
            })
    void headerWithAnAlgorithmIsAccepted(String json) {
        assertThat(fault(json)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"7", "null", "true", "[\"RS256\"]", "{\"a\":\"b\"}"})
    void memberThatIsNotATextIsAFault(String value) {
        for (String name : new String[] {"alg", "kid", "typ", "enc", "zip"}) {
            String algorithm = name.equals("alg") ? "" : "\"alg\":\"RS256\",";
            assertThat(fault("{" + algorithm + "\"" + name + "\":" + value + "}"))
                    .contains("the header's " + name + " is not a text");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "{", "{}", "[]", "7", "{\"alg\":\"\"}", "{\"typ\":\"JWT\"}", "{\"ALG\":\"RS256\"}"})
    void headerWithoutAlgorithmIsAFault(String json) {
        assertThat(fault(json)).contains("the header is not readable, or names no algorithm");
    }

    @Test
    void headerThatIsNotBase64UrlIsAFault() {
        assertThat(JoseHeader.read("{\"alg\":\"RS256\"}").fault()).isPresent();
    }

    @ParameterizedTest
    @ValueSource(strings = {"none", "None", "NONE", "nOnE"})
    void unsignedTokenIsAFaultInAnyCase(String algorithm) {
        assertThat(fault("{\"alg\":\"" + algorithm + "\"}")).contains("not signed");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "\"crit\":[\"exp\"]  | the header demands what is not known here (crit)",
                "\"crit\":null       | the header demands what is not known here (crit)",
                "\"jwk\":{}          | the header brings a key of its own (jwk)",
                "\"jku\":\"https://a\" | the header brings a key of its own (jku)",
                "\"x5u\":\"https://a\" | the header brings a key of its own (x5u)",
                "\"zip\":\"DEF\"     | compressed",
                "\"zip\":\"none\"    | compressed",
                "\"zip\":\"\"        | compressed",
            })
    void memberThatChangesTheVerificationIsAFault(String member, String fault) {
        assertThat(fault("{\"alg\":\"RS256\"," + member + "}")).contains(fault);
    }
}
