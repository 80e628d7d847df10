/** AM as an OAuth 2.0 and OpenID Connect server: discovery and all endpoints. */
@NullMarked
package org.journeyguard.internal.am.oauth;

import org.jspecify.annotations.NullMarked;
