package org.journeyguard.internal.store;

import java.security.SecureRandom;
import java.time.Duration;
import java.util.Arrays;
import java.util.Optional;
import org.journeyguard.internal.cluster.EntryNames;
import org.journeyguard.internal.cluster.EntryNames.Kind;
import org.journeyguard.internal.cluster.SharedEntries;
import org.journeyguard.internal.cluster.SharedEntry;
import org.journeyguard.internal.credential.TokenDigest;

/** Leases of one node, which all nodes see: an entry with the owner, which expires with the lease. */
final class SharedLeases implements RenewalLeases {
    private static final int OWNER_OCTETS = 16;

    private final SharedEntries entries;
    private final EntryNames names;
    private final byte[] owner = new byte[OWNER_OCTETS];

    SharedLeases(SharedEntries entries, EntryNames names) {
        this.entries = entries;
        this.names = names;
        new SecureRandom().nextBytes(owner);
    }

    @Override
    public boolean take(TokenDigest session, Duration lasts) {
        return entries.putIfAbsent(name(session), owner, lasts)
                || own(session)
                        .filter(held -> entries.replace(held, owner, lasts))
                        .isPresent();
    }

    @Override
    public void release(TokenDigest session) {
        boolean unused = own(session).filter(entries::remove).isPresent();
    }

    private Optional<SharedEntry> own(TokenDigest session) {
        return entries.get(name(session)).filter(held -> Arrays.equals(held.value(), owner));
    }

    private String name(TokenDigest session) {
        return names.of(Kind.RENEWAL_LEASE, session);
    }
}
