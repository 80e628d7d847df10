/** Interfaces for integrators to implement, and their types: observers, listeners, and stores. */
@NullMarked
package org.journeyguard.spi;

import org.jspecify.annotations.NullMarked;
