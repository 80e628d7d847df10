package org.journeyguard.it;

import java.net.URI;
import org.journeyguard.internal.am.ClaimsWireContract;
import org.journeyguard.internal.am.CodeWireContract;
import org.journeyguard.internal.am.OAuthWireContract;
import org.journeyguard.internal.am.TokenWireContract;
import org.journeyguard.it.am.AmRest;
import org.journeyguard.it.am.Provisioner;
import org.junit.jupiter.api.Nested;

/** The real OpenAM keeps what its stand-in claims as an OAuth 2.0 and OpenID provider. */
class OpenAmOAuthContractIT {

    @Nested
    class CodesOfTheRootRealm extends CodeWireContract {
        CodesOfTheRootRealm() {
            super(new RealAm(), "/");
        }
    }

    @Nested
    class CodesOfAlpha extends CodeWireContract {
        CodesOfAlpha() {
            super(new RealAm(), "/alpha");
        }
    }

    @Nested
    class OpaqueTokens extends TokenWireContract {
        OpaqueTokens() {
            super(new RealAm(), "/");
        }
    }

    @Nested
    class JwtTokens extends TokenWireContract {
        JwtTokens() {
            super(new RealAm(), "/alpha");
        }
    }

    @Nested
    class ClaimsOfTheRootRealm extends ClaimsWireContract {
        ClaimsOfTheRootRealm() {
            super(new RealAm(), "/");
        }
    }

    @Nested
    class ClaimsOfAlpha extends ClaimsWireContract {
        ClaimsOfAlpha() {
            super(new RealAm(), "/alpha");
        }
    }

    private static final class RealAm implements OAuthWireContract.Party {
        private final AmRest rest = Servers.am().rest();

        @Override
        public URI url() {
            return URI.create(Servers.am().url());
        }

        @Override
        public String signIn(String user, String realm) {
            return rest.login(realm.equals("/") ? "" : realm, user, Provisioner.USER_PASSWORD);
        }

        @Override
        public void signOut(String token) {
            rest.logout(token);
        }

        @Override
        public boolean has(String token) {
            return rest.isValid(token);
        }

        @Override
        public void close() {
            // lives on for other tests
        }
    }
}
