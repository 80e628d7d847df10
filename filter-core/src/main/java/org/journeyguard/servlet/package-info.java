/** The classes that {@code web.xml} and the container refer to, and the sign-in of browsers by applications. */
@NullMarked
package org.journeyguard.servlet;

import org.jspecify.annotations.NullMarked;
