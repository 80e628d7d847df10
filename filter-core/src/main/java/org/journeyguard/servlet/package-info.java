/** The classes that {@code web.xml} and the container refer to. */
@NullMarked
package org.journeyguard.servlet;

import org.jspecify.annotations.NullMarked;
