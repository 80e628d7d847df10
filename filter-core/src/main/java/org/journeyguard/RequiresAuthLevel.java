package org.journeyguard;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * How strongly callers of a JAX-RS resource or a CDI bean must have signed in, as AM's authentication level: {@code AuthLevel} of a session,
 * {@code auth_level} of a token, or the level that {@code journey.acr.levels} gives to its {@code acr}. Otherwise as for
 * {@link RequiresAcr}.
 */
@Documented
@Inherited
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.TYPE, ElementType.METHOD})
public @interface RequiresAuthLevel {

    /** The level, or a higher one; at least 1, because everybody has 0. */
    int value();
}
