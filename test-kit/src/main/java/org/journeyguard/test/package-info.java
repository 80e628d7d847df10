/** For tests of applications: an AM in the same process, and users who are signed in to it. */
@NullMarked
package org.journeyguard.test;

import org.jspecify.annotations.NullMarked;
