package org.journeyguard.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.journeyguard.it.App.PERSON;
import static org.journeyguard.it.App.cookie;
import static org.journeyguard.it.App.header;

import java.io.IOException;
import java.io.StringReader;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.stream.Collectors;
import org.jboss.shrinkwrap.api.asset.ByteArrayAsset;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.journeyguard.it.am.Provisioner;
import org.journeyguard.it.server.ServerProcess;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** An application that follows only "Add it to your WAR" in the README. */
class ReadmeIT {
    private static final String SECTION = "Add it to your WAR";

    private static ServerProcess server;

    private static List<Snippet> shown(String language) {
        return Snippet.all().stream()
                .filter(snippet -> snippet.page().equals("README.md")
                        && snippet.section().equals(SECTION)
                        && snippet.language().equals(language))
                .toList();
    }

    @BeforeAll
    static void start() throws IOException {
        Servers.am();
        Properties settings = new Properties();
        for (Snippet snippet : shown("properties")) {
            settings.load(new StringReader(snippet.text()));
        }
        assertThat(settings.stringPropertyNames())
                .containsExactlyInAnyOrder("journey.am.url", "journey.app.url", "journey.paths.public");
        Map<String, String> own = settings.stringPropertyNames().stream()
                .filter(name -> !name.endsWith(".url"))
                .collect(Collectors.toMap(name -> name, settings::getProperty));
        WebArchive war = Wars.bare("readme", own);
        for (Snippet snippet : shown("java")) {
            SourceCode.compile(snippet.type(), snippet.text())
                    .forEach((name, code) ->
                            war.add(new ByteArrayAsset(code), "WEB-INF/classes/" + name.replace('.', '/') + ".class"));
        }
        server = Servers.payara("readme", war);
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @Test
    void dependenciesHaveTheCoordinatesOfTheBuild() {
        assertThat(shown("xml"))
                .singleElement()
                .extracting(Snippet::text)
                .asString()
                .contains(
                        "<artifactId>journeyguard-filter-core</artifactId>",
                        "<artifactId>journeyguard-jaxrs-extension</artifactId>");
    }

    @Test
    void signedInUserGetsTheirName() {
        String[] alice = cookie(Realm.ROOT.session(Provisioner.ADMIN_USER));
        assertThat(App.get("/readme/api/me", alice).body()).isEqualTo("alice of /");
    }

    @Test
    void requestWithoutUserIsRefused() {
        assertThat(App.get("/readme/api/me").statusCode()).isEqualTo(401);
        assertThat(App.get("/readme/api/me", cookie("made-up")).statusCode()).isEqualTo(401);
        assertThat(header(App.get("/readme/api/me", PERSON), "Location"))
                .startsWith(Servers.amPublicUrl() + "/UI/Login?realm=%2F&goto=");
    }

    @Test
    void logoutPathEndsTheSession() {
        String token = Realm.ROOT.session(Provisioner.ADMIN_USER);
        assertThat(App.get("/readme/api/me", cookie(token)).statusCode()).isEqualTo(200);
        assertThat(App.call("POST", "/readme/logout", cookie(token)).statusCode())
                .isEqualTo(204);
        assertThat(App.get("/readme/api/me", cookie(token)).statusCode()).isEqualTo(401);
        assertThat(Servers.am().rest().isValid(token)).isFalse();
    }
}
