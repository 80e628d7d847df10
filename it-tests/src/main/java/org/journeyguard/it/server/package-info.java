/** Servers as child processes that always stop. */
@NullMarked
package org.journeyguard.it.server;

import org.jspecify.annotations.NullMarked;
