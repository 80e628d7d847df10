package org.journeyguard.it.am;

import java.nio.file.Path;
import org.apache.catalina.Context;
import org.apache.catalina.connector.Connector;
import org.apache.catalina.startup.Tomcat;
import org.apache.tomcat.util.scan.StandardJarScanFilter;
import org.apache.tomcat.util.scan.StandardJarScanner;

/** The process in which OpenAM runs: an embedded Tomcat with one web application, on loopback only. */
public final class AmServer {
    /** Of the WAR's 400 jars only these hold annotated classes or tag libraries; scanning all is a third of the start. */
    private static final String JARS_TO_SCAN = "openam-*.jar,jakarta.servlet.jsp.jstl*.jar,esapi*.jar,jaxrs-ri*.jar,"
            + "jaxws-rt*.jar,jersey-container-servlet*.jar";

    private AmServer() {}

    /**
     * @param args the port, the context path, the folder of the exploded WAR and Tomcat's own folder
     * @throws Exception when Tomcat does not start
     */
    public static void main(String[] args) throws Exception {
        Tomcat tomcat = new Tomcat();
        tomcat.setBaseDir(args[3]);
        Connector connector = new Connector("HTTP/1.1");
        connector.setPort(Integer.parseInt(args[0]));
        connector.setProperty("address", "127.0.0.1");
        connector.setProperty("maxThreads", "64");
        connector.setProperty("relaxedQueryChars", "[]|{}\"");
        tomcat.setConnector(connector);
        Context context =
                tomcat.addWebapp(args[1], Path.of(args[2]).toAbsolutePath().toString());
        StandardJarScanFilter filter = new StandardJarScanFilter();
        filter.setDefaultPluggabilityScan(false);
        filter.setDefaultTldScan(false);
        filter.setPluggabilityScan(JARS_TO_SCAN);
        filter.setTldScan(JARS_TO_SCAN);
        StandardJarScanner scanner = new StandardJarScanner();
        scanner.setJarScanFilter(filter);
        scanner.setScanClassPath(false);
        context.setJarScanner(scanner);
        tomcat.start();
        if (!context.getState().isAvailable()) {
            throw new IllegalStateException("the web application did not start; see the lines above");
        }
        tomcat.getServer().await();
    }
}
