package org.journeyguard.benchmark;

import static org.assertj.core.api.Assertions.assertThat;

import java.security.GeneralSecurityException;
import java.security.KeyPairGenerator;
import java.security.PublicKey;
import java.security.Signature;
import org.junit.jupiter.api.Test;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.Options;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;
import org.openjdk.jmh.runner.options.VerboseMode;

/** The benchmark measures what it says. */
class JwtBenchmarkTest {
    @Test
    void measuredTokensAreVerified() {
        JwtBenchmark benchmark = new JwtBenchmark();
        assertThat(benchmark.rs256()).isTrue();
        assertThat(benchmark.es256()).isTrue();
        assertThat(benchmark.edDsa()).isTrue();
        BouncyCastleFirst installed = new BouncyCastleFirst();
        installed.install();
        try {
            assertThat(benchmark.es256ByBouncyCastle(installed)).isTrue();
        } finally {
            installed.remove();
        }
    }

    @Test
    void installedBouncyCastleVerifies() throws GeneralSecurityException {
        PublicKey key = KeyPairGenerator.getInstance("EC").generateKeyPair().getPublic();
        BouncyCastleFirst installed = new BouncyCastleFirst();
        assertThat(verifierOf(key)).isEqualTo("SunEC");
        installed.install();
        try {
            assertThat(verifierOf(key)).isEqualTo("BC");
        } finally {
            installed.remove();
        }
        assertThat(verifierOf(key)).isEqualTo("SunEC");
    }

    @Test
    void benchmarkRuns() throws RunnerException {
        Options once = new OptionsBuilder()
                .include(JwtBenchmark.class.getSimpleName())
                .forks(0)
                .warmupIterations(0)
                .measurementIterations(1)
                .measurementTime(TimeValue.milliseconds(20))
                .shouldFailOnError(true)
                .verbosity(VerboseMode.SILENT)
                .jvmArgsAppend("-Djmh.ignoreLock=true")
                .build();
        assertThat(new Runner(once).run()).hasSize(4);
    }

    private static String verifierOf(PublicKey key) throws GeneralSecurityException {
        Signature signature = Signature.getInstance("SHA256withECDSA");
        signature.initVerify(key);
        return signature.getProvider().getName();
    }
}
