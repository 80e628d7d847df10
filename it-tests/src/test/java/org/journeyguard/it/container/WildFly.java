package org.journeyguard.it.container;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.journeyguard.it.server.Folders;
import org.journeyguard.it.server.Jdk;
import org.journeyguard.it.server.Machine;
import org.journeyguard.it.server.ServerProcess;

/** WildFly with {@code standalone-microprofile.xml}, which has MicroProfile Config. */
public final class WildFly implements Container {
    private final String title;
    private final Path installed;
    private final Jdk jdk;

    /** WildFly 39. */
    public WildFly() {
        this("WildFly 39", "wildfly.home", Jdk.current());
    }

    private WildFly(String title, String installed, Jdk jdk) {
        this.title = title;
        this.installed = Path.of(System.getProperty(installed));
        this.jdk = jdk;
    }

    /** The preview of WildFly 39, of Jakarta EE 11. */
    public static WildFly ofJakartaEe11() {
        return new WildFly("WildFly Preview 39", "wildfly-preview.home", Launch.jdkOfJakartaEe11());
    }

    @Override
    public String title() {
        return title;
    }

    @Override
    public WebArchive equip(WebArchive library) {
        return library;
    }

    @Override
    public ServerProcess start(Path war, int port, String ready, Map<String, String> properties, Path home) {
        Path base = home.resolve("standalone");
        Launch.prepare(home, () -> {
            Folders.copy(installed.resolve("standalone"), base);
            Launch.copy(war, base.resolve("deployments/ROOT.war"));
        });
        List<String> options = new ArrayList<>(Launch.SMALL);
        options.addAll(List.of(
                "-Djboss.home.dir=" + installed,
                "-Djboss.server.base.dir=" + base,
                "-Djboss.bind.address=127.0.0.1",
                "-Djboss.bind.address.management=127.0.0.1",
                "-Djboss.http.port=" + port,
                "-Djboss.https.port=" + Machine.freePort(),
                "-Djboss.management.http.port=" + Machine.freePort(),
                "-Djava.util.logging.manager=org.jboss.logmanager.LogManager",
                "--add-exports=java.desktop/sun.awt=ALL-UNNAMED",
                "--add-exports=java.naming/com.sun.jndi.ldap=ALL-UNNAMED",
                "--add-exports=java.naming/com.sun.jndi.url.ldap=ALL-UNNAMED",
                "--add-exports=java.naming/com.sun.jndi.url.ldaps=ALL-UNNAMED",
                "--add-exports=jdk.naming.dns/com.sun.jndi.dns=ALL-UNNAMED",
                "--add-opens=java.base/java.lang=ALL-UNNAMED",
                "--add-opens=java.base/java.lang.invoke=ALL-UNNAMED",
                "--add-opens=java.base/java.lang.reflect=ALL-UNNAMED",
                "--add-opens=java.base/java.io=ALL-UNNAMED",
                "--add-opens=java.base/java.net=ALL-UNNAMED",
                "--add-opens=java.base/java.security=ALL-UNNAMED",
                "--add-opens=java.base/java.util=ALL-UNNAMED",
                "--add-opens=java.base/java.util.concurrent=ALL-UNNAMED",
                "--add-opens=java.management/javax.management=ALL-UNNAMED",
                "--add-opens=java.naming/javax.naming=ALL-UNNAMED"));
        properties.forEach((name, value) -> options.add("-D" + name + "=" + value));
        List<String> main = List.of(
                "org.jboss.modules.Main",
                "-mp",
                installed.resolve("modules").toString(),
                "org.jboss.as.standalone",
                "-c",
                "standalone-microprofile.xml");
        Path log = home.resolve("wildfly.log");
        ServerProcess process = ServerProcess.java(
                jdk, title, options, List.of(installed.resolve("jboss-modules.jar")), main, home, log);
        return Launch.ready(process, port, ready);
    }
}
