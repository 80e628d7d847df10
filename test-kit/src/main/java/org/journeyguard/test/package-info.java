/**
 * For tests of applications: an AM in the same process, and users who are signed in to it. {@link org.journeyguard.test.AmExtension}
 * is where to begin.
 */
@NullMarked
package org.journeyguard.test;

import org.jspecify.annotations.NullMarked;
