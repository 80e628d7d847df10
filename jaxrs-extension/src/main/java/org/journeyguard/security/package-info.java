/** Jakarta Security: makes the user known to the container. */
@NullMarked
package org.journeyguard.security;

import org.jspecify.annotations.NullMarked;
