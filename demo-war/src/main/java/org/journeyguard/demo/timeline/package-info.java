/** What happened to a user's requests, as a stream of events: an example of what an application can do with the library's events. */
@NullMarked
package org.journeyguard.demo.timeline;

import org.jspecify.annotations.NullMarked;
