package org.journeyguard.it;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.Map;
import java.util.Properties;
import org.jboss.shrinkwrap.api.Filters;
import org.jboss.shrinkwrap.api.ShrinkWrap;
import org.jboss.shrinkwrap.api.asset.StringAsset;
import org.jboss.shrinkwrap.api.spec.WebArchive;

/** WARs to deploy: the demo as it was built, with some of its settings changed, and small ones with its libraries. */
final class Wars {
    private static final String SETTINGS = "WEB-INF/classes/META-INF/microprofile-config.properties";

    /** An init-param that stands above whatever MicroProfile Config says. */
    static final String ALPHA =
            "<init-param><param-name>journey.am.realm</param-name><param-value>/alpha</param-value></init-param>";

    private static final String WEB_XML = """
            <web-app xmlns="https://jakarta.ee/xml/ns/jakartaee" version="6.0"%s>
              %s
              <error-page><error-code>409</error-code><location>/probe/who</location></error-page>
            </web-app>
            """;
    private static final String FILTER = "<filter><filter-name>%1$s</filter-name>"
            + "<filter-class>org.journeyguard.servlet.JourneyFilter</filter-class>"
            + "<async-supported>true</async-supported>%2$s</filter>";
    private static final String MAPPING =
            "<filter-mapping><filter-name>%s</filter-name><url-pattern>%s</url-pattern>" + "</filter-mapping>";

    private Wars() {}

    /** AM is up before the application: an AM that is asked anything while it is being configured breaks. */
    static WebArchive demo(Map<String, String> changes) {
        Servers.am();
        return changed(built(), changes);
    }

    /**
     * The demo at a context of its own; AM's clients have to be told of it before it can ask for codes.
     *
     * @param context its context path, without the slash
     */
    static WebArchive demo(String context, Map<String, String> changes) {
        Map<String, String> all = new HashMap<>(changes);
        all.putIfAbsent("journey.app.url", Servers.appUrl() + "/" + context);
        return changed(ShrinkWrap.create(WebArchive.class, context + ".war").merge(built()), all);
    }

    private static WebArchive changed(WebArchive war, Map<String, String> changes) {
        Properties settings = new Properties();
        try (InputStream own = war.get(SETTINGS).getAsset().openStream()) {
            settings.load(own);
            settings.putAll(changes);
            war.delete(SETTINGS);
            war.add(text(settings), SETTINGS);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return war;
    }

    /**
     * An application with nothing but the libraries and its address.
     *
     * @param context its context path, without the slash
     * @param settings its configuration, to which the application's URL is added
     */
    static WebArchive bare(String context, Map<String, String> settings) {
        Properties all = new Properties();
        all.put("journey.app.url", Servers.appUrl() + "/" + context);
        all.putAll(settings);
        WebArchive war = ShrinkWrap.create(WebArchive.class, context + ".war").add(text(all), SETTINGS);
        return war.merge(built(), Filters.include("/WEB-INF/lib/.*"));
    }

    /**
     * The same with roles and a {@code beans.xml}.
     *
     * @param context as of {@link #bare}
     * @param settings as of {@link #bare}
     */
    static WebArchive empty(String context, Map<String, String> settings) {
        Map<String, String> all =
                new HashMap<>(Map.of("journey.roles.source", "user-attribute", "journey.roles.name", "employeeNumber"));
        all.putAll(settings);
        return bare(context, all).merge(built(), Filters.include("/WEB-INF/beans\\.xml"));
    }

    /**
     * An application with a {@code web.xml}.
     *
     * @param context as of {@link #empty}
     * @param settings as of {@link #empty}
     * @param attributes of the root element
     * @param content of the root element
     */
    static WebArchive described(String context, Map<String, String> settings, String attributes, String content) {
        return empty(context, settings)
                .addAsWebInfResource(new StringAsset(WEB_XML.formatted(attributes, content)), "web.xml");
    }

    /** The filter in a {@code web.xml}. */
    static String filter(String name, String initParams) {
        return FILTER.formatted(name, initParams);
    }

    /** Its mapping, which says nothing about dispatchers. */
    static String mapping(String name, String pattern) {
        return MAPPING.formatted(name, pattern);
    }

    private static WebArchive built() {
        return ShrinkWrap.createFromZipFile(WebArchive.class, new File(System.getProperty("demo.war")));
    }

    private static StringAsset text(Properties settings) {
        StringWriter text = new StringWriter();
        try {
            settings.store(text, null);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return new StringAsset(text.toString());
    }
}
