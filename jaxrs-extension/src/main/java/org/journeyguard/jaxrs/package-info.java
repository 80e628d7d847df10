/** JAX-RS: authorizes resource methods and maps exceptions to responses. */
@NullMarked
package org.journeyguard.jaxrs;

import org.jspecify.annotations.NullMarked;
