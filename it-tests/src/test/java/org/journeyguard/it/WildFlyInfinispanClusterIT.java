package org.journeyguard.it;

import java.io.File;
import java.util.List;
import java.util.Map;
import org.jboss.shrinkwrap.api.Filters;
import org.jboss.shrinkwrap.api.ShrinkWrap;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.journeyguard.it.container.Container;
import org.journeyguard.it.container.WildFly;
import org.journeyguard.it.server.Machine;

/** The checks on two nodes of WildFly, whose application brings Infinispan along. */
class WildFlyInfinispanClusterIT extends ShortClusterChecks {

    /** Of the first node; the second takes the next one. */
    private final int port = Machine.freePorts(2);

    @Override
    List<? extends Container> containers() {
        return List.of(new WildFly(), new WildFly());
    }

    @Override
    WebArchive completed(WebArchive war) {
        File infinispan = new File(System.getProperty("infinispan.war"));
        return war.merge(
                ShrinkWrap.createFromZipFile(WebArchive.class, infinispan),
                Filters.include("/WEB-INF/(lib/.*|classes/.*\\.xml|jboss-deployment-structure\\.xml)"));
    }

    @Override
    Map<String, String> engine(int node) {
        return Map.of(
                "journey.cluster", "jcache",
                "journey.cluster.jcache.uri", "infinispan.xml",
                "cluster.port", String.valueOf(port));
    }
}
