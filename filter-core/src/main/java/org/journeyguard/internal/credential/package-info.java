/** Holds credentials and the outcomes of authenticating them. Pure. */
@NullMarked
package org.journeyguard.internal.credential;

import org.jspecify.annotations.NullMarked;
