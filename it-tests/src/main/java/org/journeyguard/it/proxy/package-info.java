/** What stands between the application and AM in the tests, and in front of several nodes. */
@NullMarked
package org.journeyguard.it.proxy;

import org.jspecify.annotations.NullMarked;
