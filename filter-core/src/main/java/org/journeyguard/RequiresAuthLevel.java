package org.journeyguard;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Requires callers of a JAX-RS resource or a CDI bean to have signed in at this AM authentication level or a higher one: {@code AuthLevel}
 * of a session, {@code auth_level} of a token, or the level that {@code journey.acr.levels} assigns to its {@code acr}. Other callers are
 * answered as with {@link RequiresAcr}.
 */
@Documented
@Inherited
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.TYPE, ElementType.METHOD})
public @interface RequiresAuthLevel {

    /** The level; at least 1, because every user has 0. */
    int value();
}
