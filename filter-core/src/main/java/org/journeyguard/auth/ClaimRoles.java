package org.journeyguard.auth;

import java.util.Set;
import org.journeyguard.Claims;
import org.journeyguard.config.JourneyConfig.Roles;

/**
 * Reads roles from claims, if that is where roles come from: AM shows attributes and properties to its own sessions only.
 *
 * @param roles as configured
 */
public record ClaimRoles(Roles roles) {
    Set<String> of(Claims claims) {
        return roles.source() == Roles.Source.CLAIM ? claims.texts(roles.name()) : Set.of();
    }
}
