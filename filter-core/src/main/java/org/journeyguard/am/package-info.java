/** Every call to AM, and nothing else that talks to the network. */
@NullMarked
package org.journeyguard.am;

import org.jspecify.annotations.NullMarked;
