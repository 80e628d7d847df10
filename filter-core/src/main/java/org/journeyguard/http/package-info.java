/** What comes of a call to AM: a value, a refusal, or an outage. */
@NullMarked
package org.journeyguard.http;

import org.jspecify.annotations.NullMarked;
