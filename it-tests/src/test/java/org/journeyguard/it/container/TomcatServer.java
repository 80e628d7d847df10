package org.journeyguard.it.container;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.catalina.startup.Tomcat;
import org.apache.jasper.servlet.JspServlet;
import org.apache.tomcat.websocket.server.WsSci;
import org.eclipse.jdt.internal.compiler.Compiler;
import org.jboss.shrinkwrap.api.Filters;
import org.jboss.shrinkwrap.api.ShrinkWrap;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.journeyguard.it.server.Classpath;
import org.journeyguard.it.server.ServerProcess;
import org.journeyguard.it.server.TomcatMain;

/** Tomcat 10.1, to which the application brings Weld, Jersey, Yasson and SmallRye Config. */
public final class TomcatServer implements Container {

    @Override
    public String title() {
        return "Tomcat 10.1";
    }

    @Override
    public WebArchive equip(WebArchive library) {
        File brought = new File(System.getProperty("tomcat.war"));
        return library.merge(
                ShrinkWrap.createFromZipFile(WebArchive.class, brought), Filters.include("/WEB-INF/lib/.*"));
    }

    @Override
    public ServerProcess start(Path war, int port, String ready, Map<String, String> properties, Path home) {
        List<String> options = new ArrayList<>(Launch.SMALL);
        properties.forEach((name, value) -> options.add("-D" + name + "=" + value));
        List<Path> tomcat = List.of(
                Classpath.of(Tomcat.class),
                Classpath.of(JspServlet.class),
                Classpath.of(WsSci.class),
                Classpath.of(jakarta.el.ELContext.class),
                Classpath.of(jakarta.annotation.PostConstruct.class),
                Classpath.of(Compiler.class));
        Launch.prepare(home, () -> {
            Files.createDirectories(home.resolve("webapps"));
            Launch.copy(war, home.resolve("ROOT.war"));
        });
        ServerProcess process = ServerProcess.java(
                title(),
                options,
                tomcat,
                List.of(
                        TomcatMain.class.getName(),
                        String.valueOf(port),
                        home.resolve("ROOT.war").toString(),
                        home.toString()),
                home,
                home.resolve("tomcat.log"));
        return Launch.ready(process, port, ready);
    }
}
