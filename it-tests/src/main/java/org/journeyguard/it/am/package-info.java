/** A real OpenAM, booted and provisioned unattended. */
@NullMarked
package org.journeyguard.it.am;

import org.jspecify.annotations.NullMarked;
