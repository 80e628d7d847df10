package org.journeyguard.it;

import org.journeyguard.internal.token.SdkCodeParity;
import org.journeyguard.internal.token.SdkDifferences;
import org.journeyguard.internal.token.SdkEndParity;
import org.journeyguard.internal.token.SdkTokenParity;
import org.junit.jupiter.api.Nested;

/**
 * What users of the vendor's SDKs expect holds with the real OpenAM, which issues opaque tokens in the root realm and JWTs in
 * {@code /alpha}. Nothing is left out. Where time passes, it does so for the application only: AM's clock is the real one, so
 * what the application takes for expired is alive at AM.
 */
class SdkParityIT {

    @Nested
    class OpaqueTokens extends SdkTokenParity {
        OpaqueTokens() {
            super(new RealParty(Realm.ROOT));
        }
    }

    @Nested
    class JwtTokens extends SdkTokenParity {
        JwtTokens() {
            super(new RealParty(Realm.ALPHA));
        }
    }

    @Nested
    class EndsOfOpaqueTokens extends SdkEndParity {
        EndsOfOpaqueTokens() {
            super(new RealParty(Realm.ROOT));
        }
    }

    @Nested
    class EndsOfJwts extends SdkEndParity {
        EndsOfJwts() {
            super(new RealParty(Realm.ALPHA));
        }
    }

    @Nested
    class DifferencesWithOpaqueTokens extends SdkDifferences {
        DifferencesWithOpaqueTokens() {
            super(new RealParty(Realm.ROOT));
        }
    }

    @Nested
    class DifferencesWithJwts extends SdkDifferences {
        DifferencesWithJwts() {
            super(new RealParty(Realm.ALPHA));
        }
    }

    @Nested
    class CodesForOpaqueTokens extends SdkCodeParity {
        CodesForOpaqueTokens() {
            super(new RealParty(Realm.ROOT));
        }
    }

    @Nested
    class CodesForJwts extends SdkCodeParity {
        CodesForJwts() {
            super(new RealParty(Realm.ALPHA));
        }
    }
}
