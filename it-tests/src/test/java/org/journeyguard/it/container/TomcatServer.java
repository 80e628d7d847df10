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
import org.journeyguard.it.server.Folders;
import org.journeyguard.it.server.Jdk;
import org.journeyguard.it.server.ServerProcess;
import org.journeyguard.it.server.TomcatMain;

/** Tomcat, to which the application brings Weld, Jersey, Yasson and SmallRye Config. */
public final class TomcatServer implements Container {
    private final String title;
    private final List<Path> jars;
    private final Jdk jdk;
    private final List<String> options;

    /** Tomcat 10.1. */
    public TomcatServer() {
        this(
                "Tomcat 10.1",
                List.of(
                        Classpath.of(Tomcat.class),
                        Classpath.of(JspServlet.class),
                        Classpath.of(WsSci.class),
                        Classpath.of(jakarta.el.ELContext.class),
                        Classpath.of(jakarta.annotation.PostConstruct.class),
                        Classpath.of(Compiler.class)),
                Jdk.current(),
                List.of());
    }

    private TomcatServer(String title, List<Path> jars, Jdk jdk, List<String> options) {
        this.title = title;
        this.jars = List.copyOf(jars);
        this.jdk = jdk;
        this.options = List.copyOf(options);
    }

    /** Tomcat 11, of Jakarta EE 11. */
    public static TomcatServer ofJakartaEe11() {
        return new TomcatServer(
                "Tomcat 11",
                Folders.filesOf(Path.of(System.getProperty("tomcat11.home"))),
                Launch.jdkOfJakartaEe11(),
                List.of());
    }

    /**
     * Tomcat 11 with a virtual thread for each request.
     *
     * @param recording where the JVM writes its flight recording when it ends
     */
    public static TomcatServer onVirtualThreads(Path recording) {
        TomcatServer tomcat = ofJakartaEe11();
        return new TomcatServer(
                tomcat.title,
                tomcat.jars,
                tomcat.jdk,
                List.of(
                        "-D" + TomcatMain.VIRTUAL_THREADS + "=true",
                        "-XX:StartFlightRecording:dumponexit=true,filename=" + recording
                                + ",jdk.VirtualThreadStart#enabled=true,jdk.VirtualThreadPinned#threshold=0ms"));
    }

    @Override
    public String title() {
        return title;
    }

    @Override
    public WebArchive equip(WebArchive library) {
        File brought = new File(System.getProperty("tomcat.war"));
        return library.merge(
                ShrinkWrap.createFromZipFile(WebArchive.class, brought), Filters.include("/WEB-INF/lib/.*"));
    }

    @Override
    public ServerProcess start(Path war, int port, String ready, Map<String, String> properties, Path home) {
        List<String> all = new ArrayList<>(Launch.SMALL);
        all.addAll(options);
        properties.forEach((name, value) -> all.add("-D" + name + "=" + value));
        Launch.prepare(home, () -> {
            Files.createDirectories(home.resolve("webapps"));
            Launch.copy(war, home.resolve("ROOT.war"));
        });
        ServerProcess process = ServerProcess.java(
                jdk,
                title,
                all,
                jars,
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
