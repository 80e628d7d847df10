package org.journeyguard.it;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.json.Json;
import java.net.URI;
import org.journeyguard.internal.am.OpenAmContract;
import org.journeyguard.internal.credential.SsoToken;
import org.journeyguard.it.am.AmRest;
import org.journeyguard.it.am.OpenAmSettings;
import org.journeyguard.it.am.Provisioner;

/** The real OpenAM keeps what its stand-in of the unit tests claims. */
class OpenAmContractIT extends OpenAmContract {
    OpenAmContractIT() {
        super(new RealAm());
    }

    private static final class RealAm implements Party {
        private final AmRest rest = Servers.am().rest();

        @Override
        public URI url() {
            return URI.create(Servers.am().url());
        }

        @Override
        public SsoToken signIn(String user, String realm) {
            return new SsoToken(rest.login(realm.equals("/") ? "" : realm, user, Provisioner.USER_PASSWORD));
        }

        @Override
        public void create(String user) {
            String admin = rest.login("", "amadmin", OpenAmSettings.ADMIN_PASSWORD);
            String body = Json.createObjectBuilder()
                    .add("username", user)
                    .add("userpassword", Provisioner.USER_PASSWORD)
                    .add("sn", "Odd")
                    .add("cn", "Odd")
                    .add(ATTRIBUTE, "odd")
                    .build()
                    .toString();
            AmRest.Answer answer =
                    rest.call("POST", "/json/realms/root/users?_action=create", "resource=3.0", admin, body);
            assertThat(answer.status()).as("%s", answer).isEqualTo(201);
            rest.logout(admin);
        }

        @Override
        public String undecodable() {
            return "x.*AAJT*";
        }

        @Override
        public void close() {
            // lives on for other tests
        }
    }
}
