package org.journeyguard.it.smoke;

import jakarta.annotation.security.RolesAllowed;
import jakarta.enterprise.context.ApplicationScoped;
import org.journeyguard.Authenticated;

/** A bean of the application, with methods for some. */
@ApplicationScoped
@Authenticated
public class SmokeBean {

    /** For signed-in users. */
    public String forUsers() {
        return "for users";
    }

    /** For administrators. */
    @RolesAllowed("admin")
    public String forAdministrators() {
        return "for administrators";
    }
}
