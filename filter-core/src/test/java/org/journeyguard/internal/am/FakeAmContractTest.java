package org.journeyguard.internal.am;

import java.net.URI;
import java.util.List;
import java.util.Map;
import org.journeyguard.internal.credential.SsoToken;
import org.journeyguard.test.FakeAm;
import org.junit.jupiter.api.Nested;

/** {@link FakeAm} as each of the servers that it stands for. */
class FakeAmContractTest {

    @Nested
    class AsOpenAm extends OpenAmContract {
        AsOpenAm() {
            super(new Fake(FakeAm.Kind.OPENAM));
        }
    }

    @Nested
    class AsPingAm extends AmContract {
        AsPingAm() {
            super(new Fake(FakeAm.Kind.PINGAM));
        }
    }

    @Nested
    class AsPolitePingAm extends AmContract {
        AsPolitePingAm() {
            super(new Fake(FakeAm.Kind.LENIENT_PINGAM));
        }
    }

    @Nested
    class AsEarlyAm extends AmContract {
        AsEarlyAm() {
            super(new Fake(FakeAm.Kind.OPENAM_13));
        }

        @Override
        protected boolean tellsExpiry() {
            return false;
        }

        @Override
        protected boolean showsProperties() {
            return false;
        }
    }

    private static final class Fake implements AmContract.Party {
        private final FakeAm am;

        Fake(FakeAm.Kind kind) {
            am = new FakeAm(kind);
            am.setAttribute(AmContract.ALICE, AmContract.ATTRIBUTE, List.of("admin"));
            am.setAttributes(AmContract.BOB, Map.of());
        }

        @Override
        public URI url() {
            return am.url();
        }

        @Override
        public SsoToken signIn(String user, String realm) {
            return new SsoToken(am.signIn(am.session(user, realm).landingAt(AmContract.SUCCESS_URL)));
        }

        @Override
        public void create(String user) {
            am.setAttribute(user, AmContract.ATTRIBUTE, List.of("odd"));
        }

        @Override
        public String undecodable() {
            return FakeAm.UNDECODABLE;
        }

        @Override
        public void close() {
            am.close();
        }
    }
}
