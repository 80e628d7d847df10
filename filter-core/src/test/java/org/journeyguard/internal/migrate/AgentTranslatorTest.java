package org.journeyguard.internal.migrate;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.StringReader;
import java.net.URI;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AgentTranslatorTest {
    private static Translation translate(String text) throws IOException {
        AgentConfiguration agent = new AgentConfiguration();
        agent.add("AgentConfig.properties", new StringReader(text));
        return AgentTranslator.translate(agent, URI.create("https://app.example.com/shop"));
    }

    private static Map<String, String> settings(String text) throws IOException {
        Properties properties = new Properties();
        properties.load(new StringReader(translate(text).properties()));
        Map<String, String> settings = new TreeMap<>();
        properties.forEach((key, value) -> settings.put(key.toString(), value.toString()));
        return settings;
    }

    private static @Nullable String publicPaths(String rule) throws IOException {
        return settings("org.forgerock.agents.notenforced.uri.list=" + rule).get("journey.paths.public");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "/shop                            ; /",
                "/shop/                           ; /",
                "/shop/*                          ; /*",
                "/shop/a                          ; /a",
                "/shop/a/*                        ; /a/*",
                "https://app.example.com/shop/a   ; /a",
                "*://*:*/shop/a                   ; /a",
                "*://APP.example.com:8443/shop/a  ; /a",
                "/*/a                             ; /a",
                "/shop/a/*/b                      ; /a/*/**/b",
                "/shop/a/-*-/b                    ; /a/*/b",
                "/shop/a-*-.html                  ; /a*.html",
                "/shop/a*                         ; /a*/*",
                "/shop/a/*.html                   ; /a/**/*.html",
                "/shop/*.html                     ; *.html",
                "*.gif                            ; *.gif",
                "/*.gif                           ; *.gif",
                "GET /shop/a                      ; GET /a",
                "GET,POST /shop/a                 ; GET /a, POST /a",
                "10.0.0.0/8 | /shop/a             ; /a from 10.0.0.0/8",
                "GET 10.1.2.3 ::1|/shop/a         ; GET /a from 10.1.2.3 ::1",
                "/shop/a /shop/b                  ; /a, /b"
            })
    void notEnforcedRuleBecomesAPublicPath(String rule, String expected) throws IOException {
        assertThat(publicPaths(rule)).isEqualTo(expected);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/bank/a",
                "https://other.example.com/shop/a",
                "NOT /shop/a",
                "REGEX /shop/[ab]",
                "/shop/a?b=*",
                "/shop/a/../b",
                "10.0.0.1-10.0.0.9 | /shop/a",
                "NOT 10.0.0.1",
                "/shop/%41",
                "localhost | /shop/admin/*",
                "PROPFIND /shop/dav/*",
                "not /shop/secret/*",
                "/shop/a,b/*",
                "/shop/a oops"
            })
    void ruleWithoutEquivalentIsReportedAndOpensNoPath(String rule) throws IOException {
        assertThat(publicPaths(rule)).isNull();
        assertThat(translate("org.forgerock.agents.notenforced.uri.list=" + rule)
                        .report())
                .contains(
                        "Not available\n\n- AgentConfig.properties: org.forgerock.agents.notenforced.uri.list\n  rule '");
    }

    @Test
    void invertedListOpensNoPath() throws IOException {
        String inverted = """
                org.forgerock.agents.notenforced.uri.list=/shop/a
                com.sun.identity.agents.config.notenforced.uri.invert=true
                """;
        assertThat(settings(inverted)).doesNotContainKey("journey.paths.public");
        assertThat(translate(inverted).report()).contains("the inverted list was not translated");
    }

    /** As agents from 5.10 do. */
    @Test
    void aliasesOfAPropertyAreMergedInListsAndOverrideOtherwise() throws IOException {
        Map<String, String> settings = settings("""
                com.iplanet.am.server.host=one
                org.forgerock.agents.am.hostname=two
                com.sun.identity.agents.config.notenforced.uri[0]=/shop/a
                org.forgerock.agents.notenforced.uri.list=/shop/b
                """);
        assertThat(settings)
                .containsEntry("journey.am.url", "https://two/am")
                .containsEntry("journey.paths.public", "/a, /b");
    }

    @Test
    void settingForTheAdministratorIsAComment() throws IOException {
        Translation translation = translate("org.forgerock.agents.profile.name=shop-agent\n");
        assertThat(translation.properties())
                .contains(
                        "# AgentConfig.properties: org.forgerock.agents.profile.name\n#journey.am.agent.name=shop-agent\n")
                .contains("#journey.policy=am\n");
        assertThat(translation.report()).contains("To do before the first start");
    }

    /** Its name could be anything, and so could its value. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "com.iplanet.am.service.secret", "org.forgerock.agents.encrypted.password", "am.encryption.pwd",
                "org.forgerock.agents.encryption.key", "com.example.unknown", "org.forgerock.agents.debug.level"
            })
    void untranslatedValueIsNotShown(String name) throws IOException {
        Translation translation = translate(name + "=s3cretValue\n");
        assertThat(translation.report()).contains(name).doesNotContain("s3cretValue");
        assertThat(translation.properties()).doesNotContain("s3cretValue");
    }

    @Test
    void encryptedPasswordIsReportedAsEncrypted() throws IOException {
        assertThat(translate("org.forgerock.agents.encrypted.password=x\n").report())
                .contains("org.forgerock.agents.encrypted.password\n  a password or key, encrypted for the agent");
    }

    @Test
    void nonAsciiCharactersAreKept() throws IOException {
        assertThat(settings("org.forgerock.agents.notenforced.uri.list=/shop/\u00fcber/*\n"))
                .containsEntry("journey.paths.public", "/\u00fcber/*");
    }

    /** A value can't begin a line of its own. */
    @Test
    void lineBreakInAValueAddsNoSetting() throws IOException {
        assertThat(settings("org.forgerock.agents.am.hostname=am\\njourney.login=none\n"))
                .doesNotContainKey("journey.login");
    }
}
