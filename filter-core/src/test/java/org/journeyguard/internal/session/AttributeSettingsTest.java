package org.journeyguard.internal.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import org.journeyguard.fixtures.TestSettings;
import org.journeyguard.internal.config.InvalidConfiguration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AttributeSettingsTest {
    private static AttributeSettings read(String names, String headers) {
        return TestSettings.read(Map.of(
                        "journey.attributes",
                        names,
                        "journey.attributes.headers",
                        headers,
                        "journey.policy",
                        "am",
                        "journey.am.agent.name",
                        "agent",
                        "journey.am.agent.password",
                        "s3cret"))
                .attributes();
    }

    @Test
    void attributesOfHeadersAreRequestedToo() {
        AttributeSettings settings = read(
                "mail, session:shift, policy:desk",
                "X-Name=cn, X-Mail = mail, X-Shift=session:shift, X-Area=policy:area");
        assertThat(settings.profile()).containsExactly("mail", "cn");
        assertThat(settings.properties()).containsExactly("shift");
        assertThat(settings.responses()).containsExactly("desk", "area");
        assertThat(settings.headers())
                .isEqualTo(
                        Map.of("X-Name", "cn", "X-Mail", "mail", "X-Shift", "session:shift", "X-Area", "policy:area"));
    }

    @Test
    void amIsAskedForAllButResponseAttributes() {
        assertThat(read("mail", "").needCall()).isTrue();
        assertThat(read("", "X-Shift=session:shift").needCall()).isTrue();
        assertThat(read("policy:area", "X-Area=policy:area").needCall()).isFalse();
        assertThat(read("", "").needCall()).isFalse();
    }

    @Test
    void responseAttributesAreThoseOfTheDecisionThatAreListedAndHaveValues() {
        AttributeSettings settings = read("mail, policy:area, policy:empty, policy:missing", "");
        Map<String, List<String>> ofUser = Map.of("mail", List.of("a@example.com"));
        Map<String, List<String>> decided = Map.of(
                "area", List.of("north", "s\u00fcd"), "empty", List.of(), "other", List.of("x"), "mail", List.of("y"));
        assertThat(settings.with(decided, ofUser))
                .isEqualTo(Map.of("mail", List.of("a@example.com"), "policy:area", List.of("north", "s\u00fcd")));
        assertThat(settings.with(Map.of(), ofUser)).isEqualTo(ofUser);
        assertThat(read("mail", "").with(decided, ofUser)).isEqualTo(ofUser);
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
                "X-Area=policy:",
                "X-Area=policy:session:x",
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
    @ValueSource(strings = {"a b", "session:", "policy:", "Policy:x", "-x", "mail?x=y", "other:x", "../x"})
    void aNameThatAmCanNotHaveIsReported(String name) {
        assertThatThrownBy(() -> read(name, ""))
                .isInstanceOf(InvalidConfiguration.class)
                .hasMessageContaining("journey.attributes has '" + name + "'");
    }
}
