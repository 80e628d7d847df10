/** Credentials, and the outcome of authenticating them. Pure. */
@NullMarked
package org.journeyguard.internal.credential;

import org.jspecify.annotations.NullMarked;
