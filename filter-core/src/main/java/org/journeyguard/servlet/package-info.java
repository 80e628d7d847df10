/** The filter, and all that knows the Servlet API. */
@NullMarked
package org.journeyguard.servlet;

import org.jspecify.annotations.NullMarked;
