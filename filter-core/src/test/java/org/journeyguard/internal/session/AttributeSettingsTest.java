package org.journeyguard.internal.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.journeyguard.fixtures.TestSettings;
import org.journeyguard.internal.config.InvalidConfiguration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AttributeSettingsTest {
    private static AttributeSettings read(String names, String headers) {
        return TestSettings.read(Map.of("journey.attributes", names, "journey.attributes.headers", headers))
                .attributes();
    }

    @Test
    void attributesOfHeadersAreRequestedToo() {
        AttributeSettings settings = read("mail, session:shift", "X-Name=cn, X-Mail = mail, X-Shift=session:shift");
        assertThat(settings.profile()).containsExactly("mail", "cn");
        assertThat(settings.properties()).containsExactly("shift");
        assertThat(settings.headers()).isEqualTo(Map.of("X-Name", "cn", "X-Mail", "mail", "X-Shift", "session:shift"));
        assertThat(settings.isEmpty()).isFalse();
        assertThat(read("", "").isEmpty()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "mail",
                "=mail",
                "X-Mail=",
                "X Mail=mail",
                "X-Mail=a b",
                "X-Mail=mail, x_mail=cn",
                "X:Mail=mail",
                "X-Mail=session:",
                "X-M\u00e4il=mail"
            })
    void malformedOrDuplicateHeaderIsReported(String headers) {
        assertThatThrownBy(() -> read("", headers))
                .isInstanceOf(InvalidConfiguration.class)
                .hasMessageContaining("journey.attributes.headers has '");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Cookie",
                "cookie",
                "Authorization",
                "Host",
                "Content-Length",
                "content_type",
                "Transfer-Encoding",
                "Origin",
                "Sec-Fetch-Site",
                "X-Forwarded-For",
                "Accept",
                "If-Match",
                "Upgrade",
                "Connection",
                "X-Requested-With"
            })
    void standardHeaderIsReported(String header) {
        assertThatThrownBy(() -> read("", header + "=mail"))
                .isInstanceOf(InvalidConfiguration.class)
                .hasMessageContaining("which has a meaning of its own");
    }

    @ParameterizedTest
    @ValueSource(strings = {"a b", "session:", "-x", "mail?x=y", "other:x", "../x"})
    void invalidAttributeNameIsReported(String name) {
        assertThatThrownBy(() -> read(name, ""))
                .isInstanceOf(InvalidConfiguration.class)
                .hasMessageContaining("journey.attributes has '" + name + "'");
    }
}
