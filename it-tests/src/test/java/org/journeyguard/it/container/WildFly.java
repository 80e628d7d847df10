package org.journeyguard.it.container;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.journeyguard.it.server.Folders;
import org.journeyguard.it.server.ServerProcess;

/** WildFly 39 with {@code standalone-microprofile.xml}, which has MicroProfile Config. */
public final class WildFly implements Container {
    private static final Path INSTALLED = Path.of(System.getProperty("wildfly.home"));

    @Override
    public String title() {
        return "WildFly 39";
    }

    @Override
    public WebArchive equip(WebArchive library) {
        return library;
    }

    @Override
    public ServerProcess start(Path war, int port, String ready, Map<String, String> properties, Path home) {
        Path base = home.resolve("standalone");
        Launch.prepare(home, () -> {
            Folders.copy(INSTALLED.resolve("standalone"), base);
            Launch.copy(war, base.resolve("deployments/ROOT.war"));
        });
        List<String> options = new ArrayList<>(Launch.SMALL);
        options.addAll(List.of(
                "-Djboss.home.dir=" + INSTALLED,
                "-Djboss.server.base.dir=" + base,
                "-Djboss.bind.address=127.0.0.1",
                "-Djboss.bind.address.management=127.0.0.1",
                "-Djboss.http.port=" + port,
                "-Djboss.https.port=" + ServerProcess.freePort(),
                "-Djboss.management.http.port=" + ServerProcess.freePort(),
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
                INSTALLED.resolve("modules").toString(),
                "org.jboss.as.standalone",
                "-c",
                "standalone-microprofile.xml");
        Path log = home.resolve("wildfly.log");
        ServerProcess process =
                ServerProcess.java(title(), options, List.of(INSTALLED.resolve("jboss-modules.jar")), main, home, log);
        return Launch.ready(process, port, ready);
    }
}
