package org.journeyguard.it.server;

import org.apache.catalina.Context;
import org.apache.catalina.connector.Connector;
import org.apache.catalina.startup.Tomcat;
import org.apache.tomcat.util.scan.StandardJarScanner;

/** The process in which Tomcat runs, with one application at the root context and on loopback only. */
public final class TomcatMain {
    /** The system property that makes each request run on a virtual thread. */
    public static final String VIRTUAL_THREADS = "tomcat.virtual-threads";

    private TomcatMain() {}

    /**
     * @param args the port, the WAR and Tomcat's own folder
     * @throws Exception when Tomcat does not start
     */
    public static void main(String[] args) throws Exception {
        Tomcat tomcat = new Tomcat();
        tomcat.setBaseDir(args[2]);
        Connector connector = new Connector("HTTP/1.1");
        connector.setPort(Integer.parseInt(args[0]));
        connector.setProperty("address", "127.0.0.1");
        connector.setProperty("useVirtualThreads", System.getProperty(VIRTUAL_THREADS, "false"));
        tomcat.setConnector(connector);
        Context context = tomcat.addWebapp("", args[1]);
        StandardJarScanner scanner = new StandardJarScanner();
        scanner.setScanClassPath(false);
        context.setJarScanner(scanner);
        tomcat.start();
        if (!context.getState().isAvailable()) {
            throw new IllegalStateException("the web application did not start; see the lines above");
        }
        tomcat.getServer().await();
    }
}
