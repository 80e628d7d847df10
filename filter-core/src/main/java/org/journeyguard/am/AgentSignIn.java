package org.journeyguard.am;

import org.journeyguard.credential.SsoToken;
import org.jspecify.annotations.Nullable;

/** AM's session of the agent that listens. */
@FunctionalInterface
public interface AgentSignIn {

    /**
     * The present session, or a new one.
     *
     * @param dead the one that AM does not honour any more; null for none
     */
    Answer<SsoToken> session(@Nullable SsoToken dead);
}
