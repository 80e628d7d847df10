package org.journeyguard.internal.am;

import java.net.URI;
import org.journeyguard.test.FakeAm;
import org.junit.jupiter.api.Nested;

/** {@link FakeAm} as an OAuth 2.0 and OpenID provider of the kind that is at hand to compare it with. */
class FakeOAuthContractTest {

    @Nested
    class CodesOfTheRootRealm extends CodeWireContract {
        CodesOfTheRootRealm() {
            super(new Fake(), "/");
        }
    }

    @Nested
    class CodesOfAlpha extends CodeWireContract {
        CodesOfAlpha() {
            super(new Fake(), "/alpha");
        }
    }

    @Nested
    class OpaqueTokens extends TokenWireContract {
        OpaqueTokens() {
            super(new Fake(), "/");
        }
    }

    @Nested
    class JwtTokens extends TokenWireContract {
        JwtTokens() {
            super(new Fake(), "/alpha");
        }
    }

    @Nested
    class ClaimsOfTheRootRealm extends ClaimsWireContract {
        ClaimsOfTheRootRealm() {
            super(new Fake(), "/");
        }
    }

    @Nested
    class ClaimsOfAlpha extends ClaimsWireContract {
        ClaimsOfAlpha() {
            super(new Fake(), "/alpha");
        }
    }

    private static final class Fake implements OAuthWireContract.Party {
        private final FakeAm am = new FakeAm(FakeAm.Kind.OPENAM);

        @Override
        public URI url() {
            return am.url();
        }

        @Override
        public String signIn(String user, String realm) {
            return am.signIn(am.session(user, realm));
        }

        @Override
        public void signOut(String token) {
            am.end(token);
        }

        @Override
        public boolean has(String token) {
            return am.has(token);
        }

        @Override
        public void close() {
            am.close();
        }
    }
}
