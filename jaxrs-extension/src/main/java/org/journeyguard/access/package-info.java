/** What methods of resources and beans demand of their callers, and the guard of beans. */
@NullMarked
package org.journeyguard.access;

import org.jspecify.annotations.NullMarked;
