package org.journeyguard.benchmark;

import java.security.Security;
import org.bouncycastle.jce.provider.BouncyCastleProvider;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/** As long as it lasts, BouncyCastle does what the JDK would do. */
@State(Scope.Benchmark)
public class BouncyCastleFirst {
    /** Called by the harness. */
    @Setup(Level.Trial)
    public void install() {
        Security.insertProviderAt(new BouncyCastleProvider(), 1);
    }

    /** Called by the harness. */
    @TearDown(Level.Trial)
    public void remove() {
        Security.removeProvider(BouncyCastleProvider.PROVIDER_NAME);
    }
}
