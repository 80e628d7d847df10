/** The browser that the tests drive. */
@NullMarked
package org.journeyguard.it.browser;

import org.jspecify.annotations.NullMarked;
