/** An application that uses what there is on each container, and nothing else. */
@NullMarked
package org.journeyguard.it.smoke;

import org.jspecify.annotations.NullMarked;
