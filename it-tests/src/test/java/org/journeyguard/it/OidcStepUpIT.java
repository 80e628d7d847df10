package org.journeyguard.it;

import java.util.Map;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.shrinkwrap.api.spec.WebArchive;

/** By the authorization code flow. */
class OidcStepUpIT extends StepUp {

    @Deployment(testable = false)
    static WebArchive demo() {
        return Wars.demo(Map.of("journey.login", "oidc"));
    }
}
