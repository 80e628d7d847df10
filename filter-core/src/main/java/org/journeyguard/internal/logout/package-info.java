/** Ends sessions and tokens when users, AM or other services request it. */
@NullMarked
package org.journeyguard.internal.logout;

import org.jspecify.annotations.NullMarked;
