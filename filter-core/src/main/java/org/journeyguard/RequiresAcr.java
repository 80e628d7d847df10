package org.journeyguard;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Requires callers of a JAX-RS resource or a CDI bean to have signed in with one of these authentication context class references (OpenID
 * Connect Core, 2). For an AM session the filter compares the chain or journey of {@code journey.acr.services}, for a token its
 * {@code acr}. A browser whose user has signed in otherwise is sent to sign in; any other client gets a 401
 * {@code insufficient_user_authentication} (RFC 9470).
 */
@Documented
@Inherited
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.TYPE, ElementType.METHOD})
public @interface RequiresAcr {

    /** The references, the preferred one first; one of them is enough. */
    String[] value();
}
