package org.journeyguard.internal.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.util.Map;
import org.journeyguard.fixtures.TestKeys;
import org.journeyguard.fixtures.TestSettings;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Which mistakes in the configuration of a service account are reported. */
class ServiceAccountReaderTest {
    private static final String FILE = TestKeys.file(TestKeys.rsa()).toString();

    private static String failure(Map<String, String> settings) {
        return String.valueOf(catchThrowableOfType(InvalidConfiguration.class, () -> TestSettings.read(settings))
                .getMessage());
    }

    @Test
    void missingKeyIsReported() {
        assertThat(failure(Map.of("journey.am.service-account.id", "me")))
                .contains("journey.am.service-account.key is missing although journey.am.service-account.id is set");
    }

    @ParameterizedTest
    @CsvSource({"key, /no/such/file", "token-endpoint, https://x/y"})
    void missingIdIsReported(String name, String value) {
        String key = "journey.am.service-account." + name;
        assertThat(failure(Map.of(key, value)))
                .contains(key + " is set although journey.am.service-account.id is missing");
    }

    @ParameterizedTest
    @CsvSource({
        "/no/such/file, which can't be read",
        "src/test/resources/jwks.json, which holds a key of the type oct",
    })
    void unusableKeyIsReported(String file, String expected) {
        Map<String, String> settings =
                Map.of("journey.am.service-account.id", "me", "journey.am.service-account.key", file);
        assertThat(failure(settings)).contains("journey.am.service-account.key is '" + file + "', " + expected);
    }

    @Test
    void keyWithoutKidIsAccepted() {
        String unnamed = TestKeys.file(TestKeys.rsa(null, null, null)).toString();
        for (String file : new String[] {FILE, unnamed}) {
            Map<String, String> settings =
                    Map.of("journey.am.service-account.id", "me", "journey.am.service-account.key", file);
            assertThat(TestSettings.read(settings).am().serviceAccount()).isNotNull();
        }
    }
}
