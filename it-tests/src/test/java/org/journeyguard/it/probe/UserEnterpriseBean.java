package org.journeyguard.it.probe;

import jakarta.ejb.Stateless;
import jakarta.inject.Inject;
import org.journeyguard.JourneyUser;

/** Wants a user, in an enterprise bean. */
@Stateless
public class UserEnterpriseBean {
    @Inject
    private JourneyUser user;

    /** The user's name. */
    public String ask() {
        return user.getName();
    }
}
