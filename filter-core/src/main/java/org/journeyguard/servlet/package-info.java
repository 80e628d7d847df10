/** The names that {@code web.xml} and the container know. */
@NullMarked
package org.journeyguard.servlet;

import org.jspecify.annotations.NullMarked;
