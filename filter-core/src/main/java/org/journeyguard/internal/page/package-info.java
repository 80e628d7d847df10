/** The application's own sign-in page: journeys as pages and as JSON. Test to read first: {@code CallbackFieldsTest}. */
@NullMarked
package org.journeyguard.internal.page;

import org.jspecify.annotations.NullMarked;
