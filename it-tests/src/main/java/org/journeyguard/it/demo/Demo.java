package org.journeyguard.it.demo;

import java.io.PrintStream;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
import org.journeyguard.it.am.AmRest;
import org.journeyguard.it.am.OpenAm;
import org.journeyguard.it.am.OpenAmSettings;
import org.journeyguard.it.am.Provisioner;
import org.journeyguard.it.proxy.AmProxy;
import org.journeyguard.it.server.Machine;

/** Boots a real AM, deploys the demo application in front of it, says what to open, and stops both on Ctrl-C. */
public final class Demo {
    private static final int DEFAULT_PORT = 8080;
    private static final Duration LENGTH_OF_OUTAGE = Duration.ofMinutes(1);

    private Demo() {}

    /**
     * @param args none; the build sets the system properties
     * @throws InterruptedException when the wait for Ctrl-C is interrupted
     */
    public static void main(String[] args) throws InterruptedException {
        PrintStream out = System.out;
        OpenAmSettings settings = OpenAmSettings.fromSystemProperties();
        int port = Integer.getInteger("demo.port", DEFAULT_PORT);
        String app = "http://localhost:" + port;
        Machine.requireFreePort("Payara Micro", port, "demo.port");
        try (OpenAm am = OpenAm.start(settings, out::println);
                AmProxy proxy = new AmProxy(URI.create(am.url()), false);
                AmOutage outage = new AmOutage(proxy, LENGTH_OF_OUTAGE)) {
            am.admit(app);
            out.println("Payara Micro: starting with the demo application on " + app);
            Map<String, String> configuration = configuration(am.url(), app);
            if (!Boolean.getBoolean("journey.am.notifications")) {
                configuration.putAll(throughProxy(am.url(), proxy, outage));
            }
            try (Nodes nodes = Nodes.start(Integer.getInteger("demo.nodes", 1), port, configuration)) {
                out.println(whatToDo(am, app, nodes));
                nodes.awaitEnd();
                out.println("Stopped.");
            }
        }
    }

    /** The demo's own defaults fit the default ports; {@code -Djourney.…} given to Maven reaches the application. */
    private static Map<String, String> configuration(String am, String app) {
        Map<String, String> properties = new TreeMap<>();
        properties.put("journey.am.url", am);
        properties.put("journey.app.url", app);
        System.getProperties().stringPropertyNames().stream()
                .filter(name -> name.startsWith("journey."))
                .forEach(name -> properties.put(name, System.getProperty(name)));
        return properties;
    }

    /** AM can stop answering then. Not with notifications, because the proxy passes no WebSockets on. */
    private static Map<String, String> throughProxy(String am, AmProxy proxy, AmOutage outage) {
        return Map.of("journey.am.url", proxy.url(), "journey.am.public-url", am, "demo.outage-url", outage.url());
    }

    private static String whatToDo(OpenAm am, String app, Nodes nodes) {
        return """

                The demo runs.

                  Open      %1$s/
                  Sign in   user %2$s (an administrator) or %3$s, password %4$s
                  Look at   the token of your account page: it lives for a minute and is renewed before your eyes
                  Break     something, with the buttons of that page, and see what its users see then

                  The API with a session of your own:
                    TOKEN=$(curl -s -X POST -H 'X-OpenAM-Username: %2$s' -H 'X-OpenAM-Password: %4$s' \\
                      -H 'Content-Type: application/json' %5$s/json/realms/root/authenticate \\
                      | sed 's/.*"tokenId":"\\([^"]*\\)".*/\\1/')
                    curl -i --cookie "%6$s=$TOKEN" %1$s/api/me

                  The API with a bearer token, which a program gets for itself:
                    TOKEN=$(curl -s -u %7$s:%8$s -d 'grant_type=client_credentials&scope=write' \\
                      %5$s/oauth2/access_token | sed 's/.*"access_token":"\\([^"]*\\)".*/\\1/')
                    curl -i -H "Authorization: Bearer $TOKEN" %1$s/api/write
                %9$s
                  Stop with Ctrl-C.
                """.formatted(
                        app,
                        Provisioner.ADMIN_USER,
                        Provisioner.PLAIN_USER,
                        Provisioner.USER_PASSWORD,
                        am.url(),
                        AmRest.COOKIE,
                        Provisioner.DEMO_CLIENT,
                        Provisioner.CLIENT_SECRET,
                        nodes.whatToTry());
    }
}
