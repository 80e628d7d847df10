package org.journeyguard.it;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.Properties;
import org.jboss.shrinkwrap.api.ShrinkWrap;
import org.jboss.shrinkwrap.api.asset.StringAsset;
import org.jboss.shrinkwrap.api.spec.WebArchive;

/** The demo WAR as it was built, with some of its settings changed. */
final class Wars {
    private static final String SETTINGS = "WEB-INF/classes/META-INF/microprofile-config.properties";

    private Wars() {}

    /** AM is up before the application: an AM that is asked anything while it is being configured breaks. */
    static WebArchive demo(Map<String, String> changes) {
        Servers.am();
        WebArchive war = ShrinkWrap.createFromZipFile(WebArchive.class, new File(System.getProperty("demo.war")));
        Properties settings = new Properties();
        try (InputStream own = war.get(SETTINGS).getAsset().openStream()) {
            settings.load(own);
            settings.putAll(changes);
            StringWriter text = new StringWriter();
            settings.store(text, null);
            war.delete(SETTINGS);
            war.add(new StringAsset(text.toString()), SETTINGS);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return war;
    }
}
