/** Where tokens and the marks of ended sessions are kept in memory. */
@NullMarked
package org.journeyguard.internal.store;

import org.jspecify.annotations.NullMarked;
