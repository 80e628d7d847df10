/** A servlet that is deployed with the demo and shows what an application sees. */
@NullMarked
package org.journeyguard.it.probe;

import org.jspecify.annotations.NullMarked;
