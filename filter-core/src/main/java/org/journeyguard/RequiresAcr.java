package org.journeyguard;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * How callers of a JAX-RS resource or a CDI bean must have signed in, as authentication context class reference (OpenID Connect Core, 2). For AM's
 * sessions it is the chain or journey of {@code journey.acr.services}, for tokens their {@code acr}. Whoever has signed in
 * otherwise is sent to do so, or, being a program, gets a 401 {@code insufficient_user_authentication} (RFC 9470).
 */
@Documented
@Inherited
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.TYPE, ElementType.METHOD})
public @interface RequiresAcr {

    /** The ways to sign in, the preferred one first; one of them is enough. */
    String[] value();
}
