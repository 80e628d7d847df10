package org.journeyguard;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Requires that AM's policies allow the user an action, to call a method of a JAX-RS resource or a CDI bean, in addition to
 * {@code @RolesAllowed} and similar annotations. A request that they deny gets a 403; a policy that advises another sign-in sends a browser
 * there, and answers other clients as RFC 9470 defines.
 *
 * <p>Needs {@code journey.policy=am}. Decisions are cached ({@code journey.policy.cache-ttl}).
 */
@Documented
@Inherited
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.TYPE, ElementType.METHOD})
public @interface RequiresPolicy {

    /** The action's name in the policies, such as {@code GET} or {@code approve}; case matters. */
    String action();

    /**
     * AM's name of the resource, such as {@code urn:orders:{id}}. A name in braces stands for a path parameter of the request or, on a
     * bean, for the method's parameter that is annotated with {@code @PathParam} of this name or has this name (compiled with
     * {@code -parameters}). Its value is percent-encoded, except letters, digits and {@code -._~}; nothing is allowed about a value that is
     * null, empty, {@code .} or {@code ..}.
     */
    String resource();

    /** AM's name of the policy set; by default {@code journey.policy.set}. */
    String set() default "";
}
