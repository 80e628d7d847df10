/** What stands between the application and AM in the tests. */
@NullMarked
package org.journeyguard.it.proxy;

import org.jspecify.annotations.NullMarked;
