/** Ends sessions and tokens, at the word of users, of AM, and of other services. */
@NullMarked
package org.journeyguard.internal.logout;

import org.jspecify.annotations.NullMarked;
