/** The servlet side of requests, responses, cookies and files. Independent of guards. */
@NullMarked
package org.journeyguard.internal.servlet;

import org.jspecify.annotations.NullMarked;
