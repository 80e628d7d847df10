/** Jakarta Security: the container itself knows the user. */
@NullMarked
package org.journeyguard.security;

import org.jspecify.annotations.NullMarked;
