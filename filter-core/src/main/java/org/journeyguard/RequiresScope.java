package org.journeyguard;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Requires scope of the access token that calls a method of a JAX-RS resource or a CDI bean, in addition to {@code @RolesAllowed} and
 * similar annotations. A request without it gets a 403 {@code insufficient_scope} that names the scope (RFC 6750, 3.1); one with an SSO
 * cookie has no access token, and so no scope.
 */
@Documented
@Inherited
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.TYPE, ElementType.METHOD})
public @interface RequiresScope {

    /** The scope; when there are several, all are required. */
    String[] value();
}
