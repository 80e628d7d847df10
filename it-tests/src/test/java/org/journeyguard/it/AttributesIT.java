package org.journeyguard.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.journeyguard.it.App.cookie;

import jakarta.json.Json;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.journeyguard.it.am.AmRest;
import org.journeyguard.it.am.OpenAmSettings;
import org.journeyguard.it.am.Provisioner;
import org.journeyguard.it.container.TomcatServer;
import org.journeyguard.it.probe.HeadersServlet;
import org.journeyguard.it.probe.ProbeServlet;
import org.journeyguard.it.server.ServerProcess;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Attributes of a user of a real AM, and headers that a client has forged, octet by octet. */
class AttributesIT {
    private static final String USER = "doerte";
    private static final String SHORT = "D. M\u00fc\u00df";
    private static final String LONG = "D\u00f6rte M\u00fc\u00df";
    private static final List<String> SPELLINGS = List.of(
            "X-User-Mail",
            "x-user-mail",
            "X-USER-MAIL",
            "X_User_Mail",
            "x_user_mail",
            "X_USER_MAIL",
            "X-User_Mail",
            "x_user-mail",
            "X.User.Mail",
            "x-User-mAIL",
            "X~User~Mail",
            "x!user!mail");

    private static ServerProcess server;

    @BeforeAll
    static void start() {
        AmRest am = Servers.am().rest();
        String admin = am.login("", "amadmin", OpenAmSettings.ADMIN_PASSWORD);
        am.call("DELETE", "/json/realms/root/users/" + USER, "resource=3.0", admin, null);
        AmRest.Answer created = am.call(
                "POST",
                "/json/realms/root/users?_action=create",
                "resource=3.0",
                admin,
                Json.createObjectBuilder()
                        .add("username", USER)
                        .add("userpassword", Provisioner.USER_PASSWORD)
                        .add("sn", "M\u00fc\u00df")
                        .add("mail", USER + "@example.test")
                        .add("cn", Json.createArrayBuilder(List.of(LONG, SHORT)))
                        .build()
                        .toString());
        assertThat(created.status()).as("%s", created).isEqualTo(201);
        am.logout(admin);
        TomcatServer tomcat = new TomcatServer();
        WebArchive war = tomcat.equip(Wars.empty(
                        "ROOT",
                        Map.of(
                                "journey.paths.public", "/probe/headers/public",
                                "journey.am.timeout", "PT30S",
                                "journey.attributes", "sn, telephoneNumber",
                                "journey.attributes.headers",
                                        "X-User-Mail=mail, X-User-Name=cn, X-Phone=telephoneNumber")))
                .addClasses(HeadersServlet.class, ProbeServlet.class);
        server = Servers.on(tomcat, war, "/probe/headers/public");
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    private static String session() {
        return Servers.am().rest().login("", USER, Provisioner.USER_PASSWORD);
    }

    @Test
    void attributesHaveAllNonAsciiValuesAndMissingOnesAreAbsent() {
        String seen = App.get("/probe/headers?ask=X-User-Name,X-Phone", cookie(session()))
                .body();
        assertThat(seen.lines())
                .contains(
                        "user mail=[" + USER + "@example.test]",
                        "user sn=[M\u00fc\u00df]",
                        "first X-Phone=null",
                        "attribute X-Phone=null",
                        "asked X-Phone=[]",
                        "name X-User-Mail=[" + USER + "@example.test]")
                .noneMatch(line -> line.startsWith("user telephoneNumber") || line.startsWith("name X-Phone"));
        // the directory keeps values in no order
        assertThat(seen)
                .containsAnyOf(
                        "asked X-User-Name=[" + LONG + ", " + SHORT + "]",
                        "asked X-User-Name=[" + SHORT + ", " + LONG + "]");
        assertThat(seen)
                .containsAnyOf("user cn=[" + LONG + ", " + SHORT + "]", "user cn=[" + SHORT + ", " + LONG + "]");
    }

    @Test
    void forgedHeaderIsRemovedInEverySpelling() {
        String target = "?ask=" + String.join(",", SPELLINGS).replace("~", "%7e");
        String session = session();
        for (String spelling : SPELLINGS) {
            for (String path : List.of("/probe/headers", "/probe/headers/public")) {
                for (boolean isSignedIn : List.of(true, false)) {
                    List<String> headers = new ArrayList<>(
                            List.of("X-Kept", "kept", spelling, "forged-1", spelling, "forged-2, forged-3"));
                    if (isSignedIn) {
                        headers.addAll(List.of("Cookie", AmRest.COOKIE + "=" + session));
                    }
                    RawHttp.Reply reply = RawHttp.send("GET", path + target, headers.toArray(String[]::new));
                    assertThat(reply.body()).as("%s at %s", spelling, path).doesNotContain("forged");
                    assertThat(reply.status()).isIn(200, 400, 401);
                    if (reply.status() == 200) {
                        assertThat(reply.body()).containsIgnoringCase("name x-kept=[kept]");
                    }
                }
            }
        }
    }
}
