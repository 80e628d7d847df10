/** Interfaces for integrators to implement, and their types: observers, listeners, and the store of tokens. */
@NullMarked
package org.journeyguard.spi;

import org.jspecify.annotations.NullMarked;
