package org.journeyguard.it;

import java.util.Map;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.shrinkwrap.api.spec.WebArchive;

/** With AM's cookie. */
class StepUpIT extends StepUp {

    @Deployment(testable = false)
    static WebArchive demo() {
        return Wars.demo(Map.of());
    }
}
