/** Keeps POSTs while their users sign in. Test to read first: {@code KeptPostsTest}. */
@NullMarked
package org.journeyguard.internal.post;

import org.jspecify.annotations.NullMarked;
