package org.journeyguard.internal.token;

import org.journeyguard.test.FakeAm.Kind;
import org.junit.jupiter.api.Nested;

/** Behaviour of the vendor's SDKs, with both kinds of AM. */
class SdkParityTest {

    @Nested
    class TokensOfOpenAm extends SdkTokenParity {
        TokensOfOpenAm() {
            super(new FakeParty(Kind.OPENAM));
        }
    }

    @Nested
    class TokensOfPingAm extends SdkTokenParity {
        TokensOfPingAm() {
            super(new FakeParty(Kind.PINGAM));
        }
    }

    @Nested
    class EndsAtOpenAm extends SdkEndParity {
        EndsAtOpenAm() {
            super(new FakeParty(Kind.OPENAM));
        }
    }

    @Nested
    class EndsAtPingAm extends SdkEndParity {
        EndsAtPingAm() {
            super(new FakeParty(Kind.PINGAM));
        }
    }

    @Nested
    class DifferencesAtOpenAm extends SdkDifferences {
        DifferencesAtOpenAm() {
            super(new FakeParty(Kind.OPENAM));
        }
    }

    @Nested
    class DifferencesAtPingAm extends SdkDifferences {
        DifferencesAtPingAm() {
            super(new FakeParty(Kind.PINGAM));
        }
    }

    @Nested
    class CodesOfOpenAm extends SdkCodeParity {
        CodesOfOpenAm() {
            super(new FakeParty(Kind.OPENAM));
        }
    }

    @Nested
    class CodesOfPingAm extends SdkCodeParity {
        CodesOfPingAm() {
            super(new FakeParty(Kind.PINGAM));
        }
    }
}
