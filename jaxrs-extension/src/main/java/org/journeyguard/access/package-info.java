/** Access constraints of resource and bean methods, and their enforcement on beans. */
@NullMarked
package org.journeyguard.access;

import org.jspecify.annotations.NullMarked;
