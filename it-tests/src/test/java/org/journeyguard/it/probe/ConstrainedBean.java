package org.journeyguard.it.probe;

import jakarta.annotation.security.DenyAll;
import jakarta.annotation.security.RolesAllowed;
import jakarta.enterprise.context.ApplicationScoped;
import org.journeyguard.Authenticated;
import org.journeyguard.RequiresAuthLevel;
import org.journeyguard.RequiresScope;

/** A bean with methods for some. */
@ApplicationScoped
public class ConstrainedBean {

    /** For administrators. */
    @RolesAllowed("admin")
    public String admin() {
        return "done";
    }

    /** For signed-in users. */
    @Authenticated
    public String anybody() {
        return "done";
    }

    /** For tokens that may write. */
    @RequiresScope("write")
    public String scope() {
        return "done";
    }

    /** For users with a level that no sign-in has. */
    @RequiresAuthLevel(99)
    public String level() {
        return "done";
    }

    /** For no role that there is, and a way to sign in that nobody has. */
    @RolesAllowed("unheard-of")
    @RequiresAuthLevel(99)
    public String role() {
        return "done";
    }

    /** The same, and for tokens that may write. */
    @RolesAllowed("unheard-of")
    @RequiresAuthLevel(99)
    @RequiresScope("write")
    public String all() {
        return "done";
    }

    /** Denied to all callers. */
    @DenyAll
    public String denied() {
        return "done";
    }

    /** For everybody. */
    public String free() {
        return "done";
    }
}
