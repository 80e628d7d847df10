/** The servlet side of requests, responses, cookies and files. Knows no guard. */
@NullMarked
package org.journeyguard.internal.servlet;

import org.jspecify.annotations.NullMarked;
