package org.journeyguard;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Requires a signed-in user, even on a public path; equivalent to {@code @RolesAllowed("**")}. Applies to methods of JAX-RS resources and
 * of CDI beans. One place takes only one of this, {@code @RolesAllowed}, {@code @PermitAll} and {@code @DenyAll}; the nearest applies.
 */
@Documented
@Inherited
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.TYPE, ElementType.METHOD})
public @interface Authenticated {}
