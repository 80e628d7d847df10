package org.journeyguard;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * What the access token of a request must have been granted for a method of a JAX-RS resource or a CDI bean, in addition to whatever {@code @RolesAllowed}
 * and the like ask for. A request without it gets a 403 {@code insufficient_scope} that names the scope (RFC 6750, 3.1); one
 * with an SSO cookie has no access token, and so no scope.
 */
@Documented
@Inherited
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.TYPE, ElementType.METHOD})
public @interface RequiresScope {

    /** The scope; of several each is needed. */
    String[] value();
}
