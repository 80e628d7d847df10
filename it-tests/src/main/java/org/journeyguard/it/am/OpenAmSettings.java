package org.journeyguard.it.am;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import org.journeyguard.it.server.ServerFailed;

/**
 * Where OpenAM runs and what it is made of.
 *
 * @param war the OpenAM WAR
 * @param home folder for all that this server writes; kept between runs
 * @param port HTTP port on 127.0.0.1; the directory's ports move along with it
 */
public record OpenAmSettings(Path war, Path home, int port) {
    /** The only host name that this AM accepts in {@code Host}. */
    public static final String HOST = "localhost";

    /** Password of {@code amadmin} and of the directory manager. */
    public static final String ADMIN_PASSWORD = "Passw0rd-admin";

    private static final int DEFAULT_PORT = 18080;
    // below the range that Linux gives to clients (32768 and up), one of which could sit on them just then
    private static final int DIRECTORY_PORT = 18389;
    private static final int DIRECTORY_ADMIN_PORT = 18444;
    private static final int DIRECTORY_JMX_PORT = 18689;

    /**
     * From the system properties {@code openam.war}, {@code openam.home} and {@code openam.port} (18080), which the build
     * sets. If several processes run tests ({@code it.process}, from 1), each has an OpenAM at the next port.
     */
    public static OpenAmSettings fromSystemProperties() {
        int port = Integer.getInteger("openam.port", DEFAULT_PORT) + Integer.getInteger("it.process", 1) - 1;
        Path war = Path.of(required("openam.war"));
        if (!Files.isRegularFile(war)) {
            throw new ServerFailed(war + " does not exist; run this through Maven, which copies the OpenAM WAR there.");
        }
        return new OpenAmSettings(
                war, Path.of(required("openam.home"), String.valueOf(port)).toAbsolutePath(), port);
    }

    private static String required(String property) {
        String value = System.getProperty(property);
        if (value == null) {
            throw new ServerFailed("The system property " + property + " is missing; run this through Maven.");
        }
        return value;
    }

    String url() {
        return "http://" + HOST + ":" + port + "/openam";
    }

    int directoryPort() {
        return DIRECTORY_PORT + shift();
    }

    Map<String, Integer> ports() {
        Map<String, Integer> ports = new LinkedHashMap<>();
        ports.put("OpenAM", port);
        ports.put("OpenAM's directory", directoryPort());
        ports.put("OpenAM's directory administration", DIRECTORY_ADMIN_PORT + shift());
        ports.put("OpenAM's directory JMX", DIRECTORY_JMX_PORT + shift());
        return ports;
    }

    Path webapp() {
        return home.resolve("webapp");
    }

    Path configuration() {
        return home.resolve("config");
    }

    Path snapshot() {
        return home.resolve("snapshot");
    }

    Path log() {
        return home.resolve("openam.log");
    }

    Path marker() {
        return home.resolve("prepared");
    }

    Map<String, String> configuratorForm() {
        Map<String, String> form = new LinkedHashMap<>();
        form.put("SERVER_URL", "http://" + HOST + ":" + port);
        form.put("DEPLOYMENT_URI", "/openam");
        form.put("BASE_DIR", configuration().toString());
        form.put("locale", "en_US");
        form.put("PLATFORM_LOCALE", "en_US");
        form.put("AM_ENC_KEY", "5mB0uW3tPz8QfK1sYc7LrX4nVdEa9HgJ");
        form.put("ADMIN_PWD", ADMIN_PASSWORD);
        form.put("ADMIN_CONFIRM_PWD", ADMIN_PASSWORD);
        form.put("AMLDAPUSERPASSWD", "Passw0rd-agent");
        form.put("AMLDAPUSERPASSWD_CONFIRM", "Passw0rd-agent");
        form.put("COOKIE_DOMAIN", "");
        form.put("acceptLicense", "true");
        form.put("DATA_STORE", "embedded");
        form.put("DIRECTORY_SSL", "SIMPLE");
        form.put("DIRECTORY_SERVER", HOST);
        form.put("DIRECTORY_PORT", String.valueOf(directoryPort()));
        form.put("DIRECTORY_ADMIN_PORT", String.valueOf(DIRECTORY_ADMIN_PORT + shift()));
        form.put("DIRECTORY_JMX_PORT", String.valueOf(DIRECTORY_JMX_PORT + shift()));
        form.put("ROOT_SUFFIX", "dc=openam,dc=example,dc=test");
        form.put("DS_DIRMGRDN", "cn=Directory Manager");
        form.put("DS_DIRMGRPASSWD", ADMIN_PASSWORD);
        return form;
    }

    private int shift() {
        return port - DEFAULT_PORT;
    }
}
