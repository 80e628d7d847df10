/** Sends requests to AM and other servers, step by step, and reports what comes of them: a value, a refusal, or an outage. */
@NullMarked
package org.journeyguard.internal.http;

import org.jspecify.annotations.NullMarked;
