/** What integrators implement, and what it works with: observers, listeners, and the store of tokens. */
@NullMarked
package org.journeyguard.spi;

import org.jspecify.annotations.NullMarked;
