/** The filter and what it adds to requests: the servlet side of a guard. */
@NullMarked
package org.journeyguard.internal.web;

import org.jspecify.annotations.NullMarked;
