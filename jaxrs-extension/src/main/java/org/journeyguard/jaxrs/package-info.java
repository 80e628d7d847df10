/** JAX-RS: what a user may do, and what an error becomes. */
@NullMarked
package org.journeyguard.jaxrs;

import org.jspecify.annotations.NullMarked;
