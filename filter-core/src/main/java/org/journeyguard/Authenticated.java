package org.journeyguard;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * A method is for whoever is signed in, also where the path is public; the same as {@code @RolesAllowed("**")}. Stands for
 * methods of JAX-RS resources and of CDI beans, and like {@code @RolesAllowed}, {@code @PermitAll} and {@code @DenyAll} only one
 * of them at one place; the nearest counts.
 */
@Documented
@Inherited
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.TYPE, ElementType.METHOD})
public @interface Authenticated {}
