package org.journeyguard.it.probe;

import jakarta.annotation.security.DeclareRoles;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ejb.Stateless;
import jakarta.inject.Inject;
import java.security.Principal;

/** An enterprise bean whose roles the container sees to. */
@Stateless
@DeclareRoles("admin")
public class RolesEnterpriseBean {
    @Inject
    private Principal principal;

    /** For administrators; says who it is. */
    @RolesAllowed("admin")
    public String entries() {
        return principal.getName();
    }
}
